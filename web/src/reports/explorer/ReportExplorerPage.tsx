import type { Organisation } from '@illuminate/contract';
import { Button, TextInput } from '@mantine/core';
import { useDebouncedCallback } from '@mantine/hooks';
import { IconSearch } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate, useSearch } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../api/ProblemNotice.tsx';
import { readyReportsQuery } from '../../api/queries.ts';
import { paths } from '../../paths.ts';
import { Empty } from '../../ui/Empty.tsx';
import { LoadingLines } from '../../ui/LoadingLines.tsx';
import { PageHeading } from '../../ui/PageHeading.tsx';
import { readSorting, writeSorting } from '../event-ids-search.ts';
import { ReportsOf } from '../ReportsOf.tsx';
import { reportsQuery } from '../report-queries.ts';
import { sortRows } from '../sort-rows.ts';
import classes from './Explorer.module.css';
import { ExplorerTable } from './ExplorerTable.tsx';
import { isShown, rowsOf } from './explorer-rows.ts';
import type { ExplorerSearch } from './explorer-search.ts';
import { FolderList } from './FolderList.tsx';

/** Every report that the reader may run, by folders: those of the organisation, and those that are ready. */
export function ReportExplorerPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t('explorer.title')} below={t('explorer.lead')}>
        {t('explorer.title')}
      </PageHeading>
      <ReportsOf>{(organisation) => <Explorer organisation={organisation} />}</ReportsOf>
    </>
  );
}

const BY_NAME = { column: 'name', direction: 'ascending' } as const;
const SETTLED_MS = 250;

function Explorer({ organisation }: { readonly organisation: Organisation }) {
  const { t } = useTranslation();
  const { slug } = organisation;
  const search = useSearch({ from: paths.reports });
  const navigate = useNavigate({ from: paths.reports });
  // Typed here at once, and in the address once typing has paused.
  const [text, setText] = useState(search.text ?? '');
  const isArchive = search.show === 'archive';
  const saved = useQuery(reportsQuery(slug, 'no'));
  const archived = useQuery({ ...reportsQuery(slug, 'yes'), enabled: isArchive });
  const ready = useQuery(readyReportsQuery);
  const { data, error, refetch } = isArchive ? archived : saved;
  const rows = useMemo(
    () =>
      rowsOf(data?.items ?? [], isArchive ? [] : (ready.data?.items ?? []), data?.ready ?? [], {
        typeOf: (type) => t(`explorer.types.${type}`),
        readyFolder: t('explorer.ready'),
        readyOwner: t('app.name'),
      }),
    [data, ready.data, isArchive, t],
  );
  const change = (part: Partial<Record<keyof ExplorerSearch, string | undefined>>) =>
    void navigate({
      search: (before) => ({ ...before, ...part }) as ExplorerSearch,
      replace: true,
      resetScroll: false,
    });
  const tell = useDebouncedCallback(
    (sought: string) => change({ text: sought === '' ? undefined : sought }),
    SETTLED_MS,
  );
  const seek = (sought: string) => {
    setText(sought);
    tell(sought);
  };
  if (data === undefined && error !== null) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  if (data === undefined || ready.data === undefined) return <LoadingLines label={t('reports.loading')} lines={8} />;
  const sorting = search.sort === undefined ? BY_NAME : readSorting(search.sort);
  const shown = sortRows(
    rows.filter((row) => isShown(row, { ...search, text })),
    sorting,
  );
  return (
    <>
      <div className={classes.head}>
        <TextInput
          label={t('explorer.search')}
          value={text}
          leftSection={<IconSearch size={16} stroke={1.75} aria-hidden="true" />}
          onChange={({ currentTarget }) => seek(currentTarget.value)}
        />
        <div className={classes.deeds}>
          <Link to={paths.criteriaSets} search={{ organisation: slug }}>
            {t('criteriaSets.title')}
          </Link>
          {saved.data?.mayCreate === true ? (
            <Button
              variant="filled"
              renderRoot={(props) => <Link to={paths.newReport} search={{ organisation: slug }} {...props} />}
            >
              {t('builder.newTitle')}
            </Button>
          ) : null}
        </div>
      </div>
      <div className={classes.explorer}>
        <FolderList folders={saved.data?.folders ?? []} search={search} />
        <div className={classes.list}>
          <output className={classes.count}>{t('explorer.count', { count: shown.length })}</output>
          {shown.length > 0 ? (
            <ExplorerTable
              rows={shown}
              organisation={organisation}
              mayCreate={saved.data?.mayCreate === true}
              sorting={sorting}
              onSort={(next) => change({ sort: writeSorting(next) })}
            />
          ) : (
            <NothingHere search={{ ...search, text }} onClear={() => seek('')} />
          )}
        </div>
      </div>
    </>
  );
}

function NothingHere({ search, onClear }: { readonly search: ExplorerSearch; readonly onClear: () => void }) {
  const { t } = useTranslation();
  if (search.text !== undefined && search.text !== '') {
    return (
      <Empty
        kind="filter"
        title={t('explorer.empty.textTitle')}
        action={<Button onClick={onClear}>{t('explorer.empty.clear')}</Button>}
      >
        <p>{t('explorer.empty.text', { text: search.text })}</p>
      </Empty>
    );
  }
  const which = search.show === 'favourites' || search.show === 'archive' ? search.show : 'folder';
  return (
    <Empty kind="not-yet" title={t(`explorer.empty.${which}Title`)}>
      <p>{t(`explorer.empty.${which}`)}</p>
    </Empty>
  );
}
