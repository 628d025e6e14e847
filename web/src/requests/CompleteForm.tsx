import type { Request } from '@illuminate/contract';
import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { organisationsQuery } from '../api/queries.ts';
import { wrongFields } from '../api/wrong-fields.ts';
import { labelsOfSettings, sentAs } from '../connections/SettingFields.tsx';
import { Choice } from '../ui/Choice.tsx';
import { Form, NOTHING_WRONG } from '../ui/Form.tsx';
import { SecretInput } from '../ui/SecretInput.tsx';
import classes from './Request.module.css';

interface CompleteFormProps {
  readonly request: Request;
  readonly onDone: (now: Request) => void;
}

type Way = Request['completion']['methods'][number];
type DeskMethod = 'support-request' | 'delivery';

const NEW = '';

/** What ends a request well: the organisation, where it is new, and the connection as its connector describes it. */
export function CompleteForm({ request, onDone }: CompleteFormProps) {
  const { t } = useTranslation();
  const { completion, kind, contact } = request;
  const { data: organisations } = useQuery(organisationsQuery);
  const [organisation, setOrganisation] = useState(request.organisation ?? NEW);
  const [method, setMethod] = useState<DeskMethod>('support-request');
  const [invite, setInvite] = useState(true);
  const way = completion.methods.find((one) => one.method === method);
  const complete = useMutation({
    mutationFn: (typed: (name: string) => string) =>
      api.call('completeRequest', {
        params: { request: request.id },
        body: {
          ...(organisation === NEW
            ? { newOrganisation: { slug: typed('slug'), zone: typed('zone'), currency: typed('currency') } }
            : { organisation }),
          ...(kind === 'connection' ? { method, ...filled(way, typed) } : {}),
          invite,
          note: typed('note'),
        },
      }),
    onSuccess: onDone,
  });
  const labels = {
    slug: t('desk.slug'),
    zone: t('desk.zone'),
    currency: t('desk.currency'),
    note: t('desk.completeNote'),
    ...labelsOfSettings(way?.fields ?? []),
  };
  const wrong = complete.isError ? wrongFields(complete.error, labels) : NOTHING_WRONG;
  return (
    <Form label={t('desk.complete')} wrong={wrong} onSubmit={(typed) => complete.mutate(typed)}>
      <p>
        {kind === 'sign-up'
          ? t('desk.completeSignUp', { name: contact.name })
          : t('desk.completeConnection', { name: contact.name })}
      </p>
      {kind === 'connection' && request.organisation === null ? (
        <NativeSelect
          label={t('desk.which')}
          data={[
            { value: NEW, label: t('desk.newOne', { name: request.organisationName }) },
            ...(organisations ?? []).map(({ slug, name }) => ({ value: slug, label: name })),
          ]}
          value={organisation}
          onChange={({ currentTarget }) => setOrganisation(currentTarget.value)}
        />
      ) : null}
      {organisation === NEW ? <NewOrganisation slug={completion.suggestedSlug} wrong={wrong} /> : null}
      {completion.methods.length > 1 ? (
        <Choice
          legend={t('desk.method')}
          value={method}
          options={completion.methods.flatMap((one) =>
            isOfDesk(one.method) ? [{ value: one.method, label: t(`desk.methods.${one.method}`) }] : [],
          )}
          onChange={setMethod}
        />
      ) : null}
      {way?.fields.map((field) => {
        const Input = field.secret ? SecretInput : TextInput;
        return (
          <Input
            key={field.name}
            name={field.name}
            label={field.label}
            description={field.help}
            error={wrong[sentAs(field)]}
            defaultValue={field.secret ? '' : (field.default ?? '')}
            autoComplete={field.secret ? 'new-password' : 'off'}
            spellCheck={false}
          />
        );
      })}
      <label className={classes.tick}>
        <input type="checkbox" checked={invite} onChange={({ currentTarget }) => setInvite(currentTarget.checked)} />
        {t('desk.invite', { name: contact.name })}
      </label>
      <Textarea name="note" label={labels.note} error={wrong.note} maxLength={4000} autosize minRows={2} />
      {complete.isError ? <ProblemNotice error={complete.error} labels={labels} move /> : null}
      <div>
        <Button type="submit" variant="filled" loading={complete.isPending}>
          {t('desk.completeSubmit')}
        </Button>
      </div>
    </Form>
  );
}

const isOfDesk = (method: Way['method']): method is DeskMethod => method === 'support-request' || method === 'delivery';

function filled(way: Way | undefined, typed: (name: string) => string) {
  const fields = way?.fields ?? [];
  const open = fields.filter((field) => !field.secret && typed(field.name).trim() !== '');
  const secret = fields.find((field) => field.secret);
  return {
    settings: Object.fromEntries(open.map(({ name }) => [name, typed(name).trim()])),
    ...(secret === undefined || typed(secret.name) === '' ? {} : { secret: typed(secret.name) }),
  };
}

interface NewOrganisationProps {
  readonly slug: string;
  readonly wrong: Readonly<Record<string, string>>;
}

function NewOrganisation({ slug, wrong }: NewOrganisationProps) {
  const { t } = useTranslation();
  return (
    <>
      <TextInput
        name="slug"
        label={t('desk.slug')}
        description={t('desk.slugHelp')}
        defaultValue={slug}
        error={wrong.slug}
        autoComplete="off"
        spellCheck={false}
      />
      <TextInput
        name="zone"
        label={t('desk.zone')}
        defaultValue="Europe/London"
        error={wrong.zone}
        autoComplete="off"
        spellCheck={false}
      />
      <TextInput
        name="currency"
        label={t('desk.currency')}
        defaultValue="GBP"
        error={wrong.currency}
        autoComplete="off"
        spellCheck={false}
      />
    </>
  );
}
