import { type ColumnMap, type ColumnMapInput, columnMapSchema } from './column-map.ts';

/** Ticket lines of an invented box office: semicolons, decimal commas, two lines of title, no number of each ticket. */
export const LINES_MAP: ColumnMapInput = {
  format: 'illuminate-columns/1',
  records: 'orders',
  file: { type: 'csv', encoding: 'windows-1252', separator: ';', headerLine: 3 },
  dates: { pattern: 'DD/MM/YYYY HH:mm', zone: 'Europe/Dublin' },
  numbers: { decimal: ',', symbols: ['€'] },
  columns: [
    { header: 'Booking Ref', field: 'order_id' },
    { header: 'Date of Booking', field: 'placed_at' },
    { header: 'Sold via', field: 'channel', values: { Web: 'online', Telephone: 'phone', '*': 'counter' } },
    { header: 'Customer ID', field: 'customer_id' },
    { header: 'Customer Name', field: 'drop' },
    { header: 'E-mail', field: 'drop' },
    { header: 'Event No', field: 'performance_id' },
    { header: 'Ticket Type', field: 'ticket_type' },
    { header: 'Seat', field: 'seat' },
    { header: 'Ticket Price', field: 'price' },
    { header: 'Paid', field: 'ticket_total' },
    { header: 'Booking Fee', field: 'charges' },
    { header: 'Status', field: 'ticket_status', values: { Sold: 'sold', Refunded: 'returned' } },
  ],
  constants: { currency: 'EUR' },
  derive: ['ticket_id', 'order_total', 'changed_at'],
  ignoreLines: { header: 'Booking Ref', values: ['', 'Total'] },
};

export const madeMap = (changes: Partial<ColumnMapInput> = {}): ColumnMap =>
  columnMapSchema.parse({ ...LINES_MAP, ...changes });

export const HEADER =
  'Booking Ref;Date of Booking;Sold via;Customer ID;Customer Name;E-mail;Event No;Ticket Type;Seat;Ticket Price;Paid;Booking Fee;Status';

/** The file that the map above was made for, as text. */
export const linesFile = (...lines: readonly string[]): string =>
  ['Ticket sales "by line', 'March 2026', HEADER, ...lines].map((line) => `${line}\r\n`).join('');
