import type { RequestSummary } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useInfiniteQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { paths } from '../paths.ts';
import { Choice } from '../ui/Choice.tsx';
import { Empty } from '../ui/Empty.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { Moment } from '../ui/Moment.tsx';
import { ownZone } from '../ui/own-zone.ts';
import { PageHeading } from '../ui/PageHeading.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { type Direction, SortHeader } from '../ui/SortHeader.tsx';
import table from '../ui/Table.module.css';
import type { QueueSearch } from './queue-search.ts';
import classes from './Request.module.css';
import { queueQuery } from './request-queries.ts';
import { StateTag } from './StateTag.tsx';

/** The queue of the support desk. */
export function QueuePage() {
  const { t } = useTranslation();
  const search = useSearch({ from: paths.requests });
  const state = search.state ?? ('open' as const);
  const whose = search.whose ?? ('everybody' as const);
  const navigate = useNavigate({ from: paths.requests });
  const filter = { state, assignee: whose === 'nobody' ? 'nobody' : undefined };
  const { data, error, refetch, fetchNextPage, hasNextPage, isFetchingNextPage } = useInfiniteQuery(queueQuery(filter));
  const items = data?.pages.flatMap((page) => page.items);
  const counts = data?.pages.at(-1)?.counts ?? {};
  const turn = (counts.new ?? 0) + (counts.ready ?? 0);
  const show = (next: QueueSearch) => void navigate({ to: paths.requests, search: next });
  return (
    <>
      <PageHeading
        title={t('desk.title')}
        below={turn > 0 ? `${t('desk.lead')} ${t('desk.turn', { count: turn })}.` : t('desk.lead')}
      >
        {t('desk.title')}
      </PageHeading>
      <div className={classes.filters}>
        <Choice
          legend={t('desk.filter')}
          value={state}
          options={[
            { value: 'open', label: t('desk.open') },
            { value: 'closed', label: t('desk.closed') },
          ]}
          onChange={(value) =>
            show({ ...(value === 'closed' ? { state: value } : {}), ...(whose === 'nobody' ? { whose } : {}) })
          }
        />
        <Choice
          legend={t('desk.whose')}
          value={whose}
          options={[
            { value: 'everybody', label: t('desk.everybody') },
            { value: 'nobody', label: t('desk.unassigned') },
          ]}
          onChange={(value) =>
            show({ ...(state === 'closed' ? { state } : {}), ...(value === 'nobody' ? { whose: value } : {}) })
          }
        />
      </div>
      {items === undefined ? (
        error === null ? (
          <LoadingLines label={t('desk.loading')} />
        ) : (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        )
      ) : items.length === 0 ? (
        Object.keys(counts).length === 0 ? (
          <Empty title={t('desk.emptyTitle')}>
            <p>{t('desk.empty')}</p>
          </Empty>
        ) : (
          <Empty
            title={state === 'open' && whose === 'everybody' ? t('desk.emptyTitle') : t('desk.filteredTitle')}
            action={<Button onClick={() => show({})}>{t('desk.all')}</Button>}
          >
            <p>{t('desk.filtered')}</p>
          </Empty>
        )
      ) : (
        <div className={classes.stack}>
          <Queue items={items} />
          {hasNextPage ? (
            <div>
              <Button onClick={() => void fetchNextPage()} loading={isFetchingNextPage}>
                {t('desk.more')}
              </Button>
            </div>
          ) : null}
        </div>
      )}
    </>
  );
}

type Column = 'what' | 'organisation' | 'waits';

const VALUE: Readonly<Record<Column, (request: RequestSummary) => string>> = {
  what: ({ provider }) => provider?.title ?? '',
  organisation: ({ organisationName }) => organisationName,
  waits: ({ stateAt }) => stateAt,
};

function Queue({ items }: { readonly items: readonly RequestSummary[] }) {
  const { t } = useTranslation();
  const [sort, setSort] = useState<{ column: Column; direction: Direction } | null>(null);
  const sorted =
    sort === null
      ? items
      : items.toSorted(
          (one, other) =>
            VALUE[sort.column](one).localeCompare(VALUE[sort.column](other), 'en-GB') *
            (sort.direction === 'ascending' ? 1 : -1),
        );
  const header = (column: Column) => (
    <SortHeader
      label={t(`desk.${column}`)}
      buttonLabel={t('desk.sortBy', { column: t(`desk.${column}`) })}
      sorted={sort?.column === column ? sort.direction : null}
      onSort={() =>
        setSort((so) => ({
          column,
          direction: so?.column === column && so.direction === 'ascending' ? 'descending' : 'ascending',
        }))
      }
    />
  );
  return (
    <ScrollRegion label={t('desk.caption')}>
      <table className={table.table} data-stacked>
        <caption className="visually-hidden">{t('desk.caption')}</caption>
        <thead>
          <tr>
            <th scope="col">{t('desk.number')}</th>
            <th scope="col">{t('desk.state')}</th>
            {header('what')}
            {header('organisation')}
            {header('waits')}
            <th scope="col">{t('desk.who')}</th>
          </tr>
        </thead>
        <tbody>
          {sorted.map((request) => (
            <Row key={request.id} request={request} />
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

function Row({ request }: { readonly request: RequestSummary }) {
  const { t } = useTranslation();
  const { id, state, provider, organisationName, stateAt, assignee } = request;
  return (
    <tr>
      <th scope="row">
        <Link to={paths.deskRequest} params={{ request: id }}>
          {id}
        </Link>
      </th>
      <td>
        <StateTag state={state} />
      </td>
      <td>{provider === null ? t('request.join') : t('request.connect', { provider: provider.title })}</td>
      <td>{organisationName}</td>
      <td data-label={t('desk.waits')}>
        <Moment at={stateAt} zone={ownZone()} form="relative" />
      </td>
      <td data-label={t('desk.who')}>{assignee?.name ?? t('time.none')}</td>
    </tr>
  );
}
