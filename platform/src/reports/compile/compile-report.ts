import {
  EACH_ITS_OWN,
  type Format,
  type ReportDefinition,
  type ReportKey,
  type ReportOutput,
} from '@illuminate/contract';
import { invalidInput } from '../../refusal.ts';
import type { Parameter } from '../../warehouse/store-types.ts';
import { DATASETS } from '../registry/datasets.ts';
import { FIELD_BY_ID } from '../registry/fields.ts';
import type { Additivity, Dataset, Field, PersonalClass } from '../registry/registry-types.ts';
import { bookersBehind, rowsBehind } from './bookers.ts';
import { compileCriteria } from './criteria.ts';
import { currencyOfReport } from './currency-of-report.ts';
import { type Aggregated, groupedSql } from './grouped-sql.ts';
import { type CellType, type CompiledKey, compileKey, FORMATS_OF, keyType } from './keys.ts';
import { compileMeasured, type Measured } from './measured.ts';
import {
  createParameters,
  createScope,
  fromClause,
  type Parameters,
  reaches,
  type Scope,
  type Setting,
  type Wrong,
} from './statement.ts';

export interface CompiledColumn {
  /** The field or the measure; none of the count. */
  readonly of: string | null;
  /** What that is called; `label` is what the report calls the column. */
  readonly name: string;
  readonly label: string;
  readonly type: CellType;
  readonly format: Format | null;
  readonly kind: 'field' | 'key' | 'measure' | 'count';
  readonly additivity: Additivity | null;
  readonly definition: string;
  readonly pitfalls: string | null;
  readonly personal: PersonalClass;
}

export interface Statement {
  readonly sql: string;
  readonly parameters: readonly Parameter[];
}

/** A report as statements; cells come as `c0`, `c1`, … in the order of `columns`. */
export interface CompiledReport {
  readonly dataset: Dataset;
  readonly columns: readonly CompiledColumn[];
  /** ISO 4217: what its amounts are in, or `EACH_ITS_OWN`. */
  readonly currency: string;
  readonly statement: Statement;
  /** How many rows of the data set match, before any grouping. */
  readonly count: Statement;
  /** The same without keys, and behind it how many rows match; null where there is nothing to total. */
  readonly total: Statement | null;
  /** For each number of leading keys, from one on, but all of them. */
  readonly subtotals: readonly Statement[];
}

/** For what a report is compiled, beside showing it. */
export interface Purpose {
  /** A file of any number of rows: they have the order that the report asks for, and none of their own. */
  readonly isFile?: boolean;
  /**
   * Something that leaves the house: behind the columns stand two more, how many rows of the data and how many bookers there are in
   * each row. Groups of few rows are among them, as what is left out has to be known.
   */
  readonly isGuarded?: boolean;
}

/** Within a statement's ORDER BY: whatever the report says, and then what makes it the same each time. */
export interface Order {
  readonly column: number;
  readonly direction: 'ascending' | 'descending';
}

/**
 * Compiles a report to SQL in which no text of the definition stands: names are looked up in the registry, values are parameters.
 * @throws Refusal invalid-input that lists everything that is wrong, each with its path
 */
export function compileReport(
  definition: ReportDefinition,
  given: Setting,
  { isFile = false, isGuarded = false }: Purpose = {},
): CompiledReport {
  const { type, criteria, output } = definition;
  const dataset = DATASETS[type];
  const currency = currencyOfReport(definition, given.currency);
  const setting = currency === EACH_ITS_OWN ? given : { ...given, currency };
  const wrong: Wrong[] = [];
  const statementOf = (make: (scope: Scope, parameters: Parameters, where: string) => string): Statement => {
    const parameters = createParameters();
    const scope = createScope(dataset, setting, parameters, wrong);
    const condition = compileCriteria(scope, parameters, criteria);
    const sql = make(scope, parameters, condition === null ? '' : `WHERE ${condition}`);
    if (wrong.length > 0) throw invalidInput(wrong);
    return { sql, parameters: parameters.values };
  };
  // After what is shown, so that faults of both are told at once.
  const counted = (): Statement =>
    statementOf((scope, _parameters, where) => `SELECT count(*) AS c0 ${fromClause(scope)} ${where}`);
  if (output.mode === 'rows') {
    let columns: CompiledColumn[] = [];
    const statement = statementOf((scope, _parameters, where) => {
      const made = rowColumns(scope, output);
      columns = made.columns;
      const behind = isGuarded ? bookersBehind(scope).expressions : [];
      const select = [...made.expressions, ...behind]
        .map((expression, index) => `${expression} AS c${index}`)
        .join(', ');
      const order = orderBy(output.sort, columns, scope, isFile && output.sort.length === 0 ? [] : dataset.key);
      return `SELECT ${select} ${fromClause(scope)} ${where} ${order}`;
    });
    return { dataset, columns, currency, statement, count: counted(), total: null, subtotals: [] };
  }
  let columns: CompiledColumn[] = [];
  const grouped = (depth: number, isWhole: boolean, behind: readonly Aggregated[] = []): Statement =>
    statementOf((scope, _parameters, where) => {
      const keys = output.keys.slice(0, depth);
      const made = groupedColumns(scope, output, keys);
      if (isWhole) columns = made.columns;
      const having = isWhole && !isGuarded ? sizeOfGroups(output) : null;
      const sql = groupedSql(scope, {
        keys: made.keys,
        measured: made.measured,
        where,
        having,
        showCount: output.showCount,
        behind: [...(isGuarded ? bookersBehind(scope).measured : []), ...behind],
      });
      const order = isWhole ? orderBy(output.sort, made.columns, scope, []) : orderBy([], made.columns, scope, []);
      return `${sql} ${order}`;
    });
  if (output.atMost !== undefined && output.atMost < (output.atLeast ?? 0)) {
    wrong.push({ path: 'output.atMost', message: 'is less than the number of rows that a group must have' });
  }
  const statement = grouped(output.keys.length, true);
  const hasMeasures = output.measures.length > 0 || output.showCount;
  const depths = output.subtotals ? output.keys.slice(1, 4).map((_, index) => index + 1) : [];
  return {
    dataset,
    columns,
    currency,
    statement,
    count: counted(),
    total: output.keys.length > 0 && hasMeasures ? grouped(0, false, [rowsBehind(dataset)]) : null,
    subtotals: hasMeasures ? depths.map((depth) => grouped(depth, false)) : [],
  };
}

type Rows = Extract<ReportOutput, { mode: 'rows' }>;
type Grouped = Extract<ReportOutput, { mode: 'grouped' }>;

/** How many rows a group must have to be shown; null where each is. */
function sizeOfGroups({ atLeast, atMost }: Grouped): string | null {
  const least = atLeast === undefined ? [] : [`count(*) >= ${BigInt(atLeast)}`];
  const most = atMost === undefined ? [] : [`count(*) <= ${BigInt(atMost)}`];
  return least.length + most.length === 0 ? null : [...least, ...most].join(' AND ');
}

function fieldOf(scope: Scope, id: string, path: string): Field | null {
  const field = FIELD_BY_ID.get(id);
  if (field !== undefined && reaches(scope.dataset, field.entity)) return field;
  const message =
    field === undefined
      ? `there is no field called ${id}`
      : `a ${scope.dataset.label} report does not have it: ${scope.dataset.grain}`;
  scope.wrong.push({ path: `${path}.field`, message });
  return null;
}

const ofField = ({ id, label, definition, pitfalls }: Field) =>
  ({ of: id, name: label, additivity: null, definition, pitfalls: pitfalls ?? null }) as const;

function formatOf(scope: Scope, format: Format | undefined, type: CellType, path: string): Format | null {
  if (format === undefined) return null;
  const formats = FORMATS_OF[type];
  if (!formats.includes(format)) {
    const message = formats.length === 0 ? 'there is one way to show it' : `it is shown as ${formats.join(' or ')}`;
    scope.wrong.push({ path: `${path}.format`, message });
  }
  return format;
}

function rowColumns(scope: Scope, output: Rows): { columns: CompiledColumn[]; expressions: string[] } {
  const columns: CompiledColumn[] = [];
  const expressions: string[] = [];
  for (const [index, { field: id, label, format }] of output.columns.entries()) {
    const path = `output.columns.${index}`;
    const field = fieldOf(scope, id, path);
    if (field === null) continue;
    columns.push({
      ...ofField(field),
      label: label ?? field.label,
      type: field.type,
      format: formatOf(scope, format, field.type, path),
      kind: 'field',
      personal: field.personal,
    });
    expressions.push(scope.expression(field));
  }
  return { columns, expressions };
}

/** Whether a key puts each booker, or nearly, into a group of their own: then a grouped report is a list of bookers too. */
const isOneEach = ({ type }: Field, { by }: ReportKey): boolean => by === 'value' && (type === 'id' || type === 'wall');

interface GroupedColumns {
  readonly columns: CompiledColumn[];
  readonly keys: CompiledKey[];
  readonly measured: Measured[];
}

function groupedColumns(scope: Scope, output: Grouped, asked: readonly ReportKey[]): GroupedColumns {
  const columns: CompiledColumn[] = [];
  const keys: CompiledKey[] = [];
  const measured: Measured[] = [];
  for (const [index, key] of asked.entries()) {
    const path = `output.keys.${index}`;
    const field = fieldOf(scope, key.field, path);
    const expression = field === null ? null : compileKey(scope, field, key, path);
    if (field === null || expression === null) continue;
    const type = keyType(field, key.by);
    columns.push({
      ...ofField(field),
      label: key.label ?? field.label,
      type,
      format: formatOf(scope, key.format, type, path),
      kind: 'key',
      personal: isOneEach(field, key) ? field.personal : 'none',
    });
    keys.push(expression);
  }
  for (const [index, each] of output.measures.entries()) {
    const path = `output.measures.${index}`;
    const made = compileMeasured(scope, each, path);
    if (made === null) continue;
    const { of, name, label, type, additivity, definition, pitfalls } = made;
    const format = formatOf(scope, each.format, type, path);
    columns.push({
      of,
      name,
      label,
      type,
      format,
      kind: 'measure',
      additivity,
      definition,
      pitfalls,
      personal: 'none',
    });
    measured.push(made);
  }
  if (output.showCount) {
    const definition = scope.dataset.grain;
    columns.push({
      of: null,
      name: 'Count',
      label: 'Count',
      type: 'integer',
      format: null,
      kind: 'count',
      additivity: 'additive',
      definition,
      pitfalls: null,
      personal: 'none',
    });
  }
  if (columns.length === 0)
    scope.wrong.push({ path: 'output', message: 'shows nothing: it needs a key, a measure or the count' });
  return { columns, keys, measured };
}

/** Texts in the order of a dictionary, ids that are numbers as numbers; what is blank last. Equal rows in the order of the keys, or of the data set's own. */
function orderBy(
  sort: readonly Order[],
  columns: readonly CompiledColumn[],
  scope: Scope,
  key: readonly string[],
): string {
  const parts: string[] = [];
  for (const [index, { column, direction }] of sort.entries()) {
    const sorted = columns[column];
    if (sorted === undefined) {
      scope.wrong.push({
        path: `output.sort.${index}.column`,
        message: `there is no column ${column}; the first is 0`,
      });
      continue;
    }
    parts.push(...byColumn(sorted, column, direction === 'descending' ? 'DESC' : 'ASC'));
  }
  for (const [index, column] of columns.entries())
    if (column.kind === 'key') parts.push(...byColumn(column, index, 'ASC'));
  parts.push(...key);
  return parts.length === 0 ? '' : `ORDER BY ${parts.join(', ')}`;
}

function byColumn({ type }: CompiledColumn, index: number, direction: 'ASC' | 'DESC'): string[] {
  const own = `c${index} ${direction} NULLS LAST`;
  if (type === 'text') return [`strip_accents(lower(c${index})) ${direction} NULLS LAST`, own];
  return type === 'id' ? [`try_cast(c${index} AS BIGINT) ${direction} NULLS LAST`, own] : [own];
}
