import type { ConnectionSummary, Fleet } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { mayCall } from '../access/may-call.ts';
import { useSession } from '../access/session-context.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { connectionPagesQuery, fleetQuery, statusQuery } from '../api/queries.ts';
import { useChosen } from '../organisations/use-chosen.ts';
import { paths } from '../paths.ts';
import { SetUpNotes } from '../set-up/SetUpNotes.tsx';
import { Commands } from '../ui/Commands.tsx';
import { Empty } from '../ui/Empty.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { Notice } from '../ui/Notice.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { CalledOff } from './CalledOff.tsx';
import { ConnectionArticle } from './ConnectionArticle.tsx';
import classes from './ConnectionsPage.module.css';
import { ConnectionsSummary, partsOf, partsOfFleet } from './ConnectionsSummary.tsx';
import { isCalledOff, withoutCalledOff } from './called-off.ts';

/** Every connection that the reader may see, and how it is. */
export function ConnectionsPage() {
  const { t } = useTranslation();
  const chosen = useChosen();
  const session = useSession();
  const seesFleet = mayCall(session, 'listFleet');
  const { data, error, refetch, hasNextPage, isFetchingNextPage, fetchNextPage } = useInfiniteQuery(
    connectionPagesQuery(chosen),
  );
  // Page by page, so that nothing moves when the next one comes.
  const connections = data?.pages.flatMap(({ items }) => inOrder(items));
  const { current, calledOff } = withoutCalledOff(connections ?? []);
  // Of many, the fleet knows how they are; whoever does not see it reads on to the end.
  const { data: fleet } = useQuery({ ...fleetQuery({}), enabled: seesFleet && hasNextPage });
  const readsOn = hasNextPage && !seesFleet && !isFetchingNextPage;
  useEffect(() => {
    if (readsOn) void fetchNextPage();
  }, [readsOn, fetchNextPage]);
  return (
    <>
      <PageHeading title={t('connections.title')}>{t('connections.title')}</PageHeading>
      {mayCall(session, 'startClaim') ? (
        <p className={classes.deeds}>
          <Link to={paths.connect}>{t('connect.open')}</Link>
          <Link to={paths.newUpload}>{t('connect.orUpload')}</Link>
        </p>
      ) : null}
      {current.length === 0 ? null : (
        <ConnectionsSummary parts={fleet === undefined ? partsOf(current) : partsOfFleet(fleet)} />
      )}
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
        <>
          <Articles
            key={chosen}
            connections={current}
            count={fleet === undefined ? current.length : currentIn(fleet)}
            isComing={isFetchingNextPage}
            onWanted={() => void fetchNextPage()}
          />
          <CalledOff connections={calledOff} isAlone={current.length === 0} />
        </>
      )}
    </>
  );
}

const currentIn = ({ counts }: Fleet): number =>
  counts.reduce((sum, count) => (isCalledOff(count) ? sum : sum + count.connections), 0);

/** More than anybody reads at once, and few enough to be drawn at once. */
const AT_ONCE = 50;

interface ArticlesProps {
  readonly connections: readonly ConnectionSummary[];
  /** How many there are, whether they have been asked for or not. */
  readonly count: number;
  readonly isComing: boolean;
  readonly onWanted: () => void;
}

/** The first of them, and more when they are asked for; whoever looks after hundreds finds them in the fleet. */
function Articles({ connections, count, isComing, onWanted }: ArticlesProps) {
  const { t } = useTranslation();
  const seesFleet = mayCall(useSession(), 'listFleet');
  const [most, setMost] = useState(AT_ONCE);
  const shown = Math.min(most, connections.length);
  const showMore = () => {
    if (connections.length < most + AT_ONCE && connections.length < count) onWanted();
    setMost(most + AT_ONCE);
  };
  return (
    <>
      {connections.slice(0, shown).map((connection) => (
        <ConnectionArticle key={connection.name} connection={connection} />
      ))}
      {count <= shown ? null : (
        <p className={classes.more}>
          <Button variant="default" loading={isComing} onClick={showMore}>
            {t('connections.more', { count: Math.min(count - shown, AT_ONCE) })}
          </Button>
          <span>{t('connections.shown', { shown, count })}</span>
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
