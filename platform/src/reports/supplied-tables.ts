import type { Connector } from '@illuminate/connector-kit';
import type { ConnectionSummary } from '@illuminate/contract';

/** What comes with orders, without a stream of its own. */
const WITH_ORDERS = ['tickets', 'order_items'];
/** What a delivery may hold. */
const DELIVERED = ['venues', 'events', 'performances', 'ticket_types', 'customers', 'orders', ...WITH_ORDERS];

/** The tables that a set of connections can fill. */
export function suppliedTables(
  connectors: ReadonlyMap<string, Connector>,
  connections: readonly Pick<ConnectionSummary, 'provider'>[],
): ReadonlySet<string> {
  const tables = new Set<string>();
  for (const { provider } of connections) {
    const connector = connectors.get(provider.id);
    for (const { name } of connector?.streams ?? []) {
      tables.add(name.replaceAll('-', '_'));
      if (name === 'orders') for (const table of WITH_ORDERS) tables.add(table);
    }
    if (connector?.takesDeliveries === true) for (const table of DELIVERED) tables.add(table);
    if (connector?.totals !== undefined) tables.add('capacity_snapshots');
  }
  return tables;
}
