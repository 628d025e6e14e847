import { type ReportDefinition, reportDefinition } from '@illuminate/contract';

/** A question twice: as a report, and as somebody would write it who knows the tables and not the compiler. */
export interface Question {
  readonly name: string;
  readonly definition: ReportDefinition;
  readonly byHand: string;
}

type Table = 'o' | 'p' | 'e' | 'v' | 'y' | 'c';

interface Part {
  readonly sql: string;
  readonly tables: readonly Table[];
}

const JOINS: Readonly<Record<Table, string>> = {
  o: 'JOIN orders o ON o.source_id = t.order_id',
  p: 'JOIN performances p ON p.source_id = t.performance_id',
  e: 'JOIN events e ON e.source_id = t.event_id',
  v: 'LEFT JOIN venues v ON v.source_id = p.venue_id',
  y: 'LEFT JOIN ticket_types y ON y.source_id = t.ticket_type_id',
  c: 'LEFT JOIN customers c ON c.source_id = o.customer_id',
};

const KEYS: readonly (Part & { readonly key: object })[] = [
  { key: { field: 'event.name' }, sql: 'e.name', tables: ['e'] },
  { key: { field: 'performance.start', by: 'month' }, sql: `strftime(p.starts_local, '%Y-%m')`, tables: ['p'] },
  { key: { field: 'performance.start', by: 'weekday' }, sql: 'isodow(p.starts_local)', tables: ['p'] },
  { key: { field: 'venue.name' }, sql: 'v.name', tables: ['p', 'v'] },
  { key: { field: 'ticketType.name' }, sql: 'y.name', tables: ['y'] },
  { key: { field: 'order.channel' }, sql: 'o.channel', tables: ['o'] },
  { key: { field: 'order.placed', by: 'hour' }, sql: 'hour(o.first_transaction_local)', tables: ['o'] },
  { key: { field: 'order.placed', by: 'year' }, sql: 'year(o.first_transaction_local)', tables: ['o'] },
  { key: { field: 'customer.area' }, sql: 'c.area', tables: ['o', 'c'] },
  { key: { field: 'ticket.price', by: 'band', band: 5 }, sql: '(t.total_minor // 500 * 500)', tables: [] },
];

const MEASURES: readonly (Part & { readonly measure: object })[] = [
  { measure: { measure: 'tickets' }, sql: 'count(*)', tables: [] },
  { measure: { measure: 'income' }, sql: 'sum(t.total_minor)::BIGINT', tables: [] },
  { measure: { measure: 'paidTickets' }, sql: 'count(*) FILTER (t.total_minor > 0)', tables: [] },
  {
    measure: { measure: 'averagePrice' },
    sql: 'round(sum(t.total_minor) / nullif(count(*) FILTER (t.total_minor > 0), 0))::BIGINT',
    tables: [],
  },
  { measure: { measure: 'orders' }, sql: 'count(DISTINCT t.order_id)', tables: [] },
  { measure: { measure: 'bookers' }, sql: 'count(DISTINCT o.customer_id)', tables: ['o'] },
  { measure: { measure: 'performances' }, sql: 'count(DISTINCT t.performance_id)', tables: [] },
  { measure: { aggregate: 'median', field: 'ticket.price' }, sql: 'round(median(t.total_minor))::BIGINT', tables: [] },
];

const CRITERIA: readonly (Part & { readonly rule: object })[] = [
  {
    rule: { field: 'performance.start', op: 'this', value: 'financial-year' },
    sql: `p.starts_local >= TIMESTAMP '2026-04-01' AND p.starts_local < TIMESTAMP '2027-04-01'`,
    tables: ['p'],
  },
  {
    rule: { field: 'order.placed', op: 'between', value: ['2025-01-01', '2025-12-31'] },
    sql: `o.first_transaction_local >= TIMESTAMP '2025-01-01' AND o.first_transaction_local < TIMESTAMP '2026-01-01'`,
    tables: ['o'],
  },
  { rule: { field: 'ticket.price', op: 'gte', value: '15.00' }, sql: 't.total_minor >= 1500', tables: [] },
  { rule: { field: 'order.channel', op: 'eq', value: 'web' }, sql: `lower(o.channel) = 'web'`, tables: ['o'] },
  { rule: { field: 'event.name', op: 'contains', value: '1' }, sql: `contains(lower(e.name), '1')`, tables: ['e'] },
  { rule: { field: 'customer.area', op: 'startsWith', value: 'LS1' }, sql: `c.area LIKE 'LS1%'`, tables: ['o', 'c'] },
];

/** The same questions for the same seed. */
export function randomQuestions(count: number, seed = 20_261_129): Question[] {
  let state = seed;
  const below = (limit: number): number => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((state / 2 ** 32) * limit);
  };
  const some = <T>(of: readonly T[], many: number): T[] => {
    const left = [...of];
    return Array.from({ length: many }, () => left.splice(below(left.length), 1)).flat();
  };
  return Array.from({ length: count }, (_, index) => {
    const keys = some(KEYS, 1 + below(2));
    const measures = some(MEASURES, 1 + below(3));
    const criteria = some(CRITERIA, below(3));
    return {
      name: `random ${String(index + 1).padStart(2)}`,
      definition: reportDefinition.parse({
        v: 1,
        type: 'sales',
        criteria: { match: 'all', items: criteria.map(({ rule }) => rule) },
        output: { mode: 'grouped', keys: keys.map(({ key }) => key), measures: measures.map(({ measure }) => measure) },
      }),
      byHand: `SELECT ${[...keys, ...measures].map(({ sql }) => sql).join(', ')} ${fromOf([...keys, ...measures, ...criteria])}
        ${whereOf(criteria)} GROUP BY ${keys.map((_key, at) => at + 1).join(', ')}`,
    };
  });
}

/** What is counted while criteria are put together, each beside the plainest way to count the same. */
export function countQuestions(): Question[] {
  return [[], ...CRITERIA.map((each) => [each]), CRITERIA.slice(0, 3)].map((criteria, index) => ({
    name: criteria.length === 0 ? 'count, all' : `count ${index}`,
    definition: reportDefinition.parse({
      v: 1,
      type: 'sales',
      criteria: { match: 'all', items: criteria.map(({ rule }) => rule) },
      output: { mode: 'grouped', keys: [], showCount: true },
    }),
    byHand: `SELECT count(*) ${fromOf(criteria)} ${whereOf(criteria)}`,
  }));
}

function fromOf(parts: readonly Part[]): string {
  const used = new Set(parts.flatMap(({ tables }) => tables));
  const joins = (Object.keys(JOINS) as Table[]).filter((table) => used.has(table)).map((table) => JOINS[table]);
  return ['FROM tickets t', ...joins].join(' ');
}

const whereOf = (criteria: readonly Part[]): string =>
  `WHERE ${['t.deleted_at IS NULL', ...criteria.map(({ sql }) => sql)].join(' AND ')}`;
