import type { Organisation } from '@illuminate/contract';
import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { wrongFields } from '../api/wrong-fields.ts';
import { Choice } from '../ui/Choice.tsx';
import { Commands } from '../ui/Commands.tsx';
import { Deeds, Form, NOTHING_WRONG, type Wrong } from '../ui/Form.tsx';
import { Notice } from '../ui/Notice.tsx';
import { apiKeysQuery } from './api-keys-query.ts';

/** Makes a key and shows it, once. */
export function ApiKeyForm({ organisation: { slug } }: { readonly organisation: Organisation }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [wrong, setWrong] = useState<Wrong>(NOTHING_WRONG);
  const [scope, setScope] = useState<'read' | 'write'>('read');
  const labels = { name: t('apiKeys.make.name') };
  const add = useMutation({
    mutationFn: (name: string) =>
      api.call('addApiKey', {
        body: { organisation: slug, name, scopes: scope === 'write' ? ['read', 'write'] : ['read'] },
      }),
    onSuccess: () => void queries.invalidateQueries({ queryKey: apiKeysQuery(slug).queryKey }),
    onError: (err) => setWrong(wrongFields(err, labels)),
  });
  const submit = (typed: (name: string) => string) => {
    const name = typed('name').trim();
    setWrong(name === '' ? { name: t('apiKeys.make.nameMissing') } : NOTHING_WRONG);
    if (name !== '') add.mutate(name);
  };
  return (
    <>
      <Form key={add.data?.id} label={t('apiKeys.make.title')} wrong={wrong} onSubmit={submit}>
        <TextInput
          name="name"
          label={labels.name}
          description={t('apiKeys.make.nameHelp')}
          autoComplete="off"
          maxLength={100}
          error={wrong.name ?? null}
        />
        <Choice
          legend={t('apiKeys.columns.may')}
          value={scope}
          onChange={setScope}
          options={[
            { value: 'read', label: t('apiKeys.scope.read') },
            { value: 'write', label: t('apiKeys.scope.write') },
          ]}
        />
        {add.isError ? <ProblemNotice error={add.error} labels={labels} move /> : null}
        <Deeds>
          <Button type="submit" variant="filled" loading={add.isPending}>
            {t('apiKeys.make.submit')}
          </Button>
        </Deeds>
      </Form>
      {add.isSuccess ? (
        <Notice tone="ok" announced="in-time" title={t('apiKeys.make.madeTitle', { name: add.data.name })}>
          <p>{t('apiKeys.make.once')}</p>
          <Commands text={add.data.key} copyLabel={t('apiKeys.make.copy')} />
        </Notice>
      ) : null}
    </>
  );
}
