import type { Connection, Provider } from '@illuminate/contract';
import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { connectionQuery } from '../api/queries.ts';
import classes from './CredentialSection.module.css';

type Field = Provider['methods'][number]['fields'][number];

interface CredentialFormProps {
  readonly connection: Connection;
  readonly fields: readonly Field[];
  readonly onCancel: () => void;
  readonly onReplaced: () => void;
}

/** A new sign-in for a connection, asked for as its connector describes it. */
export function CredentialForm({ connection, fields, onCancel, onReplaced }: CredentialFormProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const form = useRef<HTMLFormElement>(null);
  const [missing, setMissing] = useState<readonly string[]>([]);
  const replace = useMutation({
    mutationFn: (body: { settings: Record<string, string>; secret: string }) =>
      api.call('rotateCredential', { params: { connection: connection.name }, body }),
    onSuccess: (now) => {
      queries.setQueryData(connectionQuery(connection.name).queryKey, now);
      onReplaced();
    },
  });

  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (form.current === null) return;
    const typed = new FormData(form.current);
    const typedIn = ({ name }: Field): string => {
      const value = typed.get(name);
      return typeof value === 'string' ? value.trim() : '';
    };
    const absent = fields.filter((field) => field.required && typedIn(field) === '').map(({ name }) => name);
    setMissing(absent);
    const [first] = absent;
    if (first !== undefined) {
      form.current.querySelector<HTMLInputElement>(`[name="${CSS.escape(first)}"]`)?.focus();
      return;
    }
    const secret = fields.find((field) => field.secret);
    const open = fields.filter((field) => !field.secret && typedIn(field) !== '');
    replace.mutate({
      settings: Object.fromEntries(open.map((field) => [field.name, typedIn(field)])),
      secret: secret === undefined ? '' : typedIn(secret),
    });
  };

  return (
    <form
      ref={form}
      onSubmit={submit}
      noValidate
      className={classes.form}
      aria-label={t('connection.credential.replace')}
    >
      <p>{t('connection.credential.replaceLead')}</p>
      {fields.map((field) => {
        const Input = field.secret ? PasswordInput : TextInput;
        return (
          <Input
            key={field.name}
            name={field.name}
            label={field.label}
            description={field.help}
            required={field.required}
            withAsterisk={false}
            error={missing.includes(field.name) ? t('connection.credential.required') : null}
            defaultValue={field.secret ? '' : (connection.settings[field.name] ?? field.default ?? '')}
            autoComplete={field.secret ? 'new-password' : 'off'}
            spellCheck={false}
          />
        );
      })}
      {replace.isError ? <ProblemNotice error={replace.error} move /> : null}
      <div className={classes.deeds}>
        <Button type="submit" variant="filled" loading={replace.isPending}>
          {t('connection.credential.replaceSubmit')}
        </Button>
        <Button onClick={onCancel}>{t('connection.credential.replaceCancel')}</Button>
      </div>
    </form>
  );
}
