import type { ConnectionSummary, Headline } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { useSession } from '../access/session-context.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { connectionsQuery, statusQuery } from '../api/queries.ts';
import { useChosen } from '../organisations/use-chosen.ts';
import { paths } from '../paths.ts';
import { SetUpNotes } from '../set-up/SetUpNotes.tsx';
import { LiveIndicator } from '../shell/LiveIndicator.tsx';
import { Commands } from '../ui/Commands.tsx';
import { Empty } from '../ui/Empty.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { Notice } from '../ui/Notice.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { ConnectionArticle } from './ConnectionArticle.tsx';
import classes from './ConnectionsPage.module.css';

/** Every connection that the reader may see, and how it is. */
export function ConnectionsPage() {
  const { t } = useTranslation();
  const { data: all, error, refetch } = useQuery(connectionsQuery);
  const chosen = useChosen();
  const mayConnect = mayCall(useSession(), 'startClaim');
  const connections = chosen === null ? all : all?.filter(({ organisation }) => organisation.slug === chosen);
  return (
    <>
      <PageHeading title={t('connections.title')}>{t('connections.title')}</PageHeading>
      {mayConnect ? (
        <p className={classes.deeds}>
          <Link to={paths.connect}>{t('connect.open')}</Link>
          <Link to={paths.newUpload}>{t('connect.orUpload')}</Link>
        </p>
      ) : null}
      {connections === undefined || connections.length === 0 ? null : <Summary connections={connections} />}
      <PlatformNotices />
      <SetUpNotes />
      {connections === undefined ? (
        error === null ? (
          <LoadingLines label={t('connections.loading')} lines={7} />
        ) : (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        )
      ) : connections.length === 0 ? (
        <Empty kind="not-yet" title={t('connections.emptyTitle')}>
          <p>{t('connections.emptyLead')}</p>
          <Commands text={t('connections.emptyCommands')} copyLabel={t('connections.copyCommands')} />
        </Empty>
      ) : (
        <Articles key={chosen} connections={inOrder(connections)} />
      )}
    </>
  );
}

/** More than anybody reads at once, and few enough to be drawn at once. */
const AT_ONCE = 50;

/** The first of them, and more when they are asked for; whoever looks after hundreds finds them in the fleet. */
function Articles({ connections }: { readonly connections: readonly ConnectionSummary[] }) {
  const { t } = useTranslation();
  const seesFleet = mayCall(useSession(), 'listFleet');
  const [most, setMost] = useState(AT_ONCE);
  const more = Math.min(connections.length - most, AT_ONCE);
  return (
    <>
      {connections.slice(0, most).map((connection) => (
        <ConnectionArticle key={connection.name} connection={connection} />
      ))}
      {more <= 0 ? null : (
        <p className={classes.more}>
          <Button variant="default" onClick={() => setMost(most + AT_ONCE)}>
            {t('connections.more', { count: more })}
          </Button>
          <span>{t('connections.shown', { shown: most, count: connections.length })}</span>
          {seesFleet ? <Link to={paths.fleet}>{t('connections.inFleet')}</Link> : null}
        </p>
      )}
    </>
  );
}

/** By organisation, then provider: an order in which nothing moves while it is being read. */
const inOrder = (connections: readonly ConnectionSummary[]) =>
  connections.toSorted(
    (one, other) =>
      one.organisation.name.localeCompare(other.organisation.name, 'en-GB') ||
      one.provider.title.localeCompare(other.provider.title, 'en-GB'),
  );

const STANDINGS = ['ok', 'busy', 'waiting', 'attention', 'resting'] as const;

/** Calm and not yet done: either something is on its way by itself, or it waits for somebody. */
function standingOf({ tone, code }: Headline): (typeof STANDINGS)[number] {
  if (tone === 'ok') return 'ok';
  if (tone === 'info') return code === 'BACKFILL' ? 'busy' : 'waiting';
  return tone === 'neutral' ? 'resting' : 'attention';
}

/** How many there are, and how they are, in a line. */
function Summary({ connections }: { readonly connections: readonly ConnectionSummary[] }) {
  const { t } = useTranslation();
  const counts = connections.map(({ headline }) => standingOf(headline));
  const parts = STANDINGS.map((standing) => ({ standing, count: counts.filter((one) => one === standing).length }));
  return (
    <div className={classes.summary}>
      <ul className={classes.parts}>
        <li>{t('connections.summary.total', { count: connections.length })}</li>
        {parts.map(({ standing, count }) =>
          count === 0 ? null : <li key={standing}>{t(`connections.summary.${standing}`, { count })}</li>,
        )}
      </ul>
      <LiveIndicator />
    </div>
  );
}

/** What the platform itself wants to be known. */
function PlatformNotices() {
  const { t } = useTranslation();
  const { data: status } = useQuery(statusQuery);
  if (status === undefined || status.warnings.length === 0) return null;
  return (
    <div className={classes.notices}>
      <Notice tone="warn" title={t('connections.notices')}>
        {status.warnings.map((warning) => (
          <p key={warning}>{warning}</p>
        ))}
      </Notice>
    </div>
  );
}
