import { formatMinor, parseDecimal } from '@illuminate/model';
import { isCurrency } from '../currencies.ts';
import { DeliveryFault } from '../fault.ts';
import { LIMITS } from '../limits.ts';
import { createOrderCheck } from '../records/check-order.ts';
import type { DeliveredOrder } from '../records/delivered.ts';
import { ORDER_PATHS, type OrderNames } from '../records/field-names.ts';
import type { MappedSource } from './mapped-source.ts';
import { type MappedLine, type MappedTicket, orderLineReader } from './order-line.ts';
import { createTicketIds } from './ticket-ids.ts';

/** The lines of one order, from wherever in the part they were. */
interface Gathered {
  readonly first: MappedLine;
  readonly tickets: Record<string, unknown>[];
  readonly rows: number[];
  placedAt: string;
  changedAt: string;
  isWhole: boolean;
}

/** What all lines of an order must agree on. */
const AGREED = ['currency', 'total', 'donations', 'charges', 'customerId'] as const;

/** Orders of an export with one line a ticket. */
export async function* mappedOrders(source: MappedSource): AsyncGenerator<DeliveredOrder> {
  const { map, lines, columns, reader, personal, currency, mostRecords = LIMITS.records } = source;
  const header = (field: string): string => columns.get(field)?.[0]?.header ?? field;
  const names = orderNames(
    header,
    columns.has('ticket_id') ? 'ticket_id' : columns.has('seat') ? 'seat' : 'ticket_type',
  );
  const read = orderLineReader(source);
  const ticketIds = map.derive.includes('ticket_id') ? createTicketIds() : null;
  const orders = new Map<string, Gathered>();
  let tickets = 0;

  const differs = (line: MappedLine, field: string): void => {
    reader.begin(line.row);
    reader.fault('record-invalid', `The field ${header(field)} differs between the lines of one order.`, header(field));
  };

  for await (const { line, cells } of lines) {
    const one = read(line, cells);
    if (one === null) continue;
    let order = orders.get(one.id);
    if (order === undefined) {
      order = { first: one, tickets: [], rows: [], placedAt: one.placedAt, changedAt: one.changedAt, isWhole: true };
      orders.set(one.id, order);
    }
    for (const field of AGREED) {
      if (one[field] === order.first[field]) continue;
      differs(one, FIELD_OF[field]);
      order.isWhole = false;
    }
    // Tickets that were added later stand on lines of their own time.
    if (one.placedAt < order.placedAt) order.placedAt = one.placedAt;
    if (one.changedAt > order.changedAt) order.changedAt = one.changedAt;
    if (one.ticket === null) continue;
    tickets += one.ticket.quantity;
    if (tickets > mostRecords || orders.size > mostRecords) throw tooMany(mostRecords);
    for (const { quantity: _, ...ticket } of ticketsOf(one, currency)) {
      const id = ticketIds === null ? ticket.id : ticketIds(one.id, { ...ticket, quantity: 1 });
      order.tickets.push({ ...ticket, id });
      order.rows.push(one.row);
    }
  }

  const check = createOrderCheck({ reader, personal, currency, names });
  const isDerived = map.derive.includes('order_total');
  for (const [id, order] of orders) {
    // What was put together is let go as it is told.
    orders.delete(id);
    if (!order.isWhole) continue;
    const { first } = order;
    const inCurrency = first.currency ?? currency;
    const checked = check(
      {
        id,
        placedAt: order.placedAt,
        changedAt: order.changedAt,
        channel: first.channel,
        currency: inCurrency,
        total: isDerived ? sumOf(order, inCurrency) : first.total,
        ...(first.customer === null ? {} : { customer: { ...first.customer } }),
        tickets: order.tickets,
        items: itemsOf(first),
      },
      first.row,
      (index) => order.rows[index] ?? first.row,
    );
    if (checked !== null) yield checked;
  }
}

const FIELD_OF = {
  currency: 'currency',
  total: 'order_total',
  donations: 'donations',
  charges: 'charges',
  customerId: 'customer_id',
} as const;

/** Headers by field; `ticketField` is what a ticket is known by, where it has no id of its own. */
function orderNames(header: (field: string) => string, ticketField: string): OrderNames {
  return {
    ...ORDER_PATHS,
    id: header('order_id'),
    placedAt: header('placed_at'),
    changedAt: header('changed_at'),
    channel: header('channel'),
    currency: header('currency'),
    total: header('order_total'),
    customerId: header('customer_id'),
    customerPostcode: header('customer_postcode'),
    customerCountry: header('customer_country'),
    ticketId: header(ticketField),
    performance: header('performance_id'),
    type: header('ticket_type'),
    seat: header('seat'),
    offer: header('offer'),
    price: header('price'),
    discount: header('discount'),
    ticketTotal: header('ticket_total'),
  };
}

/** The sums of an order as the items they are; nothing where they are nothing. */
function itemsOf({ donations, charges }: MappedLine): Record<string, unknown>[] {
  const item = (id: string, kind: string, amount: string | null) =>
    amount === null || !/[1-9]/.test(amount) ? [] : [{ id, kind, amount }];
  return [...item('donations', 'donation', donations), ...item('charges', 'charge', charges)];
}

/** What an order sums to, where the export does not say: its tickets and what else it holds. */
function sumOf({ first, tickets }: Gathered, currency: string): string {
  if (!isCurrency(currency)) return '0';
  const amounts = [...tickets.map(({ total }) => total), first.donations, first.charges];
  // An amount that can't be read is refused where it stands; the sum need not refuse it again.
  const minor = amounts.map((amount) => (typeof amount === 'string' ? (parseDecimal(amount, currency) ?? 0) : 0));
  return formatMinor(
    minor.reduce((sum, one) => sum + one, 0),
    currency,
  );
}

/** The tickets of a line; what several cost together is shared out among them to the last penny. */
function ticketsOf({ ticket, currency: own }: MappedLine, currency: string): MappedTicket[] {
  if (ticket === null) return [];
  const { quantity, total } = ticket;
  if (quantity === 1) return [ticket];
  const unit = own ?? currency;
  const minor = total === null || !isCurrency(unit) ? null : parseDecimal(total, unit);
  return Array.from({ length: quantity }, (_, at) => ({
    ...ticket,
    total: minor === null ? total : formatMinor(shareOf(minor, quantity, at), unit),
  }));
}

function shareOf(minor: number, of: number, at: number): number {
  const whole = Math.trunc(minor / of);
  return whole + (at < Math.abs(minor - whole * of) ? Math.sign(minor) : 0);
}

function tooMany(most: number): DeliveryFault {
  return new DeliveryFault({
    code: 'batch-too-big',
    what: `The file has more than ${most} orders or tickets.`,
  });
}
