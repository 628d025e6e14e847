import { formatMinor, parseDecimal } from '@illuminate/model';
import { DeliveryFault } from './fault.ts';
import { LIMITS } from './limits.ts';
import type { PartDescription, Totals } from './manifest.ts';
import type { Delivered, DeliveredOrder } from './records/delivered.ts';

/** One figure of which the manifest says something else than its parts hold. `figure` is its path in the manifest. */
export interface Difference {
  readonly figure: string;
  readonly declared: string;
  readonly counted: string;
  /** Counted less declared. */
  readonly difference: string;
}

interface Sums {
  orders: number;
  tickets: number;
}

const whole = (figure: string, declared: number, counted: number): Difference[] =>
  declared === counted
    ? []
    : [{ figure, declared: `${declared}`, counted: `${counted}`, difference: `${counted - declared}` }];

export interface Compared {
  readonly declared: Totals;
  readonly counted: Totals;
  readonly parts: readonly Pick<PartDescription, 'part' | 'records'>[];
  /** How many records a part had. */
  readonly recordsOf: (part: number) => number;
}

/** Where a manifest's totals, and the `records` of its parts, are not what was counted. */
export function totalsDifferences({ declared, counted, parts, recordsOf }: Compared): Difference[] {
  return [
    ...(['orders', 'tickets', 'performances'] as const).flatMap((name) =>
      whole(`totals.${name}`, declared[name], counted[name]),
    ),
    ...amountDifferences(declared, counted),
    ...parts.flatMap(({ part, records }) => whole(`parts[${part - 1}].records`, records, recordsOf(part))),
  ];
}

const minorOf = ({ amounts }: Totals, currency: string, name: 'orders' | 'tickets'): number =>
  parseDecimal(amounts[currency]?.[name] ?? '0', currency) ?? 0;

function amountDifferences(declared: Totals, counted: Totals): Difference[] {
  const currencies = new Set([...Object.keys(declared.amounts), ...Object.keys(counted.amounts)]);
  return [...currencies].sort().flatMap((currency) =>
    (['orders', 'tickets'] as const).flatMap((name) => {
      const said = minorOf(declared, currency, name);
      const found = minorOf(counted, currency, name);
      if (said === found) return [];
      return {
        figure: `totals.amounts.${currency}.${name}`,
        declared: formatMinor(said, currency),
        counted: formatMinor(found, currency),
        difference: formatMinor(found - said, currency),
      };
    }),
  );
}

/** What parts sum to together. */
export function sumTotals(parts: readonly Totals[]): Totals {
  const sum = (name: 'orders' | 'tickets' | 'performances') => parts.reduce((so, totals) => so + totals[name], 0);
  const currencies = new Set(parts.flatMap(({ amounts }) => Object.keys(amounts)));
  const amount = (currency: string, name: 'orders' | 'tickets') =>
    formatMinor(
      parts.reduce((so, totals) => so + minorOf(totals, currency, name), 0),
      currency,
    );
  return {
    orders: sum('orders'),
    tickets: sum('tickets'),
    performances: sum('performances'),
    amounts: Object.fromEntries(
      [...currencies].map((currency) => [
        currency,
        { orders: amount(currency, 'orders'), tickets: amount(currency, 'tickets') },
      ]),
    ),
  };
}

/** Counts and sums over all parts of a batch, and finds ids that occur twice. */
export function createTotals() {
  const orderIds = new Set<string>();
  const ticketIds = new Set<string>();
  const performanceIds = new Set<string>();
  const amounts = new Map<string, Sums>();
  const records = new Map<number, number>();

  const occursTwice = (field: string, part: number, row: number) =>
    new DeliveryFault({
      code: 'record-invalid',
      what: `The ${field} occurs a second time in the batch.`,
      part,
      row,
      field,
    });
  const tooMany = (what: string) =>
    new DeliveryFault({ code: 'batch-too-big', what: `The batch has more than ${LIMITS.records} ${what}.` });

  const addOrder = (order: DeliveredOrder, part: number): void => {
    if (orderIds.has(order.id)) throw occursTwice('order id', part, order.row);
    orderIds.add(order.id);
    if (orderIds.size > LIMITS.records) throw tooMany('orders');
    const sums = amounts.get(order.currency) ?? { orders: 0, tickets: 0 };
    sums.orders += order.totalMinor;
    for (const ticket of order.tickets) {
      if (ticketIds.has(ticket.id)) throw occursTwice('ticket id', part, ticket.row);
      ticketIds.add(ticket.id);
      sums.tickets += ticket.totalMinor;
    }
    if (ticketIds.size > LIMITS.records) throw tooMany('tickets');
    amounts.set(order.currency, sums);
  };

  const result = (): Totals => ({
    orders: orderIds.size,
    tickets: ticketIds.size,
    performances: performanceIds.size,
    amounts: Object.fromEntries(
      [...amounts].map(([currency, { orders, tickets }]) => [
        currency,
        { orders: formatMinor(orders, currency), tickets: formatMinor(tickets, currency) },
      ]),
    ),
  });

  return {
    /**
     * Counts a record of a part.
     * @throws DeliveryFault `record-invalid` for an id that was there already (row of the second), `batch-too-big` over the limit.
     */
    add(record: Delivered, part: number): void {
      records.set(part, (records.get(part) ?? 0) + 1);
      if (record.kind === 'order') {
        addOrder(record, part);
        return;
      }
      if (performanceIds.has(record.id)) throw occursTwice('performance id', part, record.row);
      performanceIds.add(record.id);
      if (performanceIds.size > LIMITS.records) throw tooMany('performances');
    },

    /** How many records a part had. */
    recordsOf: (part: number): number => records.get(part) ?? 0,

    result,

    /** Where the manifest's totals, and the `records` of its parts, are not what was counted. */
    differences: (declared: Totals, parts: readonly Pick<PartDescription, 'part' | 'records'>[] = []): Difference[] =>
      totalsDifferences({ declared, counted: result(), parts, recordsOf: (part) => records.get(part) ?? 0 }),
  };
}

export type BatchTotals = ReturnType<typeof createTotals>;

/** The fault of a batch whose totals differ: each figure as declared, as counted, and the difference. */
export function totalsFault(differences: readonly Difference[]): DeliveryFault {
  const figures = differences.map(
    ({ figure, declared, counted, difference }) =>
      `${figure} is declared ${declared}, counted ${counted} (difference ${difference})`,
  );
  return new DeliveryFault({
    code: 'totals-differ',
    what: `${figures.join('; ')}.`,
    field: differences[0]?.figure,
  });
}
