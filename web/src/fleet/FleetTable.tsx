import type { Fleet, FleetRow, FleetSort } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { HeadlineTag } from '../connections/HeadlineTag.tsx';
import { paths } from '../paths.ts';
import { Moment } from '../ui/Moment.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { SortHeader } from '../ui/SortHeader.tsx';
import { saveFile } from '../ui/save-file.ts';
import table from '../ui/Table.module.css';
import classes from './FleetPage.module.css';
import { type FleetSearch, withChange } from './fleet-search.ts';

interface FleetTableProps {
  readonly fleet: Fleet;
  readonly search: FleetSearch;
  readonly onChange: (part: Parameters<typeof withChange>[1]) => void;
}

const EVERYTHING = 5_000;

export function FleetTable({ fleet, search, onChange }: FleetTableProps) {
  const { t } = useTranslation();
  const { matching, total, items, nextCursor } = fleet;
  const words =
    matching === total ? t('fleet.caption', { count: total }) : t('fleet.captionOf', { count: matching, total });
  return (
    <>
      <div className={classes.above}>
        <output>
          <strong>{words}</strong>
        </output>
        <Download search={search} />
      </div>
      <ScrollRegion label={t('fleet.region')}>
        <table className={table.table} data-tight>
          <caption className="visually-hidden">{words}</caption>
          <Heads search={search} onChange={onChange} />
          <tbody>
            {items.map((row) => (
              <Row key={row.name} row={row} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      <p className={classes.pages}>
        {search.cursor === undefined ? null : (
          <Link to={paths.fleet} search={withChange(search, {})}>
            {t('fleet.first')}
          </Link>
        )}
        {nextCursor === null ? null : (
          <Link to={paths.fleet} search={withChange(search, { cursor: nextCursor })}>
            {t('fleet.more')}
          </Link>
        )}
      </p>
    </>
  );
}

function Heads({ search, onChange }: Pick<FleetTableProps, 'search' | 'onChange'>) {
  const { t } = useTranslation();
  const { sort = 'worst', direction = 'ascending' } = search;
  const head = (column: FleetSort) => {
    const label = t(`fleet.columns.${column}`);
    return (
      <SortHeader
        label={label}
        buttonLabel={t('fleet.sortBy', { column: label })}
        sorted={sort === column ? direction : null}
        onSort={() =>
          onChange({
            sort: column,
            direction: sort === column && direction === 'ascending' ? 'descending' : 'ascending',
          })
        }
      />
    );
  };
  return (
    <thead>
      <tr>
        {head('organisation')}
        {head('worst')}
        <th scope="col">{t('fleet.columns.matter')}</th>
        {head('since')}
        <th scope="col">{t('fleet.columns.who')}</th>
        {head('provider')}
        {head('data')}
      </tr>
    </thead>
  );
}

function Row({ row }: { readonly row: FleetRow }) {
  const { t } = useTranslation();
  const { name, organisation, provider, headline, dataTo } = row;
  const { zone } = organisation;
  return (
    <tr>
      <th scope="row">
        <Link to={paths.connection} params={{ name }} className={classes.organisation}>
          {organisation.name}
        </Link>
      </th>
      <td>
        <HeadlineTag headline={headline} />
      </td>
      <td data-wrap>{headline.sentence}</td>
      <td>{headline.since === null ? t('time.none') : <Moment at={headline.since} zone={zone} form="relative" />}</td>
      <td>{headline.whoActs === 'nobody' ? t('time.none') : t(`fleet.who.${headline.whoActs}`)}</td>
      <td>{provider.title}</td>
      <td>{dataTo === null ? t('time.none') : <Moment at={dataTo} zone={zone} form="relative" />}</td>
    </tr>
  );
}

/** All that fits, not only this page. */
function Download({ search }: { readonly search: FleetSearch }) {
  const { t } = useTranslation();
  const download = useMutation({
    mutationFn: async () => {
      const query = { ...withChange(search, {}), limit: EVERYTHING };
      const response = await api.request('listFleet', { query, accept: 'text/csv' });
      const file = t('fleet.fileName', { day: new Date().toISOString().slice(0, 10) });
      saveFile(file, await response.blob());
      return file;
    },
  });
  return (
    <div>
      <Button leftSection={<IconDownload size={18} />} onClick={() => download.mutate()} loading={download.isPending}>
        {t('fleet.download')}
      </Button>
      <output className="visually-hidden">
        {download.isSuccess ? t('fleet.downloaded', { file: download.data }) : ''}
      </output>
      {download.isError ? <ProblemNotice error={download.error} /> : null}
    </div>
  );
}
