import type { Organisation, Output } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { IconDownload } from '@tabler/icons-react';
import { useMutation } from '@tanstack/react-query';
import { useTranslation } from 'react-i18next';
import { api } from '../api/client.ts';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { Facts } from '../ui/Facts.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import { saveFile } from '../ui/save-file.ts';
import table from '../ui/Table.module.css';
import { instantInWords } from '../ui/time.ts';
import shared from './EventIdTable.module.css';
import classes from './ReadyReportPage.module.css';
import { useCells } from './use-cells.ts';

type Report = Output<'runReadyReport'>;

const NUMERIC: ReadonlySet<string> = new Set(['integer', 'money', 'decimal', 'percent']);

/** A report's answer: what was asked in words, the table with its totals, and what its columns mean. */
export function ReportTable({
  report,
  organisation,
}: {
  readonly report: Report;
  readonly organisation: Organisation;
}) {
  const { t, i18n } = useTranslation();
  const shown = useCells(report.currency);
  const { columns, rows, total } = report;
  const keys = columns.filter(({ kind }) => kind === 'key').length;
  const mixed = columns.filter(({ additivity }) => additivity !== null && additivity !== 'additive');
  const notes = [
    ...(report.isCut ? [t('reports.cut', { count: rows.length })] : []),
    ...(total !== null && mixed.length > 0
      ? [t('reports.totals', { columns: mixed.map(({ label }) => label).join(', ') })]
      : []),
    ...report.warnings,
  ];
  const numeric = (index: number) => (NUMERIC.has(columns[index]?.type ?? '') ? '' : undefined);
  return (
    <>
      <div className={classes.facts}>
        <Facts
          items={[
            { name: t('reports.asked'), value: report.sentence, long: true },
            {
              name: t('reports.grain'),
              long: true,
              value: `${report.grain} ${t('reports.matching', { count: report.matching })}.`,
            },
            {
              name: t('reports.data'),
              value:
                report.asOf === null
                  ? t('reports.asOfUnknown')
                  : t('reports.asOf', { when: instantInWords(report.asOf, organisation.zone, i18n.language) }),
            },
          ]}
        />
      </div>
      <div className={shared.above}>
        <output>
          <strong>{t('reports.shown', { count: rows.length })}</strong>
        </output>
        <div className={shared.tools}>
          <Download report={report.id} organisation={organisation.slug} />
        </div>
      </div>
      <ScrollRegion label={t('reports.region', { report: report.name })}>
        <table className={table.table}>
          <caption>
            <span className={table.caption}>{report.sentence}</span>
          </caption>
          <thead>
            <tr>
              {columns.map(({ label }, index) => (
                <th key={label} scope="col" data-numeric={numeric(index)}>
                  {label}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {rows.map((row) => (
              <tr key={JSON.stringify(row.slice(0, Math.max(1, keys)))}>
                {columns.map(({ label, type }, index) => {
                  const cell = shown(row[index] ?? null, type);
                  return index === 0 ? (
                    <th key={label} scope="row" data-numeric={numeric(index)}>
                      <bdi>{cell}</bdi>
                    </th>
                  ) : (
                    <td key={label} data-numeric={numeric(index)}>
                      <bdi>{cell}</bdi>
                    </td>
                  );
                })}
              </tr>
            ))}
          </tbody>
          {total === null ? null : (
            <tfoot>
              <tr className={classes.total}>
                <th scope="row" colSpan={Math.max(1, keys)}>
                  {t('reports.total')}
                </th>
                {columns.slice(keys).map(({ label, type }, index) => (
                  <td key={label} data-numeric={numeric(keys + index)}>
                    {shown(total[index] ?? null, type)}
                  </td>
                ))}
              </tr>
            </tfoot>
          )}
        </table>
      </ScrollRegion>
      {notes.length === 0 ? null : (
        <section aria-labelledby="report-notes" className={shared.notes}>
          <h2 id="report-notes">{t('reports.notes')}</h2>
          <ul>
            {notes.map((note) => (
              <li key={note}>{note}</li>
            ))}
          </ul>
        </section>
      )}
      <section aria-labelledby="report-columns" className={shared.notes}>
        <h2 id="report-columns">{t('reports.definitions')}</h2>
        <dl className={classes.definitions}>
          {columns.map(({ label, definition }) => (
            <div key={label}>
              <dt>{label}</dt>
              <dd>{definition}</dd>
            </div>
          ))}
        </dl>
      </section>
    </>
  );
}

/** The spreadsheet as the API writes it. */
function Download({ report, organisation }: { readonly report: string; readonly organisation: string }) {
  const { t } = useTranslation();
  const download = useMutation({
    mutationFn: async () => {
      const call = { params: { report }, query: { organisation }, accept: 'text/csv' };
      const response = await api.request('runReadyReport', call);
      const file = `${report}-${organisation}.csv`;
      saveFile(file, await response.blob());
      return file;
    },
  });
  return (
    <>
      <Button leftSection={<IconDownload size={18} />} onClick={() => download.mutate()} loading={download.isPending}>
        {t('reports.download')}
      </Button>
      <output className="visually-hidden">
        {download.isSuccess ? t('reports.downloaded', { file: download.data }) : ''}
      </output>
      {download.isError ? <ProblemNotice error={download.error} /> : null}
    </>
  );
}
