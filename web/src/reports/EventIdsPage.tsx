import type { ConnectionSummary, EventIdReport, Organisation } from '@illuminate/contract';
import { Button, NativeSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useSession } from '../access/session-context.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { connectionsQuery, type EventIdsQuestion, eventIdsQuery, organisationsQuery } from '../api/queries.ts';
import { NotThisOrganisation } from '../organisations/OfOrganisation.tsx';
import { paths } from '../paths.ts';
import { Choice } from '../ui/Choice.tsx';
import { DayField } from '../ui/DayField.tsx';
import { Empty } from '../ui/Empty.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import { dayInWords, todayIn } from '../ui/time.ts';
import '../ui/dates.css';
import classes from './EventIdsPage.module.css';
import { EventIdTable } from './EventIdTable.tsx';
import { type EventIdsSearch, readSorting, writeSorting } from './event-ids-search.ts';

/** The Event ID report. The address holds the question, so that it can be linked and reloaded. */
export function EventIdsPage() {
  const { t } = useTranslation();
  const { data: organisations, error, refetch } = useQuery(organisationsQuery);
  return (
    <>
      <PageHeading title={t('eventIds.title')} below={t('eventIds.lead')}>
        {t('eventIds.title')}
      </PageHeading>
      {organisations === undefined ? (
        error === null ? (
          <LoadingLines label={t('app.loading')} />
        ) : (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <Asked organisations={organisations} />
      )}
    </>
  );
}

/** Fills in what the address leaves open: the reader's organisation, and this calendar year in its zone. */
function questionOf(search: EventIdsSearch, organisations: readonly Organisation[], own: string | null) {
  const wanted = search.organisation ?? own;
  const organisation = organisations.find(({ slug }) => slug === wanted) ?? organisations[0];
  if (organisation === undefined) return null;
  const year = todayIn(organisation.zone).slice(0, 4);
  const question: EventIdsQuestion = {
    organisation: organisation.slug,
    from: search.from ?? `${year}-01-01`,
    to: search.to ?? `${year}-12-31`,
    columns: search.columns ?? 'standard',
  };
  return { organisation, question };
}

function Asked({ organisations }: { readonly organisations: readonly Organisation[] }) {
  const { t } = useTranslation();
  const session = useSession();
  const search = useSearch({ from: paths.eventIds });
  const navigate = useNavigate();
  const { organisation: named } = search;
  const isOther = named !== undefined && organisations.length > 0 && organisations.every(({ slug }) => slug !== named);
  const asked = isOther ? null : questionOf(search, organisations, session.organisation);
  const [unread, setUnread] = useState<Unread>({});
  const change = (part: EventIdsSearch & { readonly allColumns?: boolean }, replace = false) => {
    // A day that is chosen otherwise takes the place of what could not be read.
    setUnread(({ from, to }) => ({
      ...(from === undefined || part.from !== undefined ? {} : { from }),
      ...(to === undefined || part.to !== undefined ? {} : { to }),
    }));
    const { columns: _, ...rest } = { ...search, ...part };
    const columns = (part.allColumns ?? search.columns === 'all') ? { columns: 'all' as const } : {};
    const { allColumns: __, ...next } = rest;
    void navigate({ to: paths.eventIds, search: { ...next, ...columns }, replace });
  };

  // A link without the question would mean something else next year, and to another reader.
  const complete = search.organisation !== undefined && search.from !== undefined && search.to !== undefined;
  useEffect(() => {
    if (asked === null || complete) return;
    const { organisation, from, to } = asked.question;
    void navigate({ to: paths.eventIds, search: { ...search, organisation, from, to }, replace: true });
  }, [asked, complete, navigate, search]);

  if (isOther) return <NotThisOrganisation name={named} own={organisations} />;
  if (asked === null) {
    return (
      <Empty
        kind="not-shown"
        title={t('eventIds.empty.noOrganisationTitle')}
        action={<Link to={paths.connections}>{t('eventIds.empty.toConnections')}</Link>}
      >
        <p>{t('eventIds.empty.noOrganisation')}</p>
      </Empty>
    );
  }
  const { organisation, question } = asked;
  const year = Number(todayIn(organisation.zone).slice(0, 4));
  const whole = (first: number, last: number) => change({ from: `${first}-01-01`, to: `${last}-12-31` });
  return (
    <>
      <fieldset className={classes.question}>
        <legend className="visually-hidden">{t('eventIds.form')}</legend>
        <div className={classes.organisation}>
          <NativeSelect
            label={t('eventIds.organisation')}
            value={organisation.slug}
            data={organisations.map(({ slug, name }) => ({ value: slug, label: name }))}
            onChange={(event) => change({ organisation: event.currentTarget.value })}
          />
        </div>
        <DayField
          label={t('eventIds.from')}
          value={unread.from ?? question.from}
          onChange={(from) => change({ from })}
          onUnreadable={(from) => setUnread({ ...unread, from })}
        />
        <DayField
          label={t('eventIds.to')}
          value={unread.to ?? question.to}
          onChange={(to) => change({ to })}
          onUnreadable={(to) => setUnread({ ...unread, to })}
        />
        <Choice
          legend={t('eventIds.columns')}
          value={question.columns}
          options={[
            { value: 'standard', label: t('eventIds.standard') },
            { value: 'all', label: t('eventIds.all') },
          ]}
          onChange={(columns) => change({ allColumns: columns === 'all' })}
        />
        <div className={classes.periods}>
          <button type="button" onClick={() => whole(year, year)}>
            {t('eventIds.thisYear')}
          </button>
          <button type="button" onClick={() => whole(year - 1, year - 1)}>
            {t('eventIds.lastYear')}
          </button>
          <button type="button" onClick={() => whole(year - 4, year)}>
            {t('eventIds.years')}
          </button>
        </div>
      </fieldset>
      {unread.from !== undefined || unread.to !== undefined ? (
        <Empty kind="filter" title={t('eventIds.empty.unreadTitle')}>
          <p>{t('eventIds.empty.unread')}</p>
        </Empty>
      ) : question.from > question.to ? (
        <WrongWayRound question={question} onSwap={() => change({ from: question.to, to: question.from })} />
      ) : (
        <Answer
          organisation={organisation}
          question={question}
          sort={search.sort}
          onSort={(sort) => change({ sort }, true)}
          onWiden={() => whole(year - 4, year)}
        />
      )}
    </>
  );
}

/** What was typed for a day and is none. It stands in no address: a link to it would mean nothing. */
type Unread = Pick<EventIdsSearch, 'from' | 'to'>;

function WrongWayRound({ question, onSwap }: { readonly question: EventIdsQuestion; readonly onSwap: () => void }) {
  const { t, i18n } = useTranslation();
  const [from, to] = [dayInWords(question.from, i18n.language), dayInWords(question.to, i18n.language)];
  return (
    <Empty
      kind="filter"
      title={t('eventIds.empty.orderTitle')}
      action={
        <Button variant="filled" onClick={onSwap}>
          {t('eventIds.empty.swap')}
        </Button>
      }
    >
      <p>{t('eventIds.empty.order', { from, to })}</p>
    </Empty>
  );
}

interface AnswerProps {
  readonly organisation: Organisation;
  readonly question: EventIdsQuestion;
  readonly sort: string | undefined;
  readonly onSort: (sort: string) => void;
  readonly onWiden: () => void;
}

function Answer({ organisation, question, sort, onSort, onWiden }: AnswerProps) {
  const { t } = useTranslation();
  const { data: report, error, refetch } = useQuery(eventIdsQuery(question));
  const { data: connections } = useQuery(connectionsQuery);
  if (error !== null) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (report === undefined) return <LoadingLines label={t('eventIds.running')} lines={6} />;
  if (report.rows.length === 0) {
    const own = connections?.filter((one) => one.organisation.slug === organisation.slug);
    return <NoRows organisation={organisation} report={report} connections={own} onWiden={onWiden} />;
  }
  return (
    <EventIdTable
      report={report}
      organisation={organisation}
      question={question}
      sorting={readSorting(sort)}
      onSort={(sorting) => onSort(writeSorting(sorting))}
    />
  );
}

interface NoRowsProps {
  readonly organisation: Organisation;
  readonly report: EventIdReport;
  readonly connections: readonly ConnectionSummary[] | undefined;
  readonly onWiden: () => void;
}

/** Why there is nothing, told apart: not connected, waiting for permission, still loading, or nothing in this period. */
function NoRows({ organisation, report, connections, onWiden }: NoRowsProps) {
  const { t, i18n } = useTranslation();
  const said = {
    organisation: organisation.name,
    from: dayInWords(report.from, i18n.language),
    to: dayInWords(report.to, i18n.language),
  };
  const first = connections?.[0];
  const toConnection =
    first === undefined ? null : (
      <Link to={paths.connection} params={{ name: first.name }}>
        {t('eventIds.empty.toConnection')}
      </Link>
    );
  if (connections !== undefined && first === undefined) {
    return (
      <Empty
        kind="not-yet"
        title={t('eventIds.empty.notConnectedTitle')}
        action={<Link to={paths.connections}>{t('eventIds.empty.toConnections')}</Link>}
      >
        <p>{t('eventIds.empty.notConnected', said)}</p>
      </Empty>
    );
  }
  const empty = connections?.every(({ counts }) => counts.events === 0) === true;
  if (empty && first?.state === 'waiting_for_consent') {
    return (
      <Empty kind="not-yet" title={t('eventIds.empty.awaitingTitle')} action={toConnection}>
        <p>{t('eventIds.empty.awaiting', said)}</p>
      </Empty>
    );
  }
  if (empty && connections.some(({ state }) => state === 'active')) {
    return (
      <Empty kind="not-yet" title={t('eventIds.empty.loadingTitle')} action={toConnection}>
        <p>{t('eventIds.empty.loading', said)}</p>
      </Empty>
    );
  }
  if (empty) {
    return (
      <Empty kind="not-yet" title={t('eventIds.empty.restingTitle')} action={toConnection}>
        <p>{t('eventIds.empty.resting', said)}</p>
      </Empty>
    );
  }
  return (
    <Empty
      kind="period"
      title={t('eventIds.empty.periodTitle')}
      action={
        <Button variant="filled" onClick={onWiden}>
          {t('eventIds.empty.widen')}
        </Button>
      }
    >
      <p>{t('eventIds.empty.period', said)}</p>
    </Empty>
  );
}
