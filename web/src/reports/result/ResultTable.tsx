import type { ReportResult, ResultLine } from '@illuminate/contract';
import type { CSSProperties, ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ScrollRegion } from '../../ui/ScrollRegion.tsx';
import { SortHeader } from '../../ui/SortHeader.tsx';
import table from '../../ui/Table.module.css';
import { Definition, definitionAnchor } from '../definitions/Definition.tsx';
import { nextSorting, type Sorting } from '../sort-rows.ts';
import { useCells, type WriteCell } from '../use-cells.ts';
import { ColumnWidth } from './ColumnWidth.tsx';
import { type Cell, type Column, doesNotAddUp, isNumeric, stateOf } from './cell-states.ts';
import { widthNames, widthOf } from './column-widths.ts';
import type { Density } from './density.ts';
import classes from './ResultTable.module.css';
import type { ColumnWidths } from './use-column-widths.ts';

interface ResultTableProps {
  readonly result: ReportResult;
  readonly label: string;
  readonly caption: string;
  readonly lines: readonly ResultLine[];
  readonly density: Density;
  readonly sorting: Sorting | null;
  /** Null where the table cannot be put into another order. */
  readonly onSort: ((sorting: Sorting) => void) | null;
  readonly hasTotal: boolean;
  /** Null where columns are as wide as what is in them, always. */
  readonly sized: ColumnWidths | null;
}

interface Head {
  readonly key: string;
  readonly at: number;
  readonly column: Column;
}

/** Told to the sheet of styles, which takes it on screens and not on paper. */
const pixels = (width: number) => ({ '--width': `${width}px` }) as CSSProperties;

/** The rows of an answer, with its subtotals and its total. */
export function ResultTable({
  result,
  label,
  caption,
  lines,
  density,
  sorting,
  onSort,
  hasTotal,
  sized,
}: ResultTableProps) {
  const { t } = useTranslation();
  const write = useCells(result.currency);
  const heads: Head[] = result.columns.map((column, at) => ({ key: String(at), at, column }));
  const keys = result.columns.filter(({ kind }) => kind === 'key').length;
  const names = widthNames(result.columns);
  const widths = sized?.widths ?? null;
  const whole = widths === null ? null : names.reduce((sum, name) => sum + widthOf(widths, name), 0);
  return (
    <ScrollRegion label={label}>
      <table
        className={`${table.table} ${classes.result}`}
        data-density={density}
        data-sized={whole === null ? undefined : ''}
        style={whole === null ? undefined : pixels(whole)}
      >
        <caption>
          <span className={table.caption}>{caption}</span>
        </caption>
        {widths === null ? null : (
          <colgroup>
            {names.map((name) => (
              <col key={name} style={pixels(widthOf(widths, name))} />
            ))}
          </colgroup>
        )}
        <thead>
          <tr>
            {heads.map((head) => (
              <ColumnHead
                key={head.key}
                head={head}
                sorting={sorting}
                onSort={onSort}
                edge={
                  sized === null ? null : (
                    <ColumnWidth label={head.column.label} names={names} at={head.at} of={sized} />
                  )
                }
              />
            ))}
          </tr>
        </thead>
        <tbody>
          {lines.map((line, at) => (
            <Line
              // biome-ignore lint/suspicious/noArrayIndexKey: rows of an answer have no names of their own, and two may be alike
              key={at}
              line={line}
              heads={heads}
              keys={keys}
              write={write}
            />
          ))}
        </tbody>
        {result.total === null || !hasTotal ? null : (
          <tfoot>
            <tr className={classes.total}>
              <th scope="row" colSpan={Math.max(1, keys)}>
                {t('reports.total')}
              </th>
              {heads.slice(keys).map(({ key, at, column }) => (
                <td key={key} data-numeric={isNumeric(column) ? '' : undefined}>
                  <Shown cell={result.total?.[at - keys] ?? null} column={column} write={write} />
                  {doesNotAddUp(column) ? <span className={classes.mixed}>{t('results.doesNotAddUp')}</span> : null}
                </td>
              ))}
            </tr>
          </tfoot>
        )}
      </table>
    </ScrollRegion>
  );
}

interface ColumnHeadProps {
  readonly head: Head;
  readonly sorting: Sorting | null;
  readonly onSort: ((sorting: Sorting) => void) | null;
  /** By which the column is made wider and narrower. */
  readonly edge: ReactNode;
}

function ColumnHead({ head: { key, column }, sorting, onSort, edge }: ColumnHeadProps) {
  const { t } = useTranslation();
  const { label, availability, of, name } = column;
  const beside = (
    <>
      <Definition
        label={label}
        definition={column.definition}
        pitfalls={column.pitfalls}
        note={availability.sentence}
        anchor={of === null ? null : definitionAnchor(name, of)}
      />
      {availability.isSupplied ? null : <span className={classes.missing}>{t('results.notSupplied')}</span>}
    </>
  );
  const numeric = isNumeric(column);
  if (onSort === null) {
    return (
      <th scope="col" abbr={label} data-numeric={numeric ? '' : undefined}>
        <span className={classes.head}>
          {label}
          {beside}
        </span>
        {edge}
      </th>
    );
  }
  return (
    <SortHeader
      label={label}
      buttonLabel={t('results.sortBy', { column: label })}
      sorted={sorting?.column === key ? sorting.direction : null}
      numeric={numeric}
      onSort={() => onSort(nextSorting(sorting, key))}
      beside={
        <>
          {beside}
          {edge}
        </>
      }
    />
  );
}

interface LineProps {
  readonly line: ResultLine;
  readonly heads: readonly Head[];
  readonly keys: number;
  readonly write: WriteCell;
}

function Line({ line, heads, keys, write }: LineProps) {
  const { t } = useTranslation();
  if (line.kind === 'subtotal') {
    const group = heads
      .slice(0, line.keys)
      .map(({ at, column }) => write(line.cells[at] ?? null, column.type, column.format))
      .join(', ');
    return (
      <tr className={classes.subtotal} data-depth={line.keys}>
        <th scope="row" colSpan={keys}>
          {t('results.subtotal', { group })}
        </th>
        {heads.slice(keys).map(({ key, at, column }) => (
          <td key={key} data-numeric={isNumeric(column) ? '' : undefined}>
            <Shown cell={line.cells[line.keys + at - keys] ?? null} column={column} write={write} />
          </td>
        ))}
      </tr>
    );
  }
  return (
    <tr>
      {heads.map(({ key, at, column }) => {
        const numeric = isNumeric(column) ? '' : undefined;
        const cell = line.cells[at] ?? null;
        return at === 0 ? (
          <th key={key} scope="row" data-numeric={numeric} data-as-is="">
            <Shown cell={cell} column={column} write={write} />
          </th>
        ) : (
          <td key={key} data-numeric={numeric}>
            <Shown cell={cell} column={column} write={write} />
          </td>
        );
      })}
    </tr>
  );
}

interface ShownProps {
  readonly cell: Cell;
  readonly column: Column;
  readonly write: WriteCell;
}

/** One cell: a value, "–" for none, "Not supplied", "Not shown". */
function Shown({ cell, column, write }: ShownProps) {
  const { t } = useTranslation();
  switch (stateOf(cell, column)) {
    case 'not-shown':
      return <span className={classes.absent}>{t('results.notShown')}</span>;
    case 'not-supplied':
      return <span className={classes.absent}>{t('results.notSupplied')}</span>;
    case 'none':
      return <span className={classes.absent}>{t('time.none')}</span>;
    case 'value': {
      const text = write(cell, column.type, column.format);
      return column.type === 'text' ? <bdi className={table.text}>{text}</bdi> : <bdi>{text}</bdi>;
    }
  }
}
