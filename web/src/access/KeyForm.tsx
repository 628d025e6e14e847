import type { Session } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, isSignedOut } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { Deeds, Form, NOTHING_WRONG, type Wrong } from '../ui/Form.tsx';
import { SecretInput } from '../ui/SecretInput.tsx';

/** Opens a session with an API key. */
export function KeyForm({ onOpened }: { readonly onOpened: (session: Session) => void }) {
  const { t } = useTranslation();
  const [wrong, setWrong] = useState<Wrong>(NOTHING_WRONG);
  const signIn = useMutation({
    mutationFn: (apiKey: string) => api.call('openSession', { body: { apiKey } }),
    onSuccess: onOpened,
    onError: (err) => setWrong(isSignedOut(err) ? { 'api-key': t('keySignIn.refused') } : NOTHING_WRONG),
  });
  const submit = (typed: (name: string) => string) => {
    const key = typed('api-key').trim();
    setWrong(key === '' ? { 'api-key': t('keySignIn.empty') } : NOTHING_WRONG);
    if (key !== '') signIn.mutate(key);
  };
  return (
    <Form label={t('keySignIn.title')} wrong={wrong} onSubmit={submit}>
      <SecretInput
        name="api-key"
        label={t('keySignIn.key')}
        description={t('keySignIn.help')}
        autoComplete="off"
        maxLength={200}
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
  );
}
