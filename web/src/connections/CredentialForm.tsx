import type { Connection } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { connectionQuery } from '../api/queries.ts';
import { wrongFields } from '../api/wrong-fields.ts';
import classes from './CredentialSection.module.css';
import { type Field, labelsOfSettings, readSettings, SettingFields } from './SettingFields.tsx';

interface CredentialFormProps {
  readonly connection: Connection;
  readonly fields: readonly Field[];
  /** Of a stopped connection, which is taken up again with it. */
  readonly takesUpAgain?: boolean;
  readonly onCancel: () => void;
  readonly onReplaced: () => void;
}

/** A new sign-in for a connection, asked for as its connector describes it. */
export function CredentialForm({
  connection,
  fields,
  takesUpAgain = false,
  onCancel,
  onReplaced,
}: CredentialFormProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const labels = labelsOfSettings(fields);
  const replace = useMutation({
    mutationFn: (body: { settings: Record<string, string>; secret: string }) =>
      api.call(takesUpAgain ? 'reconnectConnection' : 'rotateCredential', {
        params: { connection: connection.name },
        body,
      }),
    onSuccess: (now) => {
      queries.setQueryData(connectionQuery(connection.name).queryKey, now);
      onReplaced();
    },
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (form.current === null) return;
    const { missing: absent, settings, secret } = readSettings(form.current, fields);
    setMissing(absent);
    if (absent.length === 0) replace.mutate({ settings, secret });
  };

  return (
    <form
      ref={form}
      onSubmit={submit}
      noValidate
      className={classes.form}
      aria-label={t(takesUpAgain ? 'again.title' : 'connection.credential.replace')}
    >
      <p>{t(takesUpAgain ? 'again.formLead' : 'connection.credential.replaceLead')}</p>
      <SettingFields
        fields={fields}
        missing={missing}
        wrong={wrongFields(replace.error, labels)}
        held={connection.settings}
      />
      {replace.isError ? <ProblemNotice error={replace.error} labels={labels} move /> : null}
      <div className={classes.deeds}>
        <Button type="submit" variant="filled" loading={replace.isPending}>
          {t(takesUpAgain ? 'again.button' : 'connection.credential.replaceSubmit')}
        </Button>
        <Button onClick={onCancel}>{t('connection.credential.replaceCancel')}</Button>
      </div>
    </form>
  );
}
