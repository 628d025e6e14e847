import { currencyDigits } from '@illuminate/model';
import { isCurrency } from '../currencies.ts';
import type { ReadColumn } from './cell-reader.ts';
import type { Cell } from './cells.ts';
import type { MappedSource } from './mapped-source.ts';

/** A ticket in the shape that NDJSON has. */
export interface MappedTicket {
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
}

/** A line of an export: what it says of its order, and its ticket if it has one that stands. */
export interface MappedLine {
  readonly row: number;
  readonly id: string;
  readonly placedAt: string;
  readonly changedAt: string;
  readonly channel: string | null;
  readonly currency: string | null;
  readonly total: string | null;
  readonly donations: string | null;
  readonly charges: string | null;
  readonly customerId: string | null;
  readonly customer: Readonly<Record<string, string | null>> | null;
  readonly ticket: MappedTicket | null;
}

const CUSTOMER = { id: 'customer_id', postcode: 'customer_postcode', country: 'customer_country' } as const;

/** Reads lines one after another; null where something is wrong, which has been reported. */
export function orderLineReader({ map, columns, cells: read, reader, currency, performanceOf }: MappedSource) {
  const only = (field: string): ReadColumn | undefined => columns.get(field)?.[0];
  const [placed, changed] = [columns.get('placed_at') ?? [], columns.get('changed_at')];
  const customerFields = Object.entries(CUSTOMER).filter(([, field]) => only(field) !== undefined);
  const [quantity, status] = [only('quantity'), only('ticket_status')];
  const hasTicketIds = only('ticket_id') !== undefined;

  const text = (cells: readonly Cell[], field: string): string | null => {
    const column = only(field);
    return column === undefined ? (map.constants[field] ?? null) : read.text(cells[column.at], column);
  };
  const required = (cells: readonly Cell[], field: string): string => {
    const value = text(cells, field);
    const header = only(field)?.header ?? field;
    if (value === null && reader.wrong === 0) reader.invalid(header, 'there on every line', '');
    return value ?? '';
  };
  const amount = (cells: readonly Cell[], field: string, decimals: number): string | null => {
    const column = only(field);
    return column === undefined ? null : read.amount(cells[column.at], column, decimals);
  };

  /** A ticket that has been returned stands no more; nor does one where the line has none. */
  const ticketOf = (row: number, cells: readonly Cell[], decimals: number): MappedTicket | null => {
    const ticket = {
      id: text(cells, 'ticket_id'),
      performance: performanceOf === undefined ? text(cells, 'performance_id') : performanceOf(cells, row),
      type: text(cells, 'ticket_type'),
      seat: text(cells, 'seat'),
      offer: text(cells, 'offer'),
      price: amount(cells, 'price', decimals),
      discount: amount(cells, 'discount', decimals),
      total: amount(cells, 'ticket_total', decimals),
    };
    const isOrderAlone = ticket.performance === null && ticket.total === null && (ticket.id === null || !hasTicketIds);
    if (isOrderAlone) {
      // A line that was cut off is no order without tickets, unless the file tells of other things that orders hold.
      if (map.records === 'sales' && only('donations') === undefined && only('charges') === undefined)
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
    const tickets = quantity === undefined ? 1 : read.count(cells[quantity.at], quantity);
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
    return { ...ticket, quantity: tickets ?? 1 };
  };

  return (row: number, cells: readonly Cell[]): MappedLine | null => {
    reader.begin(row);
    const id = required(cells, 'order_id');
    const placedAt = read.instant(cells, placed);
    const changedAt =
      changed === undefined ? placedAt : (read.instant(cells, changed) ?? (reader.wrong === 0 ? placedAt : null));
    if (placedAt === null && reader.wrong === 0)
      reader.invalid(placed[0]?.header ?? 'placed_at', 'there on every line', '');
    const inCurrency = text(cells, 'currency');
    const decimals = decimalsOf(inCurrency ?? currency);
    const customer = Object.fromEntries(
      customerFields.map(([name, field]) => {
        const column = only(field) as ReadColumn;
        const cell = cells[column.at];
        return [name, name === 'country' ? read.country(cell, column) : read.text(cell, column)];
      }),
    );
    const line: MappedLine = {
      row,
      id,
      placedAt: placedAt ?? '',
      changedAt: changedAt ?? '',
      channel: text(cells, 'channel'),
      currency: inCurrency,
      total: amount(cells, 'order_total', decimals),
      donations: amount(cells, 'donations', decimals),
      charges: amount(cells, 'charges', decimals),
      customerId: customer.id ?? null,
      customer: customerFields.length === 0 ? null : customer,
      ticket: ticketOf(row, cells, decimals),
    };
    return reader.wrong === 0 ? line : null;
  };
}

/** Tickets of one line at most. */
const MOST_ALIKE = 1_000;
const isSeveral = (tickets: number | null): boolean => tickets !== null && tickets > 1 && tickets <= MOST_ALIKE;

/** How many decimals amounts of a currency have; two where it is none, which is refused where it stands. */
function decimalsOf(currency: string): number {
  return isCurrency(currency) ? currencyDigits(currency) : 2;
}
