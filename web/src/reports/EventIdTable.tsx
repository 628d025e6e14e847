import type { EventIdReport, EventIdRow, Organisation } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import type { EventIdsQuestion } from '../api/queries.ts';
import { CopyButton } from '../ui/CopyButton.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { SortHeader } from '../ui/SortHeader.tsx';
import { saveFile } from '../ui/save-file.ts';
import table from '../ui/Table.module.css';
import { dayInWords, dayOrInstantInWords } from '../ui/time.ts';
import { useFigures } from '../ui/use-figures.ts';
import classes from './EventIdTable.module.css';
import { nextSorting, type Sorting, sortRows } from './sort-rows.ts';
import { tableText } from './table-text.ts';

/** Figures and ids stand right, so that their places are under each other. */
const NUMERIC = new Set(['eventId', 'performances', 'tickets']);

/** Texts of any length may take several lines. */
const TEXTS = new Set(['eventName', 'venues', 'matchedTo']);

interface EventIdTableProps {
  readonly report: EventIdReport;
  readonly organisation: Organisation;
  readonly question: EventIdsQuestion;
  readonly sorting: Sorting | null;
  readonly onSort: (sorting: Sorting) => void;
}

/** The report as a table, with what it was made of and the ways to take it along. */
export function EventIdTable({ report, organisation, question, sorting, onSort }: EventIdTableProps) {
  const { t, i18n } = useTranslation();
  const figures = useFigures();
  const rows = sortRows(report.rows, sorting);
  const { columns } = report;
  const shown = (row: EventIdRow, name: string): string => {
    const value = (row as unknown as Record<string, string | number | undefined>)[name];
    if (name === 'eventId' && value === '') return t('eventIds.noNumber');
    if (value === undefined || value === '') return t('time.none');
    return typeof value === 'number' ? figures(value) : value;
  };
  const caption = t('eventIds.caption', {
    organisation: organisation.name,
    from: dayInWords(report.from, i18n.language),
    to: dayInWords(report.to, i18n.language),
  });
  return (
    <>
      <div className={classes.above}>
        <output>
          <strong>{t('eventIds.count', { count: rows.length })}</strong>
          <span className={classes.asOf}>
            {report.asOf === null
              ? t('eventIds.asOfUnknown')
              : t('eventIds.asOf', { when: dayOrInstantInWords(report.asOf, organisation.zone, i18n.language) })}
          </span>
        </output>
        <div className={classes.tools}>
          <CopyButton
            label={t('eventIds.copyTable')}
            done={t('eventIds.copied')}
            text={() => tableText(columns, rows)}
          />
          <Download question={question} />
        </div>
      </div>
      <ScrollRegion label={t('eventIds.region')}>
        <table className={table.table} data-roomy>
          <caption>
            <span className={table.caption}>{caption}</span>
          </caption>
          <thead>
            <tr>
              {columns.map(({ name, label }) => (
                <SortHeader
                  key={name}
                  label={label}
                  buttonLabel={t('eventIds.sortBy', { column: label })}
                  sorted={sorting?.column === name ? sorting.direction : null}
                  numeric={NUMERIC.has(name)}
                  narrow
                  onSort={() => onSort(nextSorting(sorting, name))}
                />
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={`${row.eventId} ${row.eventName} ${row.firstInstance}`}>
                {columns.map(({ name }, index) =>
                  index === 0 ? (
                    <th key={name} scope="row" data-numeric={NUMERIC.has(name) ? '' : undefined}>
                      {shown(row, name)}
                    </th>
                  ) : (
                    <td key={name} data-numeric={NUMERIC.has(name) ? '' : undefined}>
                      {TEXTS.has(name) ? <bdi className={table.text}>{shown(row, name)}</bdi> : shown(row, name)}
                    </td>
                  ),
                )}
              </tr>
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {report.notes.length === 0 ? null : (
        <section aria-labelledby="report-notes" className={classes.notes}>
          <h2 id="report-notes">{t('eventIds.notes')}</h2>
          <ul>
            {report.notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}

/** The spreadsheet as the API writes it, the same to the letter as anywhere else. */
function Download({ question }: { readonly question: EventIdsQuestion }) {
  const { t } = useTranslation();
  const download = useMutation({
    mutationFn: async () => {
      const response = await api.request('runEventIdReport', { query: question, accept: 'text/csv' });
      const file = t('eventIds.fileName', { ...question });
      saveFile(file, await response.blob());
      return file;
    },
  });
  return (
    <>
      <Button leftSection={<IconDownload size={18} />} onClick={() => download.mutate()} loading={download.isPending}>
        {t('eventIds.download')}
      </Button>
      <output className="visually-hidden">
        {download.isSuccess ? t('eventIds.downloaded', { file: download.data }) : ''}
      </output>
      {download.isError ? <ProblemNotice error={download.error} /> : null}
    </>
  );
}
