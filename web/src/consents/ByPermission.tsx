import { Button, TextInput } from '@mantine/core';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { connectionQuery, connectionsQuery } from '../api/queries.ts';
import { wrongFields } from '../api/wrong-fields.ts';
import { SimulatorLink } from '../connections/PermissionSection.tsx';
import { paths } from '../paths.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Section } from '../ui/Section.tsx';
import type { ConnectByProps } from './ConnectByPage.tsx';
import classes from './Consents.module.css';
import { SwitchFigure } from './SwitchFigure.tsx';

/** By permission in the box office itself: who can give it, where, and whose account it is. */
export function ByPermission({ provider, way, organisation }: ConnectByProps) {
  const { t } = useTranslation();
  const words = { provider: provider.title, whoCan: way.whoCan ?? '' };
  const message = t('connect.who.message', {
    ...words,
    organisation: organisation.name,
    steps: way.steps.map((step, at) => t('connect.who.messageStep', { number: at + 1, step })).join('\n'),
  });
  return (
    <>
      <Section title={t('connect.who.title')}>
        <p>{t('connect.who.lead', words)}</p>
        <div className={classes.send}>
          <p>{t('connect.who.send')}</p>
          <CopyButton label={t('connect.who.copy')} text={message} />
          <details>
            <summary>{t('connect.who.show')}</summary>
            <pre className={classes.message}>{message}</pre>
          </details>
        </div>
      </Section>
      <Section title={t('connect.steps.title', words)}>
        <ol className={classes.steps}>
          {way.steps.map((step) => (
            <li key={step}>{step}</li>
          ))}
        </ol>
        {way.switchLabel === null ? null : <SwitchFigure label={way.switchLabel} />}
        <SimulatorLink provider={provider.id} />
      </Section>
      <Section title={t('connect.claim.title')}>
        <p>{t('connect.claim.lead', words)}</p>
        <ClaimForm provider={provider} way={way} organisation={organisation} />
      </Section>
    </>
  );
}

function ClaimForm({ provider, way, organisation }: ConnectByProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const navigate = useNavigate();
  const [missing, setMissing] = useState(false);
  const field = way.fields.find(({ name }) => name === 'client');
  const labels = { client: field?.label ?? t('connect.claim.title') };
  const claim = useMutation({
    mutationFn: (client: string) =>
      api.call('startClaim', { params: { organisation: organisation.slug }, body: { provider: provider.id, client } }),
    onSuccess: async ({ connection }) => {
      void queries.invalidateQueries({ queryKey: connectionsQuery.queryKey });
      await queries.invalidateQueries({ queryKey: connectionQuery(connection).queryKey });
      await navigate({ to: paths.connection, params: { name: connection }, hash: 'claim' });
    },
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const typed = new FormData(event.currentTarget).get('client');
    const client = typeof typed === 'string' ? typed.trim() : '';
    setMissing(client === '');
    if (client === '') event.currentTarget.querySelector('input')?.focus();
    else claim.mutate(client);
  };
  return (
    <form className={classes.form} onSubmit={submit} noValidate aria-label={t('connect.claim.title')}>
      <TextInput
        name="client"
        label={labels.client}
        description={field?.help}
        autoComplete="off"
        spellCheck={false}
        maxLength={100}
        error={missing ? t('connect.claim.required') : (wrongFields(claim.error, labels).client ?? null)}
      />
      <p className={classes.quiet}>{t('connect.claim.private')}</p>
      {claim.isError ? <ProblemNotice error={claim.error} labels={labels} move /> : null}
      <Button type="submit" variant="filled" loading={claim.isPending}>
        {t('connect.claim.submit')}
      </Button>
    </form>
  );
}
