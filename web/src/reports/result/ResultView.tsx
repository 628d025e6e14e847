import {
  linesOf,
  type Organisation,
  type ReportResult,
  type ReportSort,
  type ReportTemplate,
} from '@illuminate/contract';
import { Button } from '@mantine/core';
import { IconArrowsHorizontal, IconPrinter } from '@tabler/icons-react';
import { lazy, type ReactNode, Suspense, useMemo, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Choice } from '../../ui/Choice.tsx';
import { Facts } from '../../ui/Facts.tsx';
import { Notice } from '../../ui/Notice.tsx';
import { dayOrInstantInWords } from '../../ui/time.ts';
import { useFigures } from '../../ui/use-figures.ts';
import type { Sorting } from '../sort-rows.ts';
import { ColumnMeanings } from './ColumnMeanings.tsx';
import { DENSITIES, useDensity } from './density.ts';
import { Pages } from './Pages.tsx';
import { PrintFooter } from './PrintFooter.tsx';
import { ResultTable } from './ResultTable.tsx';
import classes from './ResultView.module.css';
import { pageOf, sortedRows } from './result-lines.ts';
import { useColumnWidths } from './use-column-widths.ts';
import { usePrinting } from './use-printing.ts';

// The charts' code is as large as the rest of the app: only whoever looks at one loads it.
const ReportChart = lazy(async () => ({ default: (await import('../chart/ReportChart.tsx')).ReportChart }));

const PAGE = 50;

interface ResultViewProps {
  readonly result: ReportResult;
  readonly organisation: Organisation;
  /** The report's. */
  readonly name: string;
  /** By which the reader's widths of its columns are kept. */
  readonly report: string;
  readonly template: ReportTemplate | null;
  /** The rows alone, within a page that says the rest. */
  readonly isPreview?: boolean;
  /** The ways to take it along. */
  readonly tools?: ReactNode;
  /** Asks anew in another order, where not all rows are here. */
  readonly onSort?: (sort: ReportSort) => void;
  /** Whether another answer is awaited. */
  readonly isBusy?: boolean;
}

/** A report's answer: what was asked in words, a chart where one was chosen, the table with its totals, and what its columns mean. */
export function ResultView({
  result,
  organisation,
  name,
  report,
  template,
  isPreview = false,
  tools,
  onSort,
  isBusy = false,
}: ResultViewProps) {
  const { t, i18n } = useTranslation();
  const figures = useFigures();
  const isPrinting = usePrinting();
  const [density, setDensity] = useDensity();
  const sized = useColumnWidths(`${organisation.slug} ${report}`);
  const [sorting, setSorting] = useState<Sorting | null>(null);
  // Another answer begins on its first page.
  const [turned, setTurned] = useState({ of: result, page: 1 });
  const turn = (to: number) => setTurned({ of: result, page: to });
  const { rows, columns, subtotals, isCut } = result;
  const isAskedAnew = isCut && onSort !== undefined;
  const lines = useMemo(
    () => linesOf(isAskedAnew ? rows : sortedRows(rows, columns, sorting), subtotals),
    [rows, columns, subtotals, sorting, isAskedAnew],
  );
  const {
    lines: shown,
    page,
    pages,
  } = pageOf(lines, turned.of === result ? turned.page : 1, isPrinting ? lines.length : PAGE);
  const sort = (next: Sorting) => {
    setSorting(next);
    turn(1);
    if (isAskedAnew) onSort([{ column: Number(next.column), direction: next.direction }]);
  };
  const asOf =
    result.asOf === null
      ? t('reports.asOfUnknown')
      : t('reports.asOf', { when: dayOrInstantInWords(result.asOf, organisation.zone, i18n.language) });
  const count = howMany();
  const table = (
    <ResultTable
      result={result}
      label={isPreview ? t('results.previewRegion') : t('reports.region', { report: name })}
      caption={result.sentence}
      lines={shown}
      density={isPreview ? 'dense' : density}
      sorting={sorting}
      onSort={isPreview || (isCut && !isAskedAnew) ? null : sort}
      hasTotal={page === pages}
      sized={isPreview ? null : sized}
    />
  );
  const chart =
    template === null || template.kind === 'table' || rows.length === 0 ? null : (
      <Suspense fallback={<div className={classes.chartRoom} />}>
        <ReportChart result={result} template={template} name={name} />
      </Suspense>
    );
  if (isPreview) {
    return (
      <div className={classes.result}>
        {chart}
        {table}
      </div>
    );
  }
  return (
    <div className={classes.result}>
      <div className={classes.facts}>
        <Facts
          items={[
            { name: t('reports.asked'), value: result.sentence, long: true },
            {
              name: t('reports.grain'),
              long: true,
              value: `${result.grain} ${t('reports.matching', { count: result.matching })}.`,
            },
            { name: t('reports.data'), value: `${organisation.name}. ${asOf}.`, long: true },
          ]}
        />
      </div>
      {result.warnings.length === 0 ? null : (
        <Notice tone="warn" title={t('results.warnings')}>
          <ul className={classes.warnings}>
            {result.warnings.map((warning) => (
              <li key={warning}>{warning}</li>
            ))}
          </ul>
        </Notice>
      )}
      {chart}
      <div className={classes.above}>
        <output>
          <strong>{count}</strong>
        </output>
        <div className={`${classes.tools} no-print`}>
          <Choice
            legend={t('results.density')}
            value={density}
            onChange={setDensity}
            options={DENSITIES.map((value) => ({ value, label: t(`results.densities.${value}`) }))}
          />
          {sized.widths === null ? null : (
            <Button
              leftSection={<IconArrowsHorizontal size={18} aria-hidden="true" />}
              onClick={() => sized.keep(null)}
            >
              {t('results.resetWidths')}
            </Button>
          )}
          <Button leftSection={<IconPrinter size={18} aria-hidden="true" />} onClick={() => window.print()}>
            {t('results.print')}
          </Button>
          {tools}
        </div>
      </div>
      <div aria-busy={isBusy}>{table}</div>
      {pages === 1 ? null : (
        <Pages
          page={page}
          pages={pages}
          words={t('results.linesOf', {
            from: figures((page - 1) * PAGE + 1),
            to: figures(Math.min(page * PAGE, lines.length)),
            all: figures(lines.length),
          })}
          onPage={turn}
        />
      )}
      <ColumnMeanings result={result} />
      <PrintFooter name={name} asOf={asOf} />
    </div>
  );

  /** Never silent: a reader of the first thousand rows knows that there are more. */
  function howMany(): string {
    if (!isCut) return t('reports.shown', { count: rows.length });
    return columns.some(({ kind }) => kind === 'field')
      ? t('results.cutRows', { shown: figures(rows.length), all: figures(result.matching) })
      : t('results.cutGroups', { shown: figures(rows.length) });
  }
}
