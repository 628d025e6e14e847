import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, problemOf } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { wrongFields } from '../api/wrong-fields.ts';
import { Deeds, Form, NOTHING_WRONG, type Wrong } from '../ui/Form.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { PassphraseField } from './PassphraseField.tsx';
import classes from './SignInPage.module.css';
import { StaleLink } from './StaleLink.tsx';
import { useBegin } from './use-begin.ts';
import { useLinkToken } from './use-link-token.ts';

/** Where the link of a reset leads: a new passphrase, and signed in with it. */
export function ResetPage() {
  const token = useLinkToken();
  // A newer link that is opened where an older one was refused begins anew: behind the # nothing else does.
  return token === '' ? <StaleLink of="reset" /> : <ByLink key={token} token={token} />;
}

function ByLink({ token }: { readonly token: string }) {
  const { t } = useTranslation();
  const begin = useBegin();
  const [wrong, setWrong] = useState<Wrong>(NOTHING_WRONG);
  const labels = { password: t('passphrase.new') };
  const reset = useMutation({
    mutationFn: (password: string) => api.call('resetPassword', { body: { token, password } }),
    onSuccess: (session) => begin(session),
    onError: (err) => setWrong(wrongFields(err, labels)),
  });
  if (problemOf(reset.error)?.code === 'not-found') return <StaleLink of="reset" />;
  const submit = (typed: (name: string) => string) => {
    const password = typed('password');
    setWrong(password === '' ? { password: t('passphrase.missing') } : NOTHING_WRONG);
    if (password !== '') reset.mutate(password);
  };
  return (
    <div className={classes.page}>
      <PageHeading title={t('reset.title')} below={t('reset.lead')}>
        {t('reset.title')}
      </PageHeading>
      <Form label={t('reset.title')} wrong={wrong} onSubmit={submit}>
        <PassphraseField
          name="password"
          label={labels.password}
          description={t('passphrase.advice')}
          autoComplete="new-password"
          error={wrong.password ?? null}
        />
        {reset.isError ? <ProblemNotice error={reset.error} labels={labels} move /> : null}
        <Deeds>
          <Button type="submit" variant="filled" loading={reset.isPending}>
            {t('reset.submit')}
          </Button>
        </Deeds>
      </Form>
    </div>
  );
}
