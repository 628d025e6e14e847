// Test support: what a report means, worked out row by row in TypeScript. Written from the meaning of each word, and shares nothing
// with the compiler: where both say the same, both are likely to be right.
import type { Group, HasBlock, ReportDefinition, ReportKey, ReportMeasured, Rule } from '@illuminate/contract';
import { TODAY, type World } from './made-world-for-tests.ts';
import { type Cell, fieldCell, type Known, NAIVE_FIELDS, rowsOf, sum, type Things } from './naive-rows-for-tests.ts';

const DAY = 86_400_000;

const fold = (text: string): string =>
  text
    .toLowerCase()
    .normalize('NFD')
    .replaceAll(/\p{Mn}/gu, '')
    .normalize('NFC');

const dayOf = (wall: number): number => Math.floor(wall / DAY) * DAY;
const textOf = (day: number): string => new Date(day).toISOString().slice(0, 10);

/** The day before or after by whole months; the 31st becomes the last of a shorter month. */
function monthsAway(day: number, months: number): number {
  const [year = 0, month = 0, date = 0] = textOf(day).split('-').map(Number);
  const index = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(index / 12), index % 12];
  for (let length = date; ; length -= 1) {
    const at = Date.UTC(toYear, toMonth, length);
    if (new Date(at).getUTCMonth() === toMonth) return at;
  }
}

const financialYear = (day: number): number => {
  const [year = 0, month = 0] = textOf(day).split('-').map(Number);
  return month >= 4 ? year : year - 1;
};
const quarter = (day: number): number => {
  const [year = 0, month = 0] = textOf(day).split('-').map(Number);
  return year * 4 + Math.floor((month - 1) / 3);
};
const month = (day: number): number => {
  const [year = 0, each = 0] = textOf(day).split('-').map(Number);
  return year * 12 + each - 1;
};
/** 1 January 1970 was a Thursday. */
const week = (day: number): number => Math.floor((day / DAY + 3) / 7);

const NUMBER_OF: Readonly<Record<string, (day: number) => number>> = {
  day: (day) => day / DAY,
  week,
  month,
  quarter,
  year: (day) => Number(textOf(day).slice(0, 4)),
  'financial-year': financialYear,
};

function isInSpan(day: number, op: 'inLast' | 'inNext', count: number, unit: string): boolean {
  const tomorrow = TODAY + DAY;
  const away = (units: number): number =>
    unit === 'day'
      ? tomorrow + units * DAY
      : unit === 'week'
        ? tomorrow + units * 7 * DAY
        : monthsAway(tomorrow, units * ({ month: 1, quarter: 3 }[unit] ?? 12));
  return op === 'inLast' ? day >= away(-count) && day < tomorrow : day >= tomorrow && day < away(count);
}

function holds(rule: Rule, row: Things): boolean {
  const { type } = NAIVE_FIELDS[rule.field] as Known;
  const value = fieldCell(row, rule.field);
  if (rule.op === 'blank') return value === null;
  if (rule.op === 'notBlank') return value !== null;
  if (value === null) return rule.orBlank === true;
  const { op, value: asked } = rule;
  if (type === 'wall') {
    const day = dayOf(Number(value));
    const number = NUMBER_OF[typeof asked === 'string' ? asked : ''];
    if (op === 'this') return number?.(day) === number?.(TODAY);
    if (op === 'previous') return number?.(day) === Number(number?.(TODAY)) - 1;
    if (op === 'inLast' || op === 'inNext') {
      const { count, unit } = asked as { count: number; unit: string };
      return isInSpan(day, op, count, unit);
    }
    const text = textOf(day);
    const [first, second] = (Array.isArray(asked) ? asked : [asked]).map(String);
    if (op === 'on') return text === first;
    if (op === 'before') return text < String(first);
    if (op === 'after') return text > String(first);
    return text >= String(first) && text <= String(second);
  }
  const plain = (each: unknown): Cell => {
    if (type === 'text') return fold(String(each));
    if (type === 'money') return Math.round(Number(each) * 100);
    return type === 'exact' ? String(each) : (each as Cell);
  };
  const own = type === 'text' ? fold(String(value)) : value;
  const list = (Array.isArray(asked) ? asked : [asked]).map(plain);
  const [first = null, second = null] = list;
  switch (op) {
    case 'eq':
      return own === first;
    case 'neq':
      return own !== first;
    case 'in':
      return list.includes(own);
    case 'notIn':
      return !list.includes(own);
    case 'contains':
      return String(own).includes(String(first));
    case 'notContains':
      return !String(own).includes(String(first));
    case 'startsWith':
      return String(own).startsWith(String(first));
    case 'lt':
      return Number(own) < Number(first);
    case 'lte':
      return Number(own) <= Number(first);
    case 'gt':
      return Number(own) > Number(first);
    case 'gte':
      return Number(own) >= Number(first);
    default:
      return Number(own) >= Number(first) && Number(own) <= Number(second);
  }
}

const VIA: Readonly<Record<HasBlock['via'], (row: Things) => unknown>> = {
  order: (row) => row.order?.source_id ?? null,
  customer: (row) => (row.order === undefined ? row.customer?.source_id : row.order?.customer_id) ?? null,
  event: (row) => (row.ticket ?? row.performance)?.event_id ?? null,
  performance: (row) => row.ticket?.performance_id ?? row.performance?.source_id ?? null,
};

function matches(world: World, group: Group, row: Things): boolean {
  const items = group.items.filter((item) => !isEmpty(item));
  if (items.length === 0) return true;
  const one = (item: Group['items'][number]): boolean => {
    if ('field' in item) return holds(item, row);
    if (!('has' in item)) return matches(world, item, row);
    const shared = VIA[item.via](row);
    const others = rowsOf(world, item.of).filter(
      (other) => VIA[item.via](other) === shared && matches(world, item.where, other),
    );
    const count = shared === null ? 0 : others.length;
    return item.has === 'none' ? count === 0 : count >= (typeof item.has === 'object' ? item.has.atLeast : 1);
  };
  if (group.match === 'all') return items.every(one);
  return group.match === 'any' ? items.some(one) : !items.some(one);
}

/** A group in which nothing is asked says nothing, wherever it stands. */
function isEmpty(item: Group['items'][number]): boolean {
  return 'items' in item && item.items.every(isEmpty);
}

function keyCell(row: Things, { field, by, band }: ReportKey): Cell {
  const value = fieldCell(row, field);
  if (value === null || by === 'value') return value;
  if (by === 'band') {
    const width = NAIVE_FIELDS[field]?.type === 'money' ? Math.round((band ?? 1) * 100) : Math.round(band ?? 1);
    return Math.floor(Number(value) / width) * width;
  }
  const day = dayOf(Number(value));
  const text = textOf(day);
  const year = Number(text.slice(0, 4));
  switch (by) {
    case 'year':
      return year;
    case 'financial-year':
      return `${financialYear(day)}/${String((financialYear(day) + 1) % 100).padStart(2, '0')}`;
    case 'quarter':
      return `${year} Q${(quarter(day) % 4) + 1}`;
    case 'month':
      return text.slice(0, 7);
    case 'week':
      return textOf((week(day) * 7 - 3) * DAY);
    case 'weekday':
      return ((day / DAY + 3) % 7) + 1;
    case 'hour':
      return Math.floor((Number(value) - day) / 3_600_000);
    default:
      return text;
  }
}

/** The different things of a kind that rows lead to. */
function things(rows: readonly Things[], of: string): Readonly<Record<string, unknown>>[] {
  const found = new Map<unknown, Readonly<Record<string, unknown>>>();
  for (const row of rows) {
    const thing = row[of] ?? null;
    if (thing !== null) found.set(thing.source_id, thing);
  }
  return [...found.values()];
}

const divide = (one: number, other: number): number | null => (other === 0 ? null : one / other);
const rounded = (value: number | null): number | null =>
  value === null ? null : Math.sign(value) * Math.round(Math.abs(value));

const MEASURES: Readonly<Record<string, (rows: readonly Things[]) => Cell>> = {
  tickets: (rows) => things(rows, 'ticket').length,
  paidTickets: (rows) => things(rows, 'ticket').filter(({ total_minor }) => Number(total_minor) > 0).length,
  income: (rows) => sum(things(rows, 'ticket').map(({ total_minor }) => Number(total_minor))),
  averagePrice: (rows) => rounded(divide(Number(MEASURES.income?.(rows)), Number(MEASURES.paidTickets?.(rows)))),
  orders: (rows) => things(rows, 'order').length,
  // Known by what they ordered; without an order a row is a booker's own.
  bookers: (rows) =>
    new Set(
      rows.flatMap(({ order, customer }) => (order === undefined ? customer?.source_id : order?.customer_id) ?? []),
    ).size,
  fees: (rows) => sum(things(rows, 'order').map(({ charges_minor }) => Number(charges_minor))),
  performances: (rows) => things(rows, 'performance').length,
  events: (rows) => things(rows, 'event').length,
  capacity: (rows) => sum(things(rows, 'performance').map(({ capacity }) => Number(capacity ?? 0))),
  ticketsOfPerformances: (rows) => sum(things(rows, 'sold').map(({ tickets }) => Number(tickets))),
  occupancy: (rows) => divide(Number(MEASURES.ticketsOfPerformances?.(rows)), Number(MEASURES.capacity?.(rows))),
  net: (rows) => sum(things(rows, 'movement').map(({ quantity }) => Number(quantity))),
  returned: (rows) => things(rows, 'movement').filter(({ kind }) => kind === 'return').length,
  netIncome: (rows) => sum(things(rows, 'movement').map(({ amount }) => Number(amount))),
};
export const NAIVE_MEASURES = Object.keys(MEASURES);

function measuredCell(rows: readonly Things[], measured: ReportMeasured): Cell {
  if ('measure' in measured) return MEASURES[measured.measure]?.(rows) ?? null;
  const field = NAIVE_FIELDS[measured.field] as Known;
  const values = things(rows, field.of)
    .map((thing) => field.value(thing))
    .filter((value) => value !== null);
  const missing = rows.some((row) => (row[field.of] ?? null) === null) ? field.value(null) : null;
  const once = missing === null ? values : [...values, missing];
  const ordered = values.map(Number).sort((a, b) => a - b);
  const isMoney = field.type === 'money';
  const at = (share: number): number | null => {
    if (ordered.length === 0) return null;
    const place = share * (ordered.length - 1);
    const [low, high] = [ordered[Math.floor(place)] ?? 0, ordered[Math.ceil(place)] ?? 0];
    const value = low + (high - low) * (place - Math.floor(place));
    return isMoney ? rounded(value) : value;
  };
  const extreme = (sign: number): Cell =>
    once.reduce<Cell>(
      (best, value) => (best === null || compare(field.type, value, best) * sign > 0 ? value : best),
      null,
    );
  switch (measured.aggregate) {
    case 'count':
      return values.length;
    case 'countDistinct':
      return new Set(once).size;
    case 'sum':
      return values.length === 0 ? null : sum(ordered);
    case 'average':
      return values.length === 0
        ? null
        : isMoney
          ? rounded(sum(ordered) / values.length)
          : sum(ordered) / values.length;
    case 'min':
      return extreme(-1);
    case 'max':
      return extreme(1);
    case 'median':
      return at(0.5);
    case 'p25':
      return at(0.25);
    case 'p75':
      return at(0.75);
  }
}

/** Names as in a dictionary, and the same name by its bytes; what is a number as one, before what is none. */
function compare(type: Known['type'], a: Cell, b: Cell): number {
  if (typeof a !== 'string' || typeof b !== 'string') return Number(a) - Number(b);
  const bytes = (one: string, other: string): number => Buffer.compare(Buffer.from(one), Buffer.from(other));
  if (type === 'text') return bytes(fold(a), fold(b)) || bytes(a, b);
  const [isNumber, isOtherNumber] = [/^\d+$/.test(a), /^\d+$/.test(b)];
  if (isNumber && isOtherNumber) return Number(a) - Number(b);
  return Number(isOtherNumber) - Number(isNumber) || bytes(a, b);
}

/** The rows of a report, in no order. */
export function naiveReport(world: World, { type, criteria, output }: ReportDefinition): Cell[][] {
  const rows = rowsOf(world, type).filter((row) => matches(world, criteria, row));
  if (output.mode === 'rows') return rows.map((row) => output.columns.map(({ field }) => fieldCell(row, field)));
  const groups = new Map<string, { keys: Cell[]; rows: Things[] }>();
  if (output.keys.length === 0) groups.set('[]', { keys: [], rows: [] });
  for (const row of rows) {
    const keys = output.keys.map((key) => keyCell(row, key));
    const group = groups.get(JSON.stringify(keys)) ?? { keys, rows: [] };
    group.rows.push(row);
    groups.set(JSON.stringify(keys), group);
  }
  return [...groups.values()]
    .filter((group) => output.atLeast === undefined || group.rows.length >= output.atLeast)
    .filter((group) => output.atMost === undefined || group.rows.length <= output.atMost)
    .map((group) => [
      ...group.keys,
      ...output.measures.map((measured) => measuredCell(group.rows, measured)),
      ...(output.showCount ? [group.rows.length] : []),
    ]);
}
