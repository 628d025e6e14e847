import type { ReportDefinition, ReportMeasured, ReportOutput } from '@illuminate/contract';
import { invalidInput, notPossibleNow } from '../../refusal.ts';
import type { CompiledColumn, CompiledReport, Statement } from '../compile/compile-report.ts';
import type { CellType } from '../compile/keys.ts';
import { FIELD_BY_ID } from '../registry/fields.ts';
import { FEWEST_BOOKERS, type Group, type HeldBack, holdBack, roundPeople } from './small-numbers.ts';

/** More groups than this are no summary any more. */
const MOST_GROUPS = 50_000;

type Row = Readonly<Record<string, unknown>>;

export interface GuardedRows {
  /** What may leave, cells as the store gives them. */
  readonly rows: readonly Row[];
  readonly heldBack: HeldBack;
}

/**
 * What is wrong with a report for somebody outside, whatever its figures: rows or keys of single bookers, and the lowest or highest
 * of something of theirs, which is one booker's.
 * @throws Refusal invalid-input
 */
export function requireForOutside({ type, output }: ReportDefinition, columns: readonly CompiledColumn[]): void {
  const single = columns.filter(({ personal }) => personal !== 'none').map(({ label }) => label);
  if (output.mode === 'rows' && type !== 'event-instances') {
    throw refused('each row is of one booker: use grouped mode for what is shared outside the organisation');
  }
  if (single.length > 0) throw refused(`${single.join(', ')} would tell of single bookers: leave it out`);
  for (const measured of output.mode === 'grouped' ? output.measures : []) {
    if (!('aggregate' in measured) || (measured.aggregate !== 'min' && measured.aggregate !== 'max')) continue;
    const field = FIELD_BY_ID.get(measured.field);
    if (field !== undefined && field.personal !== 'none') {
      throw refused(`the lowest or highest ${field.label} is one booker’s: take the median or a quartile`);
    }
  }
}

const refused = (message: string) => invalidInput([{ path: 'body.audience', message }]);

/** Asks a guarded report and holds back what would tell of few. `compiled` is guarded, so that two columns stand behind its own. */
export async function guardedRows(
  { output, type }: Pick<ReportDefinition, 'output' | 'type'>,
  { columns, statement }: Pick<CompiledReport, 'columns' | 'statement'>,
  query: (statement: Statement) => Promise<Row[]>,
): Promise<GuardedRows> {
  const all = await query({ ...statement, sql: `SELECT * FROM (${statement.sql}) LIMIT ${MOST_GROUPS + 1}` });
  if (all.length > MOST_GROUPS) {
    throw notPossibleNow(
      `The report has more than ${MOST_GROUPS.toLocaleString('en-GB')} rows, too many to be looked through for small groups.`,
      'Ask for fewer groups: leave out a key, or take months instead of days.',
    );
  }
  const keys = columns.flatMap(({ kind }, index) => (kind === 'key' ? [index] : []));
  const { atLeast = 0, atMost = Number.POSITIVE_INFINITY } = output.mode === 'grouped' ? output : {};
  const isLeftOut = (rows: number): boolean => rows < atLeast || rows > atMost;
  const groups = all.map(
    (row): Group => ({
      keys: keys.map((index) => String(row[`c${index}`])),
      bookers: Number(row[`c${columns.length + 1}`]),
      isLeftOut: isLeftOut(Number(row[`c${columns.length}`])),
    }),
  );
  const heldBack = holdBack(groups);
  const people = peopleOf(type, output, keys.length);
  const rows = all.filter((_, index) => heldBack.isShown[index]).map((row) => rounded(row, people));
  return { rows, heldBack };
}

/** Which columns count people. */
function peopleOf(type: ReportDefinition['type'], output: ReportOutput, keys: number): number[] {
  if (output.mode === 'rows') return [];
  const isPeople = (measured: ReportMeasured): boolean =>
    'measure' in measured
      ? measured.measure === 'bookers'
      : measured.field === 'customer.pseudonym' || (type === 'customers' && measured.aggregate === 'count');
  const counted = output.measures.flatMap((measured, index) => (isPeople(measured) ? [keys + index] : []));
  return output.showCount && type === 'customers' ? [...counted, keys + output.measures.length] : counted;
}

function rounded(row: Row, people: readonly number[]): Row {
  const changed = people.map((index) => [`c${index}`, roundPeople(Number(row[`c${index}`] ?? 0))]);
  return { ...row, ...Object.fromEntries(changed) };
}

/** In words, for whoever takes the file and whoever gets it. */
export function sayHeldBack({ small, beside }: HeldBack): string | null {
  if (small === 0) return null;
  const groups = (count: number): string => `${count} ${count === 1 ? 'group' : 'groups'}`;
  const more = beside === 0 ? '' : `, and ${groups(beside)} more from which they could be worked out`;
  return `Not shown: ${groups(small)} of fewer than ${FEWEST_BOOKERS} bookers${more}.`;
}

const JSON_TYPE: Readonly<Record<CellType, string>> = {
  text: 'VARCHAR',
  id: 'VARCHAR',
  choice: 'VARCHAR',
  period: 'VARCHAR',
  integer: 'BIGINT',
  money: 'BIGINT',
  wall: 'BIGINT',
  weekday: 'BIGINT',
  boolean: 'BOOLEAN',
  decimal: 'DOUBLE',
  percent: 'DOUBLE',
};

/** Rows given to the store again, which writes them like its own. They are one parameter; nothing of them stands in the statement. */
export function statementOfRows(columns: readonly CompiledColumn[], rows: readonly Row[]): Statement {
  const shape = { n: 'BIGINT', ...Object.fromEntries(columns.map(({ type }, at) => [`c${at}`, JSON_TYPE[type]])) };
  const given = rows.map((row, n) => ({
    n,
    ...Object.fromEntries(columns.map((_, at) => [`c${at}`, row[`c${at}`] ?? null])),
  }));
  const text = JSON.stringify(given, (_, value: unknown) => (typeof value === 'bigint' ? String(value) : value));
  const cells = columns.map(({ type }, at) =>
    type === 'wall' ? `make_timestamp_ms(r.c${at}) AS c${at}` : `r.c${at} AS c${at}`,
  );
  const sql = `SELECT ${cells.join(', ')} FROM (SELECT unnest(from_json($1::JSON, '[${JSON.stringify(shape)}]')) AS r) ORDER BY r.n`;
  return { sql, parameters: [text] };
}
