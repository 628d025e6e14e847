import type { Organisation } from '@illuminate/contract';
import { IconLock } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { paths } from '../../paths.ts';
import { Moment } from '../../ui/Moment.tsx';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { SortHeader } from '../../ui/SortHeader.tsx';
import table from '../../ui/Table.module.css';
import { nextSorting, type Sorting } from '../sort-rows.ts';
import classes from './Explorer.module.css';
import type { ExplorerRow } from './explorer-rows.ts';
import { FavouriteButton } from './FavouriteButton.tsx';
import { ReportMenu } from './ReportMenu.tsx';

interface ExplorerTableProps {
  readonly rows: readonly ExplorerRow[];
  readonly organisation: Organisation;
  readonly mayCreate: boolean;
  readonly sorting: Sorting | null;
  readonly onSort: (sorting: Sorting) => void;
}

const COLUMNS = ['name', 'type', 'folder', 'owner', 'lastRun'] as const;

/** Reports side by side. A name opens and runs its report. */
export function ExplorerTable({ rows, organisation, mayCreate, sorting, onSort }: ExplorerTableProps) {
  const { t } = useTranslation();
  const { slug, zone } = organisation;
  const search = { organisation: slug };
  return (
    <ScrollRegion label={t('explorer.region')}>
      <table className={table.table}>
        <caption className="visually-hidden">{t('explorer.caption', { organisation: organisation.name })}</caption>
        <thead>
          <tr>
            {COLUMNS.map((column) => (
              <SortHeader
                key={column}
                label={t(`explorer.columns.${column}`)}
                buttonLabel={t('eventIds.sortBy', { column: t(`explorer.columns.${column}`) })}
                sorted={sorting?.column === column ? sorting.direction : null}
                onSort={() => onSort(nextSorting(sorting, column))}
              />
            ))}
            <th scope="col">
              <span className="visually-hidden">{t('people.columns.deeds')}</span>
            </th>
          </tr>
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={row.id}>
              <th scope="row" data-as-is>
                <span className={classes.name}>
                  <FavouriteButton report={row} organisation={slug} />
                  <span>
                    {row.saved === null ? (
                      <>
                        <Link to={paths.readyReport} params={{ report: row.id }} search={search}>
                          {row.name}
                        </Link>
                        <span className={classes.lock} title={t('explorer.locked')}>
                          <IconLock size={16} stroke={1.5} aria-hidden="true" />
                          <span className="visually-hidden">{t('explorer.locked')}</span>
                        </span>
                      </>
                    ) : (
                      <Link to={paths.report} params={{ report: row.id }} search={search}>
                        {row.name}
                      </Link>
                    )}
                    {row.description === '' ? null : <span className={classes.description}>{row.description}</span>}
                  </span>
                </span>
              </th>
              <td>{row.type}</td>
              <td>{row.folder === '' ? t('time.none') : row.folder}</td>
              <td>{row.owner}</td>
              <td>{row.run === null ? t('time.none') : <LastRun run={row.run} zone={zone} />}</td>
              <td>
                {row.saved === null ? null : (
                  <ReportMenu report={row.saved} organisation={slug} mayCreate={mayCreate} />
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

interface LastRunProps {
  readonly run: NonNullable<ExplorerRow['run']>;
  readonly zone: string;
}

/** When, by whom, and how many rows came of it; or that none did. */
function LastRun({ run: { at, by, rows, outcome }, zone }: LastRunProps) {
  const { t } = useTranslation();
  const came =
    outcome === 'succeeded'
      ? rows === null
        ? null
        : t('explorer.rows', { count: rows })
      : t(`explorer.run.state.${outcome}`);
  return (
    <>
      <Moment at={at} zone={zone} form="relative" />
      <span className={classes.description}>{came === null ? by : t('explorer.byAndRows', { by, came })}</span>
    </>
  );
}
