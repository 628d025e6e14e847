import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { wrongFields } from '../api/wrong-fields.ts';
import { Deeds, Form, NOTHING_WRONG, type Wrong } from '../ui/Form.tsx';
import { Notice } from '../ui/Notice.tsx';

/** One's name, as the others see it. */
export function NameForm({ name }: { readonly name: string }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<Wrong>(NOTHING_WRONG);
  const labels = { name: t('account.name') };
  const change = useMutation({
    mutationFn: (body: { name: string }) => api.call('changeOwnName', { body }),
    // Everywhere that names people.
    onSuccess: () => void queries.invalidateQueries(),
    onError: (err) => setWrong(wrongFields(err, labels)),
  });
  const submit = (typed: (field: string) => string) => {
    const written = typed('name').trim();
    setWrong(written === '' ? { name: t('invitation.nameMissing') } : NOTHING_WRONG);
    if (written !== '') change.mutate({ name: written });
  };
  return (
    <>
      <Form label={t('account.changeName.title')} wrong={wrong} onSubmit={submit}>
        <TextInput
          name="name"
          label={labels.name}
          description={t('account.changeName.help')}
          defaultValue={name}
          autoComplete="name"
          spellCheck={false}
          maxLength={100}
          error={wrong.name ?? null}
        />
        {change.isError ? <ProblemNotice error={change.error} labels={labels} move /> : null}
        <Deeds>
          <Button type="submit" loading={change.isPending}>
            {t('account.changeName.submit')}
          </Button>
        </Deeds>
      </Form>
      {change.isSuccess ? (
        <Notice tone="ok" announced="in-time">
          <p>{t('account.changeName.changed', { name: change.data.name })}</p>
        </Notice>
      ) : null}
    </>
  );
}
