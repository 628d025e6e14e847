import type { Connection, Provider } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { May } from '../access/May.tsx';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { connectionQuery, providersQuery } from '../api/queries.ts';
import { FaultNote } from '../syncs/FaultNote.tsx';
import { Commands } from '../ui/Commands.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Moment } from '../ui/Moment.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Section } from '../ui/Section.tsx';
import { CredentialForm } from './CredentialForm.tsx';
import classes from './CredentialSection.module.css';

/** How we sign in and what that lets us see; where a sign-in can be tried and replaced. The key itself is never shown. */
export function CredentialSection({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation();
  const { data: providers } = useQuery(providersQuery);
  const provider = providers?.items.find(({ id }) => id === connection.provider.id);
  return (
    <Section title={t('connection.credential.title')} anchor="sign-in">
      {connection.credential === null ? <p>{t(`connection.credential.${whyNone(connection)}`)}</p> : null}
      <KnownFacts connection={connection} provider={provider} />
      {connection.headline.action?.kind === 'set-partner-credential' ? <PartnerHelp connection={connection} /> : null}
      {connection.headline.action?.kind === 'set-zone' ? <ZoneHelp connection={connection} /> : null}
      {connection.method === 'api-credentials' && connection.state !== 'stopped' ? (
        <May call="rotateCredential" of={connection.organisation.slug}>
          <Deeds connection={connection} provider={provider} />
        </May>
      ) : null}
    </Section>
  );
}

const whyNone = ({ method, state }: Connection): 'notNeeded' | 'destroyed' | 'missing' => {
  if (method !== 'api-credentials') return 'notNeeded';
  return state === 'stopped' ? 'destroyed' : 'missing';
};

interface PartProps {
  readonly connection: Connection;
  readonly provider: Provider | undefined;
}

const fieldsOf = ({ connection, provider }: PartProps) =>
  provider?.methods.find(({ method }) => method === connection.method)?.fields ?? [];

function KnownFacts({ connection, provider }: PartProps) {
  const { t } = useTranslation();
  const { credential, signedInAs, sees, cannotSee, notSupplied, settings, organisation } = connection;
  const { zone } = organisation;
  const labelOf = (name: string) =>
    fieldsOf({ connection, provider }).find((field) => field.name === name)?.label ?? name;
  const items = [
    ...(signedInAs === null ? [] : [{ name: t('connection.credential.as'), value: signedInAs }]),
    ...Object.entries(settings).map(([name, value]) => ({ name: labelOf(name), value })),
    ...(credential === null
      ? []
      : [
          {
            name: t('connection.credential.key'),
            value: t('connection.credential.lastFour', { lastFour: credential.lastFour }),
          },
          { name: t('connection.credential.setAt'), value: <Moment at={credential.setAt} zone={zone} /> },
          {
            name: t('connection.credential.lastUsed'),
            value: credential.lastUsedAt === null ? t('time.never') : <Moment at={credential.lastUsedAt} zone={zone} />,
          },
        ]),
    ...(sees.length === 0 ? [] : [{ name: t('connection.credential.sees'), value: <Lines lines={sees} /> }]),
    ...(cannotSee.length === 0
      ? []
      : [{ name: t('connection.credential.cannotSee'), value: <Lines lines={cannotSee} /> }]),
    ...(notSupplied.length === 0
      ? []
      : [{ name: t('connection.credential.notSupplied'), value: <Lines lines={notSupplied} /> }]),
  ];
  return items.length === 0 ? null : <Facts items={items.map((item) => ({ ...item, long: true }))} />;
}

function Lines({ lines }: { readonly lines: readonly string[] }) {
  return (
    <ul className={classes.lines}>
      {lines.map((line) => (
        <li key={line}>{line}</li>
      ))}
    </ul>
  );
}

function PartnerHelp({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation();
  const { provider } = connection;
  return (
    <>
      <p>{t('connection.credential.partner', { provider: provider.title })}</p>
      <Commands
        text={t('connection.credential.partnerCommand', { provider: provider.id })}
        copyLabel={t('signIn.copyCommand')}
      />
    </>
  );
}

function ZoneHelp({ connection }: { readonly connection: Connection }) {
  const { t } = useTranslation();
  return (
    <>
      <p>{t('connection.credential.zone')}</p>
      <Commands
        text={t('connection.credential.zoneCommand', { organisation: connection.organisation.slug })}
        copyLabel={t('signIn.copyCommand')}
      />
    </>
  );
}

/** Trying the sign-in, and replacing it in place: never a second connection. */
function Deeds({ connection, provider }: PartProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const { name } = connection;
  const [replacing, setReplacing] = useState(false);
  const [replaced, setReplaced] = useState(false);
  const test = useMutation({
    mutationFn: () => api.call('testConnection', { params: { connection: name } }),
    onSettled: () => queries.invalidateQueries({ queryKey: connectionQuery(name).queryKey }),
  });
  if (replacing && provider !== undefined) {
    return (
      <CredentialForm
        connection={connection}
        fields={fieldsOf({ connection, provider })}
        onCancel={() => setReplacing(false)}
        onReplaced={() => {
          setReplacing(false);
          setReplaced(true);
        }}
      />
    );
  }
  return (
    <>
      <div className={classes.deeds}>
        <Button onClick={() => test.mutate()} loading={test.isPending}>
          {t('connection.credential.test')}
        </Button>
        <Button
          onClick={() => {
            setReplaced(false);
            setReplacing(true);
          }}
          disabled={provider === undefined}
        >
          {t('connection.credential.replace')}
        </Button>
      </div>
      {test.isError ? <ProblemNotice error={test.error} move /> : null}
      {test.data?.failure == null ? null : (
        <FaultNote fault={test.data.failure} title={t('connection.credential.testFailed')} />
      )}
      {test.data?.signedIn === true && test.data.failure === null ? (
        <Notice tone="ok" announced="in-time">
          <p>{t('connection.credential.tested')}</p>
        </Notice>
      ) : null}
      {replaced ? (
        <Notice tone="ok" announced="in-time">
          <p>{t('connection.credential.replaced')}</p>
        </Notice>
      ) : null}
    </>
  );
}
