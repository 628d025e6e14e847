import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PassphraseField } from '../access/PassphraseField.tsx';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { wrongFields } from '../api/wrong-fields.ts';
import { Deeds, Form, NOTHING_WRONG, type Wrong } from '../ui/Form.tsx';
import { Notice } from '../ui/Notice.tsx';
import { ownSessionsQuery } from './account-queries.ts';

/** Another passphrase for one's account; whoever else was signed in with the old one is signed out. */
export function PassphraseForm({ email }: { readonly email: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<Wrong>(NOTHING_WRONG);
  const labels = { current: t('account.passphrase.current'), password: t('passphrase.new') };
  const [times, setTimes] = useState(0);
  const change = useMutation({
    mutationFn: (body: { current: string; password: string }) => api.call('changePassword', { body }),
    onSuccess: () => {
      setTimes((so) => so + 1);
      void queries.invalidateQueries({ queryKey: ownSessionsQuery.queryKey });
    },
    onError: (err) => setWrong(wrongFields(err, labels)),
  });
  const submit = (typed: (name: string) => string) => {
    const [current, password] = [typed('current'), typed('password')];
    setWrong({
      ...(current === '' ? { current: t('passphrase.missing') } : {}),
      ...(password === '' ? { password: t('passphrase.missing') } : {}),
    });
    if (current !== '' && password !== '') change.mutate({ current, password });
  };
  return (
    <>
      <Form key={times} label={t('account.passphrase.title')} wrong={wrong} onSubmit={submit}>
        {/* Tells a password manager whose passphrase this is. */}
        <input type="text" name="username" autoComplete="username" value={email} readOnly hidden />
        <PassphraseField
          name="current"
          label={labels.current}
          autoComplete="current-password"
          error={wrong.current ?? null}
        />
        <PassphraseField
          name="password"
          label={labels.password}
          description={t('passphrase.advice')}
          autoComplete="new-password"
          error={wrong.password ?? null}
        />
        {change.isError ? <ProblemNotice error={change.error} labels={labels} move /> : null}
        <Deeds>
          <Button type="submit" loading={change.isPending}>
            {t('account.passphrase.submit')}
          </Button>
        </Deeds>
      </Form>
      {change.isSuccess ? (
        <Notice tone="ok" announced="in-time">
          <p>{t('account.passphrase.changed', { count: change.data.ended })}</p>
        </Notice>
      ) : null}
    </>
  );
}
