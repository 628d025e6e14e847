import { TABLES, type TableName } from '@illuminate/model';
import type { Store } from '../../platform/src/warehouse/store-types.ts';

/** The tables that say how things stand now. */
export const STATE_TABLES = [
  'venues',
  'events',
  'performances',
  'ticket_types',
  'orders',
  'order_items',
  'tickets',
  'customers',
] as const satisfies readonly TableName[];

export type Row = Readonly<Record<string, unknown>>;
export type State = Readonly<Record<(typeof STATE_TABLES)[number], readonly Row[]>>;

/** The part of a store that both `Store` and a file opened by hand have. */
export type Select = (sql: string) => Promise<Record<string, unknown>[]>;

export const selectFrom =
  (store: Store): Select =>
  (sql) =>
    store.query(sql);

/** The live rows of every state table, sorted, with what the box office said and nothing of when we saw it. */
export async function readState(select: Select): Promise<State> {
  const state: Partial<Record<TableName, Row[]>> = {};
  for (const table of STATE_TABLES) {
    const columns = Object.keys(TABLES[table]).join(', ');
    state[table] = await select(`SELECT ${columns} FROM ${table} WHERE deleted_at IS NULL ORDER BY ALL`);
  }
  return state as State;
}

/**
 * What must hold in any store, as sentences about what does not. `catalogueRead` adds what holds once every list has been read.
 */
export async function brokenRules(select: Select, { catalogueRead }: { catalogueRead: boolean }): Promise<string[]> {
  const broken: string[] = [];
  const none = async (what: string, sql: string): Promise<void> => {
    const rows = await select(sql);
    if (rows.length > 0) broken.push(`${what}: ${rows.length}, such as ${JSON.stringify(rows.slice(0, 3))}`);
  };
  for (const table of STATE_TABLES) {
    await none(
      `${table} have a key twice`,
      `SELECT source_id, count(*) AS n FROM ${table} GROUP BY connection_id, source_id HAVING count(*) > 1`,
    );
  }
  await none('movements have an id twice', 'SELECT movement_id FROM ticket_movements GROUP BY ALL HAVING count(*) > 1');
  await none(
    'tickets whose movements are not counted one, two, three',
    `SELECT t.source_id, t.movements, m.n, m.top FROM tickets t JOIN (SELECT ticket_id, count(*) AS n, max(ordinal) AS top,
       count(DISTINCT ordinal) AS d FROM ticket_movements GROUP BY ticket_id) m ON m.ticket_id = t.source_id
     WHERE NOT (t.movements = m.n AND m.n = m.top AND m.n = m.d)`,
  );
  await none(
    'tickets whose movements do not sum to their state',
    `SELECT coalesce(t.source_id, m.ticket_id) AS ticket, t.deleted_at IS NULL AS live, m.quantity, m.amount, t.total_minor
     FROM tickets t FULL JOIN (SELECT ticket_id, sum(quantity) AS quantity, sum(amount_minor) AS amount
       FROM ticket_movements GROUP BY ticket_id) m ON m.ticket_id = t.source_id
     WHERE t.source_id IS NULL OR m.ticket_id IS NULL
       OR m.quantity <> CASE WHEN t.deleted_at IS NULL THEN 1 ELSE 0 END
       OR m.amount <> CASE WHEN t.deleted_at IS NULL THEN t.total_minor ELSE 0 END`,
  );
  const live = (table: string): string => `(FROM ${table} WHERE deleted_at IS NULL)`;
  const dangling: [string, string, string][] = [
    ['tickets', 'order_id', 'orders'],
    ['tickets', 'event_id', 'events'],
    ['tickets', 'performance_id', 'performances'],
    ['tickets', 'ticket_type_id', 'ticket_types'],
    ['order_items', 'order_id', 'orders'],
    ['orders', 'customer_id', 'customers'],
    ['performances', 'event_id', 'events'],
  ];
  if (catalogueRead) dangling.push(['performances', 'venue_id', 'venues']);
  for (const [table, column, other] of dangling) {
    await none(
      `${table} name ${other} that are not there`,
      `SELECT t.source_id, t.${column} FROM ${live(table)} t ANTI JOIN ${live(other)} o ON o.source_id = t.${column}
       WHERE t.${column} IS NOT NULL`,
    );
  }
  return broken;
}

/** Differences between two states, as a person reads them; empty where they are equal. */
export function differences(ours: State, theirs: State): string[] {
  const found: string[] = [];
  for (const table of STATE_TABLES) {
    const keyed = (rows: readonly Row[]): Map<string, string> =>
      new Map(rows.map((row) => [String(row.source_id), JSON.stringify(row)]));
    const [a, b] = [keyed(ours[table]), keyed(theirs[table])];
    for (const [key, row] of a) {
      const other = b.get(key);
      if (other === undefined) found.push(`${table} ${key}: only in ours: ${row}`);
      else if (other !== row) found.push(`${table} ${key}: ours ${row}, theirs ${other}`);
    }
    for (const [key, row] of b) if (!a.has(key)) found.push(`${table} ${key}: only in theirs: ${row}`);
  }
  return found;
}
