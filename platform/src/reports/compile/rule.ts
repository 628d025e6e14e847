import { type Operator, PERIODS, type Period, type Rule } from '@illuminate/contract';
import { currencyDigits, numberToMinor, parseDecimal, parseWall } from '@illuminate/model';
import type { Parameter } from '../../warehouse/store-types.ts';
import type { Field, FieldType } from '../registry/registry-types.ts';
import { periodOf, spanOf } from './periods.ts';
import { joinOf, type Scope } from './statement.ts';
import { type Between, EVER, instantsWithin } from './wall-of-instant.ts';

const DAY = 86_400_000;

const BLANKS = ['blank', 'notBlank'] as const;
const NUMBERS = ['eq', 'neq', 'lt', 'lte', 'gt', 'gte', 'between', 'in', 'notIn', ...BLANKS] as const;

/** What may be asked of values of a type. */
export const OPERATORS_OF: Readonly<Record<FieldType, readonly Operator[]>> = {
  text: ['eq', 'neq', 'in', 'notIn', 'contains', 'notContains', 'startsWith', ...BLANKS],
  id: ['eq', 'neq', 'in', 'notIn', ...BLANKS],
  choice: ['eq', 'neq', 'in', 'notIn', ...BLANKS],
  integer: NUMBERS,
  money: NUMBERS,
  wall: ['on', 'before', 'after', 'between', 'inLast', 'inNext', 'this', 'previous', ...BLANKS],
  boolean: ['eq', ...BLANKS],
};

/** As `compileCriteria` compares texts: without regard to case and accents. */
export const folded = (text: string): string => `strip_accents(lower(${text}))`;

/** What is never blank, also where nothing was joined. */
const NEVER_BLANK = /^coalesce\(.*, 0\)$/;
const INSTANT = /^\$wall\(([\w.]+)\)$/;

/**
 * One rule as a condition that is never null; null, with the fault told, where the rule makes no sense.
 * @param isDecisive whether a row that does not hold to it does not match
 */
export function compileRule(
  scope: Scope,
  field: Field,
  rule: Rule,
  { path, isDecisive }: { readonly path: string; readonly isDecisive: boolean },
): string | null {
  const refuse = (message: string, at = 'value'): null => {
    scope.wrong.push({ path: `${path}.${at}`, message });
    return null;
  };
  if (!OPERATORS_OF[field.type].includes(rule.op)) {
    return refuse(`${field.label} cannot be asked so; it takes ${OPERATORS_OF[field.type].join(', ')}`, 'op');
  }
  // Days of an instant are compared as instants.
  const instant = INSTANT.exec(field.sql)?.[1] ?? null;
  const expression = scope.expression(field);
  const value = instant ?? expression;
  if (rule.op === 'blank') return `(${value} IS NULL)`;
  const isNeeded = isDecisive && rule.orBlank !== true && !NEVER_BLANK.test(field.sql);
  if (isNeeded) scope.required.add(joinOf(field));
  if (rule.op === 'notBlank') return `(${value} IS NOT NULL)`;
  const within = (days: Between): string => {
    const spans = instant === null ? [days] : instantsWithin(days, scope.setting.zone);
    if (instant !== null && isNeeded) keepWithin(scope, instant, spans);
    return spans.length === 0 ? 'false' : `(${spans.map((span) => isWithin(value, span)).join(' OR ')})`;
  };
  const condition =
    field.type === 'wall'
      ? compileWall(scope, within, rule, refuse)
      : compare(scope, field, field.type === 'text' ? folded(value) : value, rule, refuse);
  if (condition === null) return null;
  return rule.orBlank === true ? `(${value} IS NULL OR (${condition}))` : `(${value} IS NOT NULL AND (${condition}))`;
}

function keepWithin({ within }: Scope, instant: string, spans: readonly Between[]): void {
  const known = within.get(instant) ?? EVER;
  const [first, last] = [spans[0] ?? known, spans.at(-1) ?? known];
  within.set(instant, { from: Math.max(known.from, first.from), to: Math.min(known.to, last.to) });
}

/** Of times that are numbers: none of these texts is a caller's, and a store can skip what does not lie between them. */
function isWithin(value: string, { from, to }: Between): string {
  const at = (moment: number): string => `make_timestamp_ms(${BigInt(moment)})`;
  const parts = [
    ...(Number.isFinite(from) ? [`${value} >= ${at(from)}`] : []),
    ...(Number.isFinite(to) ? [`${value} < ${at(to)}`] : []),
  ];
  return parts.length === 0 ? 'true' : parts.join(' AND ');
}

export type Refuse = (message: string, at?: string) => null;

const SYMBOLS: Partial<Record<Operator, string>> = { eq: '=', neq: '<>', lt: '<', lte: '<=', gt: '>', gte: '>=' };

/** A list of so many values is looked up in, instead of being gone through for each row. */
const LONG_LIST = 20;

/** Texts, numbers, amounts and choices. `left` is not null where this is asked; of texts it is folded. */
export function compare(
  scope: Scope,
  field: Field,
  left: string,
  { op, value: asked }: Rule,
  refuse: Refuse,
): string | null {
  const isFolded = field.type === 'text';
  const placed = (parameter: Parameter): string => {
    // A number is no text that could mean something else.
    if (typeof parameter === 'bigint') return `${parameter}::BIGINT`;
    const bound = scope.bind(parameter);
    if (isFolded) return folded(`${bound}::VARCHAR`);
    return field.type === 'boolean' ? `${bound}::BOOLEAN` : `${bound}::VARCHAR`;
  };
  if (op === 'in' || op === 'notIn') {
    if (!Array.isArray(asked) || asked.length === 0) return refuse('needs at least one value');
    const values: Parameter[] = [];
    for (const each of asked) {
      const read = readValue(scope, field, each, refuse);
      if (read === null) return null;
      values.push(read);
    }
    const isLong = values.length > LONG_LIST && values.every((each) => typeof each === 'string');
    const list = isLong ? longList(scope, values, isFolded) : values.map(placed).join(', ');
    return `${left} ${op === 'in' ? 'IN' : 'NOT IN'} (${list})`;
  }
  if (op === 'between') {
    if (!Array.isArray(asked) || asked.length !== 2) return refuse('needs two values');
    const [from, to] = [readValue(scope, field, asked[0], refuse), readValue(scope, field, asked[1], refuse)];
    return from === null || to === null ? null : `${left} BETWEEN ${placed(from)} AND ${placed(to)}`;
  }
  const read = readValue(scope, field, asked, refuse);
  if (read === null) return null;
  if (op === 'contains') return `contains(${left}, ${placed(read)})`;
  if (op === 'notContains') return `NOT contains(${left}, ${placed(read)})`;
  if (op === 'startsWith') return `starts_with(${left}, ${placed(read)})`;
  return `${left} ${SYMBOLS[op] ?? '='} ${placed(read)}`;
}

/** Texts as one parameter. Half of a pair of surrogates is what JSON of the store's cannot hold, and no text has it. */
function longList(scope: Scope, values: readonly Parameter[], isFolded: boolean): string {
  const texts = values.map((value) => String(value).replaceAll(/\p{Cs}/gu, '\ufffd'));
  const given = `(SELECT unnest(from_json(${scope.bind(JSON.stringify(texts))}::JSON, '["VARCHAR"]')) AS given)`;
  return `SELECT ${isFolded ? folded('given') : 'given'} FROM ${given}`;
}

function readValue({ setting }: Scope, field: Field, value: unknown, refuse: Refuse): Parameter {
  switch (field.type) {
    case 'text':
    case 'id':
      if (typeof value === 'number' && Number.isInteger(value)) return String(value);
      if (typeof value === 'string' && value !== '') return value;
      return refuse('needs a text');
    case 'choice':
      if (typeof value === 'string' && field.choices?.includes(value)) return value;
      return refuse(`is none of ${field.choices?.join(', ')}`);
    case 'integer':
      if (typeof value === 'number' && Number.isSafeInteger(value)) return BigInt(value);
      return refuse('needs a whole number');
    case 'money': {
      const minor =
        typeof value === 'number'
          ? numberToMinor(value, setting.currency)
          : typeof value === 'string'
            ? parseDecimal(value, setting.currency)
            : null;
      return minor === null
        ? refuse(`needs an amount in ${setting.currency}, with at most ${currencyDigits(setting.currency)} decimals`)
        : BigInt(minor);
    }
    case 'boolean':
      return typeof value === 'boolean' ? value : refuse('needs true or false');
    case 'wall':
      return refuse('needs a day');
  }
}

const isPeriod = (value: unknown): value is Period => (PERIODS as readonly unknown[]).includes(value);

/** Days are whole: half-open from one midnight to another, in wall time. */
function compileWall(
  scope: Scope,
  within: (days: Between) => string,
  { op, value: asked }: Rule,
  refuse: Refuse,
): string | null {
  const { today, financialYearStart } = scope.setting;
  if (op === 'this' || op === 'previous') {
    if (!isPeriod(asked)) return refuse(`needs one of ${PERIODS.join(', ')}`);
    return within(periodOf(today, asked, op === 'this' ? 0 : -1, financialYearStart));
  }
  if (op === 'inLast' || op === 'inNext') {
    if (typeof asked !== 'object' || Array.isArray(asked)) return refuse('needs a count and a unit');
    return within(spanOf(today, op, asked.count, asked.unit));
  }
  const days = (Array.isArray(asked) ? asked : [asked]).map((day) =>
    typeof day === 'string' && /^\d{4}-\d{2}-\d{2}$/.test(day) ? parseWall(day) : null,
  );
  const [first, second] = days;
  if (days.length !== (op === 'between' ? 2 : 1) || days.includes(null)) {
    return refuse(op === 'between' ? 'needs two days, like 2022-01-01 and 2022-12-31' : 'needs a day, like 2022-12-31');
  }
  if (first === undefined || first === null) return null;
  if (op === 'before') return within({ from: Number.NEGATIVE_INFINITY, to: first });
  if (op === 'after') return within({ from: first + DAY, to: Number.POSITIVE_INFINITY });
  const last = op === 'between' ? (second ?? first) : first;
  if (last < first) return refuse('the second day is before the first');
  return within({ from: first, to: last + DAY });
}
