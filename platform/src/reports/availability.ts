import type { Connector, TableColumn } from '@illuminate/connector-kit';
import type { ConnectionSummary, Output } from '@illuminate/contract';
import type { TableName } from '@illuminate/model';

export type Availability = Output<'listReportFields'>['fields'][number]['availability'];
/** A table of the store, or one column of it. */
export type Source = TableName | TableColumn;

/** What comes with orders, without a stream of its own. */
const WITH_ORDERS: readonly TableName[] = ['tickets', 'order_items'];
/** What a delivery may hold. */
const DELIVERED: readonly TableName[] = [
  'venues',
  'events',
  'performances',
  'ticket_types',
  'customers',
  'orders',
  ...WITH_ORDERS,
];

const EVERYWHERE: Availability = { isSupplied: true, sentence: null };

/** Tells of each source whether an organisation's box offices supply it: all of them, some, or none. */
export function availabilityFor(
  connectors: ReadonlyMap<string, Connector>,
  connections: readonly Pick<ConnectionSummary, 'provider'>[],
): (source: Source) => Availability {
  const providers = [...new Map(connections.map(({ provider }) => [provider.id, provider.title]))].map(
    ([id, title]) => ({ title, supplied: suppliedBy(connectors.get(id)) }),
  );
  return (source) => {
    const without = providers.filter(({ supplied }) => !supplied(source)).map(({ title }) => title);
    if (without.length === 0) return EVERYWHERE;
    const isSupplied = without.length < providers.length;
    const names = without.join(' and ');
    return {
      isSupplied,
      sentence: isSupplied
        ? `Not supplied by ${names}: what comes from there is blank here.`
        : `Not supplied by ${names}.`,
    };
  };
}

function suppliedBy(connector: Connector | undefined): (source: Source) => boolean {
  const tables = new Set<string>();
  for (const { name } of connector?.streams ?? []) {
    tables.add(name.replaceAll('-', '_'));
    if (name === 'orders') for (const table of WITH_ORDERS) tables.add(table);
  }
  const isHandedOver = connector?.takesDeliveries === true || connector?.methods?.includes('upload') === true;
  if (isHandedOver) for (const table of DELIVERED) tables.add(table);
  if (connector?.totals !== undefined) tables.add('capacity_snapshots');
  const never = new Set<string>(connector?.neverTells);
  return (source) => tables.has(source.split('.')[0] ?? '') && !never.has(source);
}

/** Of what is made of several sources: as little as the least of them. */
export function leastOf(availabilities: readonly Availability[]): Availability {
  return (
    availabilities.find(({ isSupplied }) => !isSupplied) ??
    availabilities.find(({ sentence }) => sentence !== null) ??
    EVERYWHERE
  );
}
