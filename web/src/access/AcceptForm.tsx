import { Button, TextInput } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { wrongFields } from '../api/wrong-fields.ts';
import { Deeds, Form, NOTHING_WRONG, type Wrong } from '../ui/Form.tsx';
import type { Invited } from './invited.ts';
import { PassphraseField } from './PassphraseField.tsx';
import { useBegin } from './use-begin.ts';

interface AcceptFormProps {
  readonly invited: Invited;
  readonly token: string;
}

/** Makes the account that an invitation is for: a name and a passphrase, and for the first administrator an address. */
export function AcceptForm({ invited, token }: AcceptFormProps) {
  const { t } = useTranslation();
  const begin = useBegin();
  const [wrong, setWrong] = useState<Wrong>(NOTHING_WRONG);
  const labels = { email: t('signIn.email'), name: t('invitation.name'), password: t('passphrase.choose') };
  const accept = useMutation({
    mutationFn: (body: { name: string; password: string; email?: string }) =>
      api.call('acceptInvitation', { body: { token, ...body } }),
    onSuccess: (session) => begin(session),
    onError: (err) => setWrong(wrongFields(err, labels)),
  });
  const submit = (typed: (name: string) => string) => {
    const [email, name, password] = [typed('email').trim(), typed('name').trim(), typed('password')];
    const missing = {
      ...(email === '' ? { email: t('signIn.emailMissing') } : {}),
      ...(name === '' ? { name: t('invitation.nameMissing') } : {}),
      ...(password === '' ? { password: t('passphrase.missing') } : {}),
    };
    setWrong(missing);
    if (Object.keys(missing).length > 0) return;
    accept.mutate({ name, password, ...(invited.email === null ? { email } : {}) });
  };
  return (
    <Form label={t('invitation.form')} wrong={wrong} onSubmit={submit}>
      <TextInput
        name="email"
        type="email"
        label={labels.email}
        maxLength={254}
        description={invited.email === null ? t('welcome.emailHelp') : t('invitation.emailHelp')}
        autoComplete="username"
        autoCapitalize="none"
        spellCheck={false}
        {...(invited.email === null ? {} : { value: invited.email, readOnly: true })}
        error={wrong.email ?? null}
      />
      <TextInput name="name" maxLength={100} label={labels.name} autoComplete="name" error={wrong.name ?? null} />
      <PassphraseField
        name="password"
        label={labels.password}
        description={t('passphrase.advice')}
        autoComplete="new-password"
        error={wrong.password ?? null}
      />
      {accept.isError ? <ProblemNotice error={accept.error} labels={labels} move /> : null}
      <Deeds>
        <Button type="submit" variant="filled" loading={accept.isPending}>
          {invited.email === null ? t('welcome.submit') : t('invitation.accept')}
        </Button>
      </Deeds>
    </Form>
  );
}
