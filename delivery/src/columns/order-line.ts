import { DeliveryFault } from '../fault.ts';
import type { ReadColumn } from './cell-reader.ts';
import type { Cell } from './cells.ts';
import type { MappedSource } from './mapped-source.ts';
import { readRepeated } from './repeated.ts';
import { workedOutTotal } from './worked-out-total.ts';

const ONLY_FIRST = 'Where cells are merged, only the first row has their value:';
const MERGED = `${ONLY_FIRST} have merged cells filled, or fill it into every row of the file.`;
/** A CSV knows of no merged cells any more. */
const MERGED_BEFORE = `${ONLY_FIRST} fill it into every row of the file, or upload the workbook itself and have merged cells filled.`;

/** A ticket of a line, as texts. */
export interface LineTicket {
  readonly id: string | null;
  readonly performance: string | null;
  readonly type: string | null;
  readonly seat: string | null;
  readonly offer: string | null;
  readonly price: string | null;
  readonly discount: string | null;
  readonly total: string | null;
  /** How many alike the line stands for; more than one only where tickets have no ids of their own. */
  readonly quantity: number;
  /** The type of each of them, where a line counts tickets of several. */
  readonly types: readonly string[] | null;
  /** Whether the discount is that of all of them together. */
  readonly isDiscountShared: boolean;
  /** Whether it takes as many back, which stand on other lines of its order. */
  readonly isBack: boolean;
}

/** What a line of an export says of its order. Instants are milliseconds since 1970. */
export interface OrderOfLine {
  readonly id: string;
  readonly placedAt: number;
  readonly changedAt: number;
  readonly channel: string | null;
  readonly currency: string | null;
  readonly total: string | null;
  readonly donations: string | null;
  readonly charges: string | null;
  readonly customerId: string | null;
  readonly customerPostcode: string | null;
  readonly customerCountry: string | null;
}

/** A line of an export: its order, which is one and the same object on lines that say the same of it, and its ticket if one stands. */
export interface OrderLine {
  readonly order: OrderOfLine;
  readonly ticket: LineTicket | null;
}

/** A line of which something is wrong, which has been reported; `id` is that of its order, empty where it names none. */
export interface WrongLine {
  readonly wrongOf: string;
}

/** Reads lines one after another. */
export function orderLineReader(source: MappedSource) {
  const { map, columns, cells: read, reader, onWarning, currency, performanceOf } = source;
  const only = (field: string): ReadColumn | undefined => columns.get(field)?.[0];
  const [placed, changed] = [columns.get('placed_at') ?? [], columns.get('changed_at')];
  const [quantity, status] = [only('quantity'), only('ticket_status')];
  const quantities = columns.get('quantity') ?? [];
  const worksOutTotal = map.derive.includes('ticket_total');
  const hasTicketIds = only('ticket_id') !== undefined;
  // Looked up once, and not for every cell of every line.
  const textOf = (field: string): ((cells: readonly Cell[]) => string | null) => {
    const column = only(field);
    const constant = map.constants[field] ?? null;
    return column === undefined ? () => constant : (cells) => read.text(cells[column.at], column);
  };
  const amountOf = (field: string): ((cells: readonly Cell[], inCurrency: string) => string | null) => {
    const column = only(field);
    return column === undefined ? () => null : (cells, inCurrency) => read.amount(cells[column.at], column, inCurrency);
  };
  const countryColumn = only('customer_country');
  const text = {
    id: textOf('order_id'),
    channel: textOf('channel'),
    currency: textOf('currency'),
    customerId: textOf('customer_id'),
    customerPostcode: textOf('customer_postcode'),
    ticketId: textOf('ticket_id'),
    performance: textOf('performance_id'),
    type: textOf('ticket_type'),
    seat: textOf('seat'),
    offer: textOf('offer'),
  };
  const amount = {
    total: amountOf('order_total'),
    donations: amountOf('donations'),
    charges: amountOf('charges'),
    price: amountOf('price'),
    discount: amountOf('discount'),
    ticketTotal: amountOf('ticket_total'),
  };
  const idHeader = only('order_id')?.header ?? 'order_id';
  // What a performance without a number of its own is known by.
  const namesPerformance = map.derive.includes('performance_id')
    ? ['event_name', 'starts_at'].flatMap((field) => columns.get(field) ?? [])
    : [];
  const tellsOfOtherThings = only('donations') !== undefined || only('charges') !== undefined;

  /** How many tickets a line stands for, and of which types where several columns count them. */
  const countOf = (cells: readonly Cell[]): { readonly counted: number | null; readonly types: string[] | null } => {
    if (quantity === undefined) return { counted: 1, types: null };
    if (quantities.length === 1) return { counted: read.count(cells[quantity.at], quantity), types: null };
    const counts = quantities.map((one) => read.count(cells[one.at], one));
    if (counts.every((count) => count === null)) return { counted: null, types: [] };
    const counted = counts.reduce<number>((sum, count) => sum + (count ?? 0), 0);
    // Sold and taken back on one line, it is no line of tickets.
    if (counts.some((count) => (count ?? 0) * counted < 0)) return { counted: null, types: [] };
    const isTooMany = Math.abs(counted) > MOST_ALIKE;
    const types = quantities.flatMap(({ header }, at) =>
      new Array<string>(isTooMany ? 0 : Math.abs(counts[at] ?? 0)).fill(header),
    );
    return { counted, types };
  };

  /** Where a file says what one ticket cost: what the line came to. */
  const workedOut = (priced: Parameters<typeof workedOutTotal>[0], money: string): string | null => {
    const total = workedOutTotal(priced, money);
    if (total?.startsWith('-') !== true) return total;
    const field = only('discount')?.header ?? 'discount';
    reader.faultToMend(`The field ${field} is more than the tickets of the line cost.`, {
      field,
      nextStep:
        'What a line came to is worked out as price × number of tickets − discount. If a column says what was paid, choose that one; if the discount is no amount of this line, leave it out.',
    });
    return null;
  };

  /** Money without a ticket is in no report: it is not to go unseen. */
  const withoutTickets = (row: number): void => {
    const field = only('ticket_total')?.header ?? 'ticket_total';
    onWarning(
      new DeliveryFault({
        code: 'record-invalid',
        what: `The line has an amount, and 0 tickets in ${quantity?.header}. It is left out, with its amount.`,
        nextStep:
          'If tickets were sold, write how many. A fee or a donation counts if it has a column of its own, on a line with tickets.',
        row,
        field,
      }),
    );
  };

  /** A ticket that has been returned stands no more; nor does one where the line has none. */
  const ticketOf = (row: number, cells: readonly Cell[], money: string): LineTicket | null => {
    const id = text.ticketId(cells);
    const performance = performanceOf === undefined ? text.performance(cells) : performanceOf(cells, row);
    const type = text.type(cells);
    const seat = text.seat(cells);
    const offer = text.offer(cells);
    const price = amount.price(cells, money);
    const discount = amount.discount(cells, money);
    const written = worksOutTotal ? price : amount.ticketTotal(cells, money);
    const isOrderAlone = performance === null && written === null && (id === null || !hasTicketIds);
    if (isOrderAlone) {
      // A line that was cut off is no order without tickets, unless the file tells of other things that orders hold.
      if (map.records === 'sales' && !tellsOfOtherThings)
        reader.fault('record-invalid', 'The line names no ticket: neither a performance nor what it cost.');
      return null;
    }
    if (status !== undefined) {
      const stands = read.text(cells[status.at], status);
      if (stands === 'returned') return null;
      if (stands !== 'sold' && reader.wrong === 0) {
        reader.invalid(status.header, '"sold" or "returned"; say in the map which value means which', stands ?? '');
      }
    }
    if (performance === null && namesPerformance.length > 0 && reader.wrong === 0) {
      const empty = namesPerformance.find(({ at }) => (cells[at] ?? '') === '') ?? namesPerformance[0];
      reader.fault(
        'record-invalid',
        `The field ${empty?.header} is empty, so that the performance of the ticket is not known. ${map.file.type === 'xlsx' ? MERGED : MERGED_BEFORE}`,
        empty?.header,
      );
    }
    const { counted, types } = countOf(cells);
    // Nobody is paid for coming: a number or an amount below zero takes tickets back.
    const isBack = map.records === 'sales' && ((counted ?? 0) < 0 || isBelowZero(written));
    const tickets = isBack && counted !== null ? Math.abs(counted) : counted;
    const maySeveral = map.records === 'sales' && !hasTicketIds;
    if (quantity !== undefined && tickets === 0 && maySeveral) {
      if (!worksOutTotal && /[1-9]/.test(written ?? '')) withoutTickets(row);
      return null;
    }
    if (quantity !== undefined && !(tickets === 1 || (maySeveral && isSeveral(tickets))) && reader.wrong === 0) {
      reader.fault(
        'record-invalid',
        maySeveral
          ? `The field ${quantity.header} should be a whole number from 0 to ${MOST_ALIKE}.`
          : `The field ${quantity.header} should be 1: a line is one ticket. Have the report list each ticket.`,
        quantity.header,
      );
    }
    const total = worksOutTotal ? workedOut({ price, discount, quantity: tickets ?? 1 }, money) : written;
    // One literal, of one shape: put together of two, it took longer than all that is read of a line.
    return {
      id,
      performance,
      type,
      seat,
      offer,
      price,
      discount,
      total: isBack && total !== null ? total.replace(/^-/, '') : total,
      quantity: tickets ?? 1,
      types,
      isDiscountShared: worksOutTotal,
      isBack,
    };
  };

  const readOrder = (cells: readonly Cell[]): OrderOfLine => {
    const id = text.id(cells);
    if (id === null && reader.wrong === 0) reader.invalid(idHeader, 'there on every line', '');
    const placedAt = read.instant(cells, placed);
    const changedAt =
      changed === undefined ? placedAt : (read.instant(cells, changed) ?? (reader.wrong === 0 ? placedAt : null));
    if (placedAt === null && reader.wrong === 0)
      reader.invalid(placed[0]?.header ?? 'placed_at', 'there on every line', '');
    const inCurrency = text.currency(cells);
    const money = inCurrency ?? currency;
    return {
      id: id ?? '',
      placedAt: placedAt ?? 0,
      changedAt: changedAt ?? 0,
      customerId: text.customerId(cells),
      customerPostcode: text.customerPostcode(cells),
      customerCountry: countryColumn === undefined ? null : read.country(cells[countryColumn.at], countryColumn),
      channel: text.channel(cells),
      currency: inCurrency,
      total: amount.total(cells, money),
      donations: amount.donations(cells, money),
      charges: amount.charges(cells, money),
    };
  };
  const ofOrder = ORDER_FIELDS.flatMap((field) => columns.get(field) ?? []);
  const orderOf = readRepeated({ columns: ofOrder, reader }, readOrder);

  return (row: number, cells: readonly Cell[]): OrderLine | WrongLine => {
    reader.begin(row);
    if (source.isTooWide(cells)) return { wrongOf: text.id(cells) ?? '' };
    const order = orderOf(cells);
    const ticket = ticketOf(row, cells, order.currency ?? currency);
    return reader.wrong === 0 ? { order, ticket } : { wrongOf: order.id };
  };
}

const ORDER_FIELDS = [
  ...['order_id', 'placed_at', 'changed_at', 'channel', 'currency', 'order_total', 'donations', 'charges'],
  ...['customer_id', 'customer_postcode', 'customer_country'],
];

/** Tickets of one line at most. */
const MOST_ALIKE = 1_000;
const isBelowZero = (amount: string | null): boolean => amount?.startsWith('-') === true;
const isSeveral = (tickets: number | null): boolean => tickets !== null && tickets > 1 && tickets <= MOST_ALIKE;
