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

/** What of a connection tells what comes from it. */
type Supplying = Pick<ConnectionSummary, 'provider'> & { readonly counts: Pick<ConnectionSummary['counts'], 'orders'> };

/** Tells of each source whether an organisation's box offices supply it: all of them, some, or none; or not before a delivery arrives. */
export function availabilityFor(
  connectors: ReadonlyMap<string, Connector>,
  connections: readonly Supplying[],
): (source: Source) => Availability {
  const titles = new Map(connections.map(({ provider }) => [provider.id, provider.title]));
  const providers = [...titles].map(([id, title]) => {
    const hasSales = connections.some(({ provider, counts }) => provider.id === id && counts.orders > 0);
    return { title, suppliedBy: suppliedBy(connectors.get(id), hasSales) };
  });
  return (source) => {
    const named = (wanted: Supplied): string[] =>
      providers.filter((one) => one.suppliedBy(source) === wanted).map(({ title }) => title);
    const [without, waiting] = [named('no'), named('by-delivery')];
    if (without.length + waiting.length === 0) return EVERYWHERE;
    const isSupplied = without.length + waiting.length < providers.length;
    const blank = isSupplied ? ': what comes from there is blank here.' : '.';
    const sentences = [
      ...(without.length === 0 ? [] : [`Not supplied by ${without.join(' and ')}${blank}`]),
      ...(waiting.length === 0 ? [] : [`Not supplied yet by ${waiting.join(' and ')}: it arrives by delivery.`]),
    ];
    return { isSupplied, sentence: sentences.join(' ') };
  };
}

type Supplied = 'yes' | 'no' | 'by-delivery';

/** `hasSales`: whether any have arrived, in whatever way. */
function suppliedBy(connector: Connector | undefined, hasSales: boolean): (source: Source) => Supplied {
  const tables = new Set<string>();
  for (const { name } of connector?.streams ?? []) {
    tables.add(name.replaceAll('-', '_'));
    if (name === 'orders') for (const table of WITH_ORDERS) tables.add(table);
  }
  if (connector?.methods?.includes('upload') === true) for (const table of DELIVERED) tables.add(table);
  if (connector?.totals !== undefined) tables.add('capacity_snapshots');
  const delivered = new Set<string>(connector?.takesDeliveries === true ? DELIVERED : []);
  const never = new Set<string>(connector?.neverTells);
  return (source) => {
    const table = source.split('.')[0] ?? '';
    if (never.has(source)) return 'no';
    if (tables.has(table)) return 'yes';
    if (!delivered.has(table)) return 'no';
    return hasSales ? 'yes' : 'by-delivery';
  };
}

/** Of what is made of several sources: as little as the least of them. */
export function leastOf(availabilities: readonly Availability[]): Availability {
  return (
    availabilities.find(({ isSupplied }) => !isSupplied) ??
    availabilities.find(({ sentence }) => sentence !== null) ??
    EVERYWHERE
  );
}
