import { formatMinor, parseDecimal } from '@illuminate/model';
import { isCurrency } from '../currencies.ts';
import { DeliveryFault } from '../fault.ts';
import { LIMITS } from '../limits.ts';
import { createOrderCheck } from '../records/check-order.ts';
import type { DeliveredOrder } from '../records/delivered.ts';
import { ORDER_PATHS, type OrderNames } from '../records/field-names.ts';
import { Remembered } from '../remembered.ts';
import { type GatheredTicket, GatheredTickets } from './gathered-tickets.ts';
import type { MappedSource } from './mapped-source.ts';
import { type LineTicket, type OrderLine, type OrderOfLine, orderLineReader } from './order-line.ts';
import { type TakenBack, takeBack } from './take-back.ts';
import { createTicketIds } from './ticket-ids.ts';

/** What the lines of one order say of it, from wherever in the part they were. */
interface Gathered {
  readonly row: number;
  readonly first: OrderOfLine;
  latest: OrderOfLine;
  firstTicket: number;
  lastTicket: number;
  placedAt: number;
  changedAt: number;
  isWhole: boolean;
}

/** What all lines of an order must agree on. */
const AGREED = ['currency', 'total', 'donations', 'charges', 'customerId'] as const;

/** Orders of an export with one line a ticket, once all lines have been read. An order of which a line is wrong is none. */
export async function mappedOrders(source: MappedSource): Promise<Iterable<DeliveredOrder>> {
  return checkedOrders(source, await gather(source));
}

function* checkedOrders(source: MappedSource, { orders, tickets, back }: AllGathered): Generator<DeliveredOrder> {
  const { map, columns, reader, personal, currency } = source;
  const header = (field: string): string => columns.get(field)?.[0]?.header ?? field;
  const names = orderNames(
    header,
    columns.has('ticket_id') ? 'ticket_id' : columns.has('seat') ? 'seat' : 'ticket_type',
    !map.derive.includes('ticket_total'),
  );
  const check = createOrderCheck({ reader, personal, currency, names, isShaped: true });
  const sumOf = summing();
  const derives = { total: map.derive.includes('order_total'), ids: map.derive.includes('ticket_id') };
  for (let at = 0; at < orders.length; at += 1) {
    const order = orders[at];
    // What was put together is let go as it is told.
    orders[at] = undefined;
    if (order?.isWhole !== true) continue;
    const { first, row } = order;
    const { id } = first;
    const inCurrency = first.currency ?? currency;
    const own = tickets.of(order.firstTicket);
    const lacking = back.get(id)?.find((line) => !takeBack(own, line, inCurrency));
    if (lacking !== undefined) {
      reader.begin(lacking.row);
      reader.faultToMend('The line takes back tickets that its order does not have at this price.', {
        field: header('ticket_total'),
        nextStep:
          'What was sold must stand in the same file, under the same order number. Upload a file that has both, or take the line out.',
      });
      continue;
    }
    if (derives.ids) {
      const idOf = createTicketIds(id);
      for (const ticket of own.tickets) ticket.id = idOf(ticket);
    }
    const checked = check(
      {
        id,
        placedAt: new Date(order.placedAt),
        changedAt: new Date(order.changedAt),
        channel: first.channel,
        currency: inCurrency,
        total: derives.total ? sumOf(first, own.tickets, inCurrency) : first.total,
        ...customerOf(first, columns),
        tickets: own.tickets,
        items: itemsOf(first),
      },
      row,
      (index) => own.rows[index] ?? row,
    );
    if (checked !== null) yield checked;
  }
}

interface AllGathered {
  /** Each may be let go once it is told. */
  readonly orders: (Gathered | undefined)[];
  readonly tickets: GatheredTickets;
  /** Lines that take tickets back, by their order. */
  readonly back: ReadonlyMap<string, readonly TakenBack[]>;
}

/** Reads all lines, and puts together those of each order. */
async function gather(source: MappedSource): Promise<AllGathered> {
  const { map, lines, columns, reader, currency, mostRecords = LIMITS.records } = source;
  const header = (field: string): string => columns.get(field)?.[0]?.header ?? field;
  const read = orderLineReader(source);
  const orders: (Gathered | undefined)[] = [];
  const known = new Map<string, Gathered>();
  const tickets = new GatheredTickets();
  const broken = new Set<string>();
  const back = new Map<string, TakenBack[]>();

  const differs = (row: number, field: string): void => {
    reader.begin(row);
    const what = `The field ${header(field)} differs between the lines of one order.`;
    if (map.records !== 'sales') reader.fault('record-invalid', what, header(field));
    else reader.faultToMend(what, { field: header(field), nextStep: FIX_OF_ORDER });
  };
  let current: Gathered | undefined;
  const orderOf = (said: OrderOfLine, row: number): Gathered => {
    // The line before may have said the very same.
    if (current?.latest === said && current.isWhole) return current;
    let order = known.get(said.id);
    if (order === undefined) {
      const { placedAt, changedAt } = said;
      const none = { firstTicket: NONE, lastTicket: NONE, isWhole: true };
      order = { row, first: said, latest: said, placedAt, changedAt, ...none };
      known.set(said.id, order);
      orders.push(order);
    }
    for (const field of AGREED) {
      if (said[field] === order.first[field]) continue;
      differs(row, FIELD_OF[field]);
      order.isWhole = false;
    }
    // Tickets that were added later stand on lines of their own time.
    if (said.placedAt < order.placedAt) order.placedAt = said.placedAt;
    if (said.changedAt > order.changedAt) order.changedAt = said.changedAt;
    order.latest = said;
    current = order;
    return order;
  };
  const add = (order: Gathered, ticket: LineTicket, total: string | null, row: number): void => {
    order.lastTicket = tickets.add(ticket, total, row, order.lastTicket);
    if (order.firstTicket === NONE) order.firstTicket = order.lastTicket;
  };
  const take = ({ order: said, ticket }: OrderLine, row: number): void => {
    const order = orderOf(said, row);
    if (ticket === null) return;
    if (tickets.count + ticket.quantity > mostRecords || orders.length > mostRecords) throw tooMany(mostRecords);
    if (ticket.isBack) {
      const totals = totalsOf(said, ticket, currency);
      const others = back.get(said.id);
      if (others === undefined) back.set(said.id, [{ row, ticket, totals }]);
      else others.push({ row, ticket, totals });
    } else if (ticket.quantity === 1 && ticket.types === null) add(order, ticket, ticket.total, row);
    else for (const [own, total] of eachTicket(said, ticket, currency)) add(order, own, total, row);
  };

  for await (const block of lines) {
    for (const { line: row, cells } of block) {
      const line = read(row, cells);
      if ('wrongOf' in line) broken.add(line.wrongOf);
      else take(line, row);
    }
  }
  for (const id of broken) {
    const order = known.get(id);
    if (order !== undefined) order.isWhole = false;
  }
  return { orders, tickets, back };
}

const NONE = -1;
const FIX_OF_ORDER =
  'It is read as that of the whole order, the same on each of its lines. If each line has its own, leave the column out in the step before: no ticket’s income is lost by it. Otherwise correct the lines, or the number of the order.';

const FIELD_OF = {
  currency: 'currency',
  total: 'order_total',
  donations: 'donations',
  charges: 'charges',
  customerId: 'customer_id',
} as const;

/**
 * Headers by field.
 * @param ticketField what a ticket is known by, where it has no id of its own
 * @param hasTotal whether what a ticket cost is a column; otherwise it is worked out of its price
 */
function orderNames(header: (field: string) => string, ticketField: string, hasTotal: boolean): OrderNames {
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
    ticketTotal: header(hasTotal ? 'ticket_total' : 'price'),
  };
}

/** The fields of a booker that the export has. */
function customerOf(line: OrderOfLine, columns: MappedSource['columns']): { customer?: Record<string, string | null> } {
  const customer = {
    ...(columns.has('customer_id') ? { id: line.customerId } : {}),
    ...(columns.has('customer_postcode') ? { postcode: line.customerPostcode } : {}),
    ...(columns.has('customer_country') ? { country: line.customerCountry } : {}),
  };
  return Object.keys(customer).length === 0 ? {} : { customer };
}

/** The sums of an order as the items they are; nothing where they are nothing. */
function itemsOf({ donations, charges }: OrderOfLine): Record<string, unknown>[] {
  const item = (id: string, kind: string, amount: string | null) =>
    amount === null || !/[1-9]/.test(amount) ? [] : [{ id, kind, amount }];
  return [...item('donations', 'donation', donations), ...item('charges', 'charge', charges)];
}

/** What orders sum to, where the export does not say: their tickets and what else they hold. */
function summing(): (line: OrderOfLine, tickets: readonly GatheredTicket[], currency: string) => string {
  const known = new Map<string, Remembered<number>>();
  return ({ donations, charges }, tickets, currency) => {
    if (!isCurrency(currency)) return '0';
    const amounts = known.get(currency) ?? new Remembered<number>();
    known.set(currency, amounts);
    // An amount that can't be read is refused where it stands; the sum need not refuse it again.
    const minorOf = (amount: string | null): number =>
      amount === null ? 0 : (amounts.get(amount) ?? amounts.set(amount, parseDecimal(amount, currency) ?? 0));
    const sum = tickets.reduce((before, { total }) => before + minorOf(total), minorOf(donations) + minorOf(charges));
    return formatMinor(sum, currency);
  };
}

/** What each ticket of a line cost; what several cost together is shared out among them to the last penny. */
const totalsOf = (
  { currency: own }: OrderOfLine,
  { quantity, total }: LineTicket,
  currency: string,
): (string | null)[] => sharesOf(total, quantity, own ?? currency);

function sharesOf(amount: string | null, of: number, unit: string): (string | null)[] {
  const minor = amount === null || !isCurrency(unit) ? null : parseDecimal(amount, unit);
  return Array.from({ length: of }, (_, at) => (minor === null ? amount : formatMinor(shareOf(minor, of, at), unit)));
}

/** Each ticket of a line that stands for several, with what it cost. */
function eachTicket(
  order: OrderOfLine,
  ticket: LineTicket,
  currency: string,
): (readonly [LineTicket, string | null])[] {
  const { types, discount, quantity, isDiscountShared } = ticket;
  const discounts =
    isDiscountShared && discount !== null ? sharesOf(discount, quantity, order.currency ?? currency) : null;
  return totalsOf(order, ticket, currency).map((total, at) => {
    if (types === null && discounts === null) return [ticket, total];
    return [{ ...ticket, type: types?.[at] ?? ticket.type, discount: discounts?.[at] ?? discount }, total];
  });
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
