import type { Connection } from '@illuminate/contract';
import { Button, Textarea } from '@mantine/core';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { type FormEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { useSession } from '../access/session-context.ts';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { connectionQuery } from '../api/queries.ts';
import { wrongFields } from '../api/wrong-fields.ts';
import { SimulatorLink } from '../connections/PermissionSection.tsx';
import { paths } from '../paths.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { Facts } from '../ui/Facts.tsx';
import { Moment } from '../ui/Moment.tsx';
import { Notice } from '../ui/Notice.tsx';
import { Section } from '../ui/Section.tsx';
import { instantInWords } from '../ui/time.ts';
import { useNow } from '../ui/use-now.ts';
import classes from './Consents.module.css';

const LOOK_AGAIN_MS = 10_000;

interface ClaimProps {
  readonly connection: Connection;
}

export const isClaimOpen = ({ claim, state }: Connection): boolean =>
  claim !== null && claim.state !== 'proven' && state === 'waiting_for_consent';

/** How an organisation shows that a client is its own. Nothing here tells whether the box office has given permission. */
export function ClaimSection({ connection }: ClaimProps) {
  const { t } = useTranslation();
  const { claim, name } = connection;
  // When it was last looked at, and whether the desk has it, the stream does not tell.
  useQuery({ ...connectionQuery(name), refetchInterval: LOOK_AGAIN_MS });
  if (claim === null) return null;
  const { client } = claim;
  return (
    <Section title={t('claim.title')} anchor="claim">
      {claim.state === 'at-desk' ? (
        <p>{claim.whyDesk === 'rival' ? t('claim.rival') : t('claim.atDesk', { client })}</p>
      ) : claim.state === 'declined' ? (
        <Declined connection={connection} />
      ) : (
        <ByCode connection={connection} />
      )}
    </Section>
  );
}

function Declined({ connection }: ClaimProps) {
  const { t } = useTranslation();
  const { claim } = connection;
  return (
    <>
      <p>{t('claim.declined', { client: claim?.client ?? '' })}</p>
      {claim?.answer == null ? null : <Facts items={[{ name: t('claim.answer'), value: claim.answer, long: true }]} />}
      <Deeds connection={connection} isAlive={false} />
    </>
  );
}

function ByCode({ connection }: ClaimProps) {
  const { t, i18n } = useTranslation();
  const now = useNow();
  const { claim, provider, organisation } = connection;
  if (claim === null) return null;
  const isAlive = claim.code !== null && claim.codeUntil !== null && Date.parse(claim.codeUntil) > now;
  return (
    <>
      <p>{t('claim.lead', { client: claim.client })}</p>
      {isAlive ? (
        <>
          <h3 className={classes.heading}>{t('claim.code')}</h3>
          <p className={classes.code}>{claim.code}</p>
          <div className={classes.deeds}>
            <CopyButton label={t('claim.copy')} text={claim.code ?? ''} />
          </div>
          <p>
            {t('claim.until', { when: instantInWords(claim.codeUntil ?? '', organisation.zone, i18n.language) })}{' '}
            {t('claim.first', { provider: provider.title })}
          </p>
          <h3 className={classes.heading}>{t('claim.place', { provider: provider.title })}</h3>
          <ol className={classes.steps}>
            {claim.steps.map((step) => (
              <li key={step}>{step}</li>
            ))}
          </ol>
          <SimulatorLink provider={provider.id} />
          <p>{t('claim.noticed')}</p>
          <Facts
            items={[
              {
                name: t('claim.looked'),
                value:
                  claim.lookedAt === null ? t('claim.notYet') : <Moment at={claim.lookedAt} zone={organisation.zone} />,
              },
            ]}
          />
        </>
      ) : (
        <p>{t('claim.ranOut')}</p>
      )}
      <Deeds connection={connection} isAlive={isAlive} />
    </>
  );
}

function Deeds({ connection, isAlive }: ClaimProps & { readonly isAlive: boolean }) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const params = { connection: connection.name };
  const again = { onSettled: () => queries.invalidateQueries({ queryKey: connectionQuery(connection.name).queryKey }) };
  const renew = useMutation({ mutationFn: () => api.call('renewClaimCode', { params }), ...again });
  const check = useMutation({ mutationFn: () => api.call('checkClaim', { params }), ...again });
  if (!mayCall(useSession(), 'renewClaimCode')) return <p>{t('agreement.notYours')}</p>;
  return (
    <>
      <div className={classes.deeds}>
        {isAlive ? (
          <Button variant="filled" onClick={() => check.mutate()} loading={check.isPending}>
            {t('claim.check')}
          </Button>
        ) : null}
        <Button variant={isAlive ? 'default' : 'filled'} onClick={() => renew.mutate()} loading={renew.isPending}>
          {t('claim.renew')}
        </Button>
      </div>
      {renew.isError ? <ProblemNotice error={renew.error} move /> : null}
      {check.isError ? <ProblemNotice error={check.error} move /> : null}
      {check.isSuccess ? (
        <Notice tone="info" announced="in-time">
          <p>{t('claim.checked')}</p>
        </Notice>
      ) : null}
      <p>
        <Link to={paths.connectBy} params={{ provider: connection.provider.id, method: connection.method }}>
          {t('claim.rename')}
        </Link>
      </p>
      <AskDesk connection={connection} />
    </>
  );
}

function AskDesk({ connection }: ClaimProps) {
  const { t } = useTranslation();
  const queries = useQueryClient();
  const [missing, setMissing] = useState(false);
  const labels = { note: t('claim.desk.note') };
  const ask = useMutation({
    mutationFn: (note: string) =>
      api.call('askDeskForClaim', { params: { connection: connection.name }, body: { note } }),
    onSettled: () => queries.invalidateQueries({ queryKey: connectionQuery(connection.name).queryKey }),
  });
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const note = new FormData(event.currentTarget).get('note');
    const text = typeof note === 'string' ? note.trim() : '';
    setMissing(text === '');
    if (text !== '') ask.mutate(text);
    else event.currentTarget.querySelector('textarea')?.focus();
  };
  return (
    <details className={classes.send}>
      <summary>{t('claim.desk.title')}</summary>
      <form className={classes.form} onSubmit={submit} noValidate>
        <p>{t('claim.desk.lead')}</p>
        <Textarea
          name="note"
          label={labels.note}
          rows={3}
          maxLength={2000}
          error={missing ? t('claim.desk.required') : (wrongFields(ask.error, labels).note ?? null)}
        />
        {ask.isError ? <ProblemNotice error={ask.error} labels={labels} move /> : null}
        <Button type="submit" loading={ask.isPending}>
          {t('claim.desk.submit')}
        </Button>
      </form>
    </details>
  );
}
