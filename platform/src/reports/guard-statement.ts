import type { Store } from '../warehouse/store-types.ts';

/** What a compiled report may read. */
const TABLES: ReadonlySet<string> = new Set([
  'counted_tickets',
  'counted_movements',
  'counted_orders',
  'counted_performances',
  'tickets',
  'ticket_movements',
  'orders',
  'customers',
  'events',
  'performances',
  'venues',
  'ticket_types',
  'ticket_classes',
  'capacity_snapshots',
  'counted_performance_counts',
  'performance_counts',
]);

/**
 * Reads a compiled statement as the store's own parser does, before it runs. The compiler puts no text of a caller into it; should
 * that ever fail, nothing but known tables can be read, and no function that reads files or the catalogue.
 * @throws Error if it names anything else: that is a fault of ours
 */
export async function guardStatement(store: Pick<Store, 'query'>, sql: string): Promise<void> {
  const [row] = await store.query('SELECT json_serialize_sql($1::VARCHAR)::VARCHAR AS parsed', [sql]);
  const parsed: unknown = JSON.parse(typeof row?.parsed === 'string' ? row.parsed : 'null');
  if (
    !isRecord(parsed) ||
    parsed.error !== false ||
    !Array.isArray(parsed.statements) ||
    parsed.statements.length !== 1
  ) {
    throw new Error('a report was compiled to something other than one SELECT');
  }
  const names = new Set<string>();
  collectNames(parsed, names);
  look(parsed, names);
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

/** What WITH gives a name to. */
function collectNames(node: unknown, names: Set<string>): void {
  if (Array.isArray(node)) for (const each of node) collectNames(each, names);
  if (!isRecord(node)) return;
  if (isRecord(node.cte_map) && Array.isArray(node.cte_map.map)) {
    for (const entry of node.cte_map.map) if (isRecord(entry) && typeof entry.key === 'string') names.add(entry.key);
  }
  for (const each of Object.values(node)) collectNames(each, names);
}

function look(node: unknown, names: ReadonlySet<string>): void {
  if (Array.isArray(node)) for (const each of node) look(each, names);
  if (!isRecord(node)) return;
  if (node.type === 'TABLE_FUNCTION') throw new Error('a compiled report calls a table function');
  if (node.type === 'BASE_TABLE') {
    const isQualified = [node.schema_name, node.catalog_name].some((name) => typeof name === 'string' && name !== '');
    const name = String(node.table_name);
    if (isQualified || !(TABLES.has(name) || names.has(name)))
      throw new Error('a compiled report reads what it may not');
  }
  for (const each of Object.values(node)) look(each, names);
}
