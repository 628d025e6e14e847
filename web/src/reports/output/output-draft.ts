import type {
  Aggregate,
  By,
  Format,
  Output,
  ReportKey,
  ReportMeasured,
  ReportOutput,
  ReportTemplate,
  ReportType,
} from '@illuminate/contract';

type ReportFields = Output<'listReportFields'>;

/** What every line of the output has: a name of its own that outlives moves, so that sorts and charts stay with their column. */
interface Line {
  readonly id: string;
  readonly label?: string | undefined;
  readonly format?: Format | undefined;
}

export interface RowColumn extends Line {
  readonly field: string;
}

export interface KeyColumn extends Line {
  readonly field: string;
  readonly by: By;
  readonly band?: number | undefined;
}

export type MeasureColumn = Line &
  ({ readonly measure: string } | { readonly aggregate: Aggregate; readonly field: string });

export interface SortLine {
  readonly column: string;
  readonly direction: 'ascending' | 'descending';
}

export interface RowsDraft {
  readonly columns: readonly RowColumn[];
  readonly sort: readonly SortLine[];
}

export interface GroupedDraft {
  readonly keys: readonly KeyColumn[];
  readonly measures: readonly MeasureColumn[];
  readonly showCount: boolean;
  readonly atLeast: number | null;
  readonly atMost: number | null;
  readonly subtotals: boolean;
  readonly sort: readonly SortLine[];
}

/** Step 3 of the builder. Both modes side by side, so that switching there and back loses nothing. */
export interface OutputDraft {
  readonly mode: 'rows' | 'grouped';
  readonly rows: RowsDraft;
  readonly grouped: GroupedDraft;
}

/** The count has no line of its own; sorts name it so. */
export const COUNT = 'count';

const NO_GROUPS: GroupedDraft = {
  keys: [],
  measures: [],
  showCount: false,
  atLeast: null,
  atMost: null,
  subtotals: false,
  sort: [],
};

export const emptyOutput: OutputDraft = { mode: 'rows', rows: { columns: [], sort: [] }, grouped: NO_GROUPS };

/** The columns of the answer in their order, by the names of their lines. */
function columnIds({ mode, rows, grouped }: OutputDraft): string[] {
  if (mode === 'rows') return rows.columns.map(({ id }) => id);
  return [...grouped.keys, ...grouped.measures].map(({ id }) => id).concat(grouped.showCount ? [COUNT] : []);
}

/** A name that no line has yet. */
export function nextId({ rows, grouped }: OutputDraft): string {
  const used = [...rows.columns, ...grouped.keys, ...grouped.measures].map(({ id }) => Number(id.slice(1)) || 0);
  return `c${Math.max(0, ...used) + 1}`;
}

const worded = ({ label, format }: Line) => ({
  ...(label === undefined ? {} : { label }),
  ...(format === undefined ? {} : { format }),
});

/** As the contract has it; null as long as nothing would be shown. */
export function outputOf(draft: OutputDraft): ReportOutput | null {
  const ids = columnIds(draft);
  if (ids.length === 0) return null;
  const sortOf = (sort: readonly SortLine[]): ReportOutput['sort'] =>
    sort.flatMap(({ column, direction }) => {
      const at = ids.indexOf(column);
      return at < 0 ? [] : [{ column: at, direction }];
    });
  if (draft.mode === 'rows') {
    const { columns, sort } = draft.rows;
    return {
      mode: 'rows',
      columns: columns.map((column) => ({ field: column.field, ...worded(column) })),
      sort: sortOf(sort),
    };
  }
  const { keys, measures, showCount, atLeast, atMost, subtotals, sort } = draft.grouped;
  return {
    mode: 'grouped',
    keys: keys.map((key) => ({
      field: key.field,
      by: key.by,
      ...(key.by === 'band' && key.band !== undefined ? { band: key.band } : {}),
      ...worded(key),
    })),
    measures: measures.map((each) =>
      'measure' in each
        ? { measure: each.measure, ...worded(each) }
        : { aggregate: each.aggregate, field: each.field, ...worded(each) },
    ),
    showCount,
    subtotals,
    sort: sortOf(sort),
    ...(atLeast === null ? {} : { atLeast }),
    ...(atMost === null ? {} : { atMost }),
  };
}

/** A saved output, to be changed. */
export function draftOf(output: ReportOutput): OutputDraft {
  const numbered = <T extends object>(lines: readonly T[], after = 0): (T & { readonly id: string })[] =>
    lines.map((line, at) => ({ ...line, id: `c${after + at + 1}` }));
  const withSort = (draft: OutputDraft): OutputDraft => {
    const ids = columnIds(draft);
    const sort = output.sort.flatMap(({ column, direction }) => {
      const id = ids[column];
      return id === undefined ? [] : [{ column: id, direction }];
    });
    return draft.mode === 'rows'
      ? { ...draft, rows: { ...draft.rows, sort } }
      : { ...draft, grouped: { ...draft.grouped, sort } };
  };
  if (output.mode === 'rows') {
    return withSort({ ...emptyOutput, rows: { columns: numbered(output.columns), sort: [] } });
  }
  const keys = numbered<ReportKey>(output.keys);
  const measures = numbered<ReportMeasured>(output.measures, keys.length);
  const { showCount, subtotals, atLeast = null, atMost = null } = output;
  return withSort({
    ...emptyOutput,
    mode: 'grouped',
    grouped: { keys, measures, showCount, subtotals, atLeast, atMost, sort: [] },
  });
}

/** Without what rows of another kind do not have. The same draft where nothing is lost. */
export function outputForType(draft: OutputDraft, fields: ReportFields, type: ReportType): OutputDraft {
  const of = fields.types.find(({ id }) => id === type);
  const [known, counted] = [new Set(of?.fields), new Set(of?.measures)];
  const columns = draft.rows.columns.filter(({ field }) => known.has(field));
  const keys = draft.grouped.keys.filter(({ field }) => known.has(field));
  const measures = draft.grouped.measures.filter((each) =>
    'measure' in each ? counted.has(each.measure) : known.has(each.field),
  );
  const lost =
    draft.rows.columns.length -
    columns.length +
    (draft.grouped.keys.length - keys.length) +
    (draft.grouped.measures.length - measures.length);
  if (lost === 0) return draft;
  return tidied({ ...draft, rows: { ...draft.rows, columns }, grouped: { ...draft.grouped, keys, measures } });
}

/** Without sorts by columns that are gone. */
export function tidied(draft: OutputDraft): OutputDraft {
  const rows = new Set(draft.rows.columns.map(({ id }) => id));
  const grouped = new Set(columnIds({ ...draft, mode: 'grouped' }));
  return {
    ...draft,
    rows: { ...draft.rows, sort: draft.rows.sort.filter(({ column }) => rows.has(column)) },
    grouped: { ...draft.grouped, sort: draft.grouped.sort.filter(({ column }) => grouped.has(column)) },
  };
}

/** A chart after its report's columns were moved: it stays with its columns, and is a table where one of them is gone. */
export function templateAfter(before: OutputDraft, after: OutputDraft, template: ReportTemplate): ReportTemplate {
  if (template.kind === 'table') return template;
  const [old, now] = [columnIds(before), columnIds(after)];
  const moved = (column: number): number => now.indexOf(old[column] ?? '');
  const category = moved(template.category);
  const series = template.series === null ? null : moved(template.series);
  const measures = template.measures.map(moved).filter((column) => column >= 0);
  const isWhole = after.mode === 'grouped' && category >= 0 && series !== -1 && measures.length > 0;
  return isWhole ? { ...template, category, series, measures } : { kind: 'table' };
}
