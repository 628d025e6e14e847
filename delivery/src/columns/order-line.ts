import type { ReadColumn } from './cell-reader.ts';
import type { Cell } from './cells.ts';
import type { MappedSource } from './mapped-source.ts';
import { readRepeated } from './repeated.ts';

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
  const { map, columns, cells: read, reader, currency, performanceOf } = source;
  const only = (field: string): ReadColumn | undefined => columns.get(field)?.[0];
  const [placed, changed] = [columns.get('placed_at') ?? [], columns.get('changed_at')];
  const [quantity, status] = [only('quantity'), only('ticket_status')];
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

  /** A ticket that has been returned stands no more; nor does one where the line has none. */
  const ticketOf = (row: number, cells: readonly Cell[], money: string): LineTicket | null => {
    const id = text.ticketId(cells);
    const performance = performanceOf === undefined ? text.performance(cells) : performanceOf(cells, row);
    const type = text.type(cells);
    const seat = text.seat(cells);
    const offer = text.offer(cells);
    const price = amount.price(cells, money);
    const discount = amount.discount(cells, money);
    const total = amount.ticketTotal(cells, money);
    const isOrderAlone = performance === null && total === null && (id === null || !hasTicketIds);
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
    const counted = quantity === undefined ? 1 : read.count(cells[quantity.at], quantity);
    // Nobody is paid for coming: a number or an amount below zero takes tickets back.
    const isBack = map.records === 'sales' && ((counted ?? 0) < 0 || isBelowZero(total));
    const tickets = isBack && counted !== null ? Math.abs(counted) : counted;
    const maySeveral = map.records === 'sales' && !hasTicketIds;
    if (quantity !== undefined && tickets === 0 && maySeveral) return null;
    if (quantity !== undefined && !(tickets === 1 || (maySeveral && isSeveral(tickets))) && reader.wrong === 0) {
      reader.fault(
        'record-invalid',
        maySeveral
          ? `The field ${quantity.header} should be a whole number from 0 to ${MOST_ALIKE}.`
          : `The field ${quantity.header} should be 1: a line is one ticket. Have the report list each ticket.`,
        quantity.header,
      );
    }
    const paid = isBack && total !== null ? total.replace(/^-/, '') : total;
    return { id, performance, type, seat, offer, price, discount, total: paid, quantity: tickets ?? 1, isBack };
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
