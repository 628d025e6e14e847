import type { Session } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api, isSignedOut } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { wrongFields } from '../api/wrong-fields.ts';
import { Deeds, Form, NOTHING_WRONG, type Wrong } from '../ui/Form.tsx';
import { PassphraseField } from './PassphraseField.tsx';

interface PassphraseAgainProps {
  readonly email: string;
  readonly onOpened: (session: Session) => void;
}

/** Signs in again whoever is known: the passphrase is all that is asked. */
export function PassphraseAgain({ email, onOpened }: PassphraseAgainProps) {
  const { t } = useTranslation();
  const [wrong, setWrong] = useState<Wrong>(NOTHING_WRONG);
  const labels = { password: t('signIn.password') };
  const signIn = useMutation({
    mutationFn: (password: string) => api.call('openSession', { body: { email, password } }),
    onSuccess: onOpened,
    onError: (err) => setWrong(isSignedOut(err) ? { password: t('signInAgain.refused') } : wrongFields(err, labels)),
  });
  const submit = (typed: (name: string) => string) => {
    const password = typed('password');
    setWrong(password === '' ? { password: t('signIn.passwordMissing') } : NOTHING_WRONG);
    if (password !== '') signIn.mutate(password);
  };
  return (
    <Form label={t('signIn.title')} wrong={wrong} onSubmit={submit}>
      {/* Tells a password manager whose passphrase this is. */}
      <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
      <PassphraseField
        name="password"
        label={t('signInAgain.passphrase', { email })}
        autoComplete="current-password"
        error={wrong.password ?? null}
      />
      {signIn.isError && !isSignedOut(signIn.error) ? (
        <ProblemNotice error={signIn.error} labels={labels} move />
      ) : null}
      <Deeds>
        <Button type="submit" variant="filled" loading={signIn.isPending}>
          {t('signIn.submit')}
        </Button>
      </Deeds>
    </Form>
  );
}
