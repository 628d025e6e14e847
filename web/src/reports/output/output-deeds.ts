import type { Aggregate, Output } from '@illuminate/contract';
import {
  COUNT,
  type GroupedDraft,
  type KeyColumn,
  type MeasureColumn,
  nextId,
  type OutputDraft,
  type RowColumn,
  type SortLine,
  tidied,
} from './output-draft.ts';

type ReportFields = Output<'listReportFields'>;

/** The lists whose lines are put in order. */
export type List = 'columns' | 'keys' | 'measures';
export type Change = Partial<Omit<KeyColumn, 'id' | 'field'>> & Partial<{ readonly aggregate: Aggregate }>;

type AnyLine = RowColumn | KeyColumn | MeasureColumn;

const typeOf = (fields: ReportFields, id: string) => fields.fields.find((field) => field.id === id)?.type;

/** The lines of one list. */
export function linesOf(draft: OutputDraft, list: List): readonly AnyLine[] {
  return list === 'columns' ? draft.rows.columns : draft.grouped[list];
}

function withLines(draft: OutputDraft, list: List, lines: readonly AnyLine[]): OutputDraft {
  // Each list holds lines of its own kind: what comes back is what went in, in another order or changed by its own form.
  return list === 'columns'
    ? { ...draft, rows: { ...draft.rows, columns: lines as readonly RowColumn[] } }
    : { ...draft, grouped: { ...draft.grouped, [list]: lines } };
}

/**
 * Something of the palette at the end of its list, or at a place in it. In grouped mode an amount is added up and all else is a key,
 * unless it was dropped among the aggregates: there it is counted.
 */
export function addToOutput(
  draft: OutputDraft,
  fields: ReportFields,
  palette: string,
  at: { readonly list: List; readonly index: number } | null = null,
): OutputDraft {
  const id = nextId(draft);
  const measure = palette.startsWith('measure:') ? palette.slice('measure:'.length) : null;
  if (measure !== null) {
    return insert(draft, 'measures', { id, measure }, at?.list === 'measures' ? at.index : null);
  }
  if (draft.mode === 'rows') return insert(draft, 'columns', { id, field: palette }, at?.index ?? null);
  const isAmount = typeOf(fields, palette) === 'money';
  const list = at?.list === 'measures' || (at === null && isAmount) ? 'measures' : 'keys';
  const index = at?.list === list ? at.index : null;
  return list === 'keys'
    ? insert(draft, 'keys', { id, field: palette, by: 'value' }, index)
    : insert(draft, 'measures', { id, field: palette, aggregate: isAmount ? 'sum' : 'countDistinct' }, index);
}

function insert(draft: OutputDraft, list: List, line: AnyLine, index: number | null): OutputDraft {
  const lines = linesOf(draft, list);
  return withLines(draft, list, lines.toSpliced(index ?? lines.length, 0, line));
}

export function changeLine(draft: OutputDraft, list: List, id: string, change: Change): OutputDraft {
  return withLines(
    draft,
    list,
    linesOf(draft, list).map((line) => (line.id === id ? { ...line, ...change } : line)),
  );
}

export function removeLine(draft: OutputDraft, list: List, id: string): OutputDraft {
  return tidied(
    withLines(
      draft,
      list,
      linesOf(draft, list).filter((line) => line.id !== id),
    ),
  );
}

/** A line at another place of its list; places beyond the ends are the ends. */
export function moveLine(draft: OutputDraft, list: List, id: string, to: number): OutputDraft {
  const lines = linesOf(draft, list);
  const from = lines.findIndex((line) => line.id === id);
  const line = lines[from];
  const place = Math.max(0, Math.min(lines.length - 1, to));
  if (line === undefined || place === from) return draft;
  return withLines(draft, list, lines.toSpliced(from, 1).toSpliced(place, 0, line));
}

export function changeGroups(
  draft: OutputDraft,
  change: Partial<Omit<GroupedDraft, 'keys' | 'measures'>>,
): OutputDraft {
  return tidied({ ...draft, grouped: { ...draft.grouped, ...change } });
}

export const sortOf = ({ mode, rows, grouped }: OutputDraft): readonly SortLine[] =>
  mode === 'rows' ? rows.sort : grouped.sort;

export function setSort(draft: OutputDraft, sort: readonly SortLine[]): OutputDraft {
  return draft.mode === 'rows'
    ? { ...draft, rows: { ...draft.rows, sort } }
    : { ...draft, grouped: { ...draft.grouped, sort } };
}

const fieldOf = (line: AnyLine): string | null => ('field' in line ? line.field : null);

/**
 * Grouped mode: each column becomes a key by its value, an amount is added up. What was grouped before keeps its settings, its
 * measures stay, and keys whose column is gone go.
 */
export function toGrouped(draft: OutputDraft, fields: ReportFields): OutputDraft {
  const wanted = draft.rows.columns.map(({ field }) => field);
  const { keys, measures } = draft.grouped;
  const isKnown = new Set([...keys, ...measures].map(fieldOf));
  const keptKeys = keys.filter(({ field }) => wanted.includes(field));
  const keptMeasures = measures.filter((each) => 'measure' in each || wanted.includes(each.field));
  let next: OutputDraft = {
    ...draft,
    mode: 'grouped',
    grouped: { ...draft.grouped, keys: keptKeys, measures: keptMeasures },
  };
  for (const column of draft.rows.columns) {
    if (isKnown.has(column.field)) continue;
    next = addToOutput(next, fields, column.field);
    const list = typeOf(fields, column.field) === 'money' ? 'measures' : 'keys';
    const id = linesOf(next, list).at(-1)?.id;
    if (id !== undefined && column.label !== undefined && list === 'keys')
      next = changeLine(next, list, id, { label: column.label });
  }
  return tidied({ ...next, grouped: { ...next.grouped, keys: inOrderOf(next.grouped.keys, wanted) } });
}

const inOrderOf = (keys: readonly KeyColumn[], wanted: readonly string[]): KeyColumn[] =>
  keys.toSorted((one, other) => wanted.indexOf(one.field) - wanted.indexOf(other.field));

/** Rows again: a column for each field that is a key or is added up; those that were there keep their place and name. */
export function toRows(draft: OutputDraft): OutputDraft {
  const { keys, measures } = draft.grouped;
  const wanted = [...new Set([...keys, ...measures].map(fieldOf).filter((field) => field !== null))];
  const kept = draft.rows.columns.filter(({ field }) => wanted.includes(field));
  const known = new Set(kept.map(({ field }) => field));
  let next: OutputDraft = { ...draft, mode: 'rows', rows: { ...draft.rows, columns: kept } };
  for (const field of wanted) {
    if (!known.has(field)) next = insert(next, 'columns', { id: nextId(next), field }, null);
  }
  return tidied(next);
}

/** What may be sorted by, with how each is called. */
export function sortable(draft: OutputDraft, nameOf: (line: AnyLine) => string, count: string) {
  const { rows, grouped } = draft;
  const lines: readonly AnyLine[] = draft.mode === 'rows' ? rows.columns : [...grouped.keys, ...grouped.measures];
  const named = lines.map((line) => ({ id: line.id, label: line.label ?? nameOf(line) }));
  return draft.mode === 'grouped' && grouped.showCount ? [...named, { id: COUNT, label: count }] : named;
}

/** A line that was dragged, named as "keys:c3", at a place of its own list or of the other: there a key is counted, and a sum grouped. */
export function dropLine(
  draft: OutputDraft,
  fields: ReportFields,
  item: string,
  place: { readonly list: List; readonly index: number },
): OutputDraft {
  const [from, id = ''] = item.split(':') as [List, string?];
  if (from === place.list) {
    const at = linesOf(draft, from).findIndex((line) => line.id === id);
    return moveLine(draft, from, id, at < place.index ? place.index - 1 : place.index);
  }
  const line = linesOf(draft, from).find((each) => each.id === id);
  const field = line === undefined ? null : fieldOf(line);
  if (field === null || from === 'columns' || place.list === 'columns') return draft;
  return addToOutput(removeLine(draft, from, id), fields, field, place);
}
