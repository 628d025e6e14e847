import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, isSignedOut } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { Commands } from '../ui/Commands.tsx';
import { Deeds, Form, NOTHING_WRONG, type Wrong } from '../ui/Form.tsx';
import { SecretInput } from '../ui/SecretInput.tsx';
import classes from './SignInPage.module.css';
import { useBegin } from './use-begin.ts';

/** The second way in: with an API key, such as the operator's own. */
export function KeySignIn({ to }: { readonly to: string | undefined }) {
  const { t } = useTranslation();
  const begin = useBegin();
  const [wrong, setWrong] = useState<Wrong>(NOTHING_WRONG);
  const signIn = useMutation({
    mutationFn: (apiKey: string) => api.call('openSession', { body: { apiKey } }),
    onSuccess: (session) => begin(session, to),
    onError: (err) => setWrong(isSignedOut(err) ? { 'api-key': t('keySignIn.refused') } : NOTHING_WRONG),
  });
  const submit = (typed: (name: string) => string) => {
    const key = typed('api-key').trim();
    setWrong(key === '' ? { 'api-key': t('keySignIn.empty') } : NOTHING_WRONG);
    if (key !== '') signIn.mutate(key);
  };
  return (
    <details className={classes.other}>
      <summary>{t('keySignIn.title')}</summary>
      <div className={classes.inside}>
        <Form label={t('keySignIn.title')} wrong={wrong} onSubmit={submit}>
          <SecretInput
            name="api-key"
            label={t('keySignIn.key')}
            description={t('keySignIn.help')}
            autoComplete="off"
            error={wrong['api-key'] ?? null}
            visibilityToggleButtonProps={{ 'aria-label': t('keySignIn.show'), tabIndex: 0 }}
            spellCheck={false}
          />
          {signIn.isError && !isSignedOut(signIn.error) ? <ProblemNotice error={signIn.error} move /> : null}
          <Deeds>
            <Button type="submit" loading={signIn.isPending}>
              {t('keySignIn.submit')}
            </Button>
          </Deeds>
        </Form>
        <p>{t('keySignIn.how')}</p>
        <Commands text={t('keySignIn.command')} copyLabel={t('signIn.copyCommand')} />
        <p className={classes.quiet}>{t('keySignIn.operator')}</p>
      </div>
    </details>
  );
}
