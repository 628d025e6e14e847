import { createOrderCheck } from '../records/check-order.ts';
import type { DeliveredItem, DeliveredOrder } from '../records/delivered.ts';
import { ORDER_PATHS, type OrderNames } from '../records/field-names.ts';
import type { FieldReader } from '../records/field-reader.ts';
import type { PersonalFields } from '../records/field-scope.ts';
import type { Table, TableRow } from './cells.ts';
import { type CellOf, droppedColumns, ORDER_COLUMNS, readHeader } from './header.ts';

const NAMES: OrderNames = {
  ...ORDER_PATHS,
  id: 'order_id',
  placedAt: 'placed_at',
  changedAt: 'changed_at',
  channel: 'channel',
  currency: 'currency',
  total: 'order_total',
  customerId: 'customer_id',
  customerPostcode: 'customer_postcode',
  customerCountry: 'customer_country',
  ticketId: 'ticket_id',
  performance: 'performance_id',
  type: 'ticket_type',
  seat: 'seat',
  offer: 'offer',
  price: 'price',
  discount: 'discount',
  ticketTotal: 'ticket_total',
};

const OF_TICKET = [
  'ticket_id',
  'performance_id',
  'ticket_type',
  'seat',
  'offer',
  'price',
  'discount',
  'ticket_total',
] as const;
const OF_ORDER = [...ORDER_COLUMNS.required, ...ORDER_COLUMNS.optional, ...Object.keys(ORDER_COLUMNS.personal)].filter(
  (name) => !(OF_TICKET as readonly string[]).includes(name),
);

export interface TableOptions {
  readonly reader: FieldReader;
  readonly personal: PersonalFields;
  readonly currency: string;
  readonly part: number;
}

/** The lines of one order. */
interface Group {
  readonly lines: TableRow[];
  isWhole: boolean;
}

/** Only what is there: a column that is not declared is no field either. */
function customerOf(of: (column: string) => string): Record<string, string> {
  const fields = { id: of('customer_id'), postcode: of('customer_postcode'), country: of('customer_country') };
  return Object.fromEntries(Object.entries(fields).filter(([, value]) => value !== ''));
}

/** The shape that an order has in NDJSON. */
function toOrder(lines: readonly TableRow[], cell: CellOf): Record<string, unknown> {
  const { cells } = lines[0] as TableRow;
  const of = (column: string) => cell(cells, column);
  const isEmpty = lines.length === 1 && OF_TICKET.every((column) => of(column) === '');
  return {
    id: of('order_id'),
    placedAt: of('placed_at'),
    changedAt: of('changed_at'),
    channel: of('channel'),
    currency: of('currency'),
    total: of('order_total'),
    customer: customerOf(of),
    tickets: isEmpty
      ? []
      : lines.map(({ cells: own }) => ({
          id: cell(own, 'ticket_id'),
          performance: cell(own, 'performance_id'),
          type: cell(own, 'ticket_type'),
          seat: cell(own, 'seat'),
          offer: cell(own, 'offer'),
          price: cell(own, 'price'),
          discount: cell(own, 'discount'),
          total: cell(own, 'ticket_total'),
        })),
  };
}

/** Orders of a table with one line a ticket, the lines of an order next to each other. */
export async function* readOrders(
  { header, rows }: Table,
  { reader, personal, currency, part }: TableOptions,
): AsyncGenerator<DeliveredOrder> {
  const cell = readHeader(header, { names: ORDER_COLUMNS, personal, reader, part });
  const dropped = droppedColumns(header, ORDER_COLUMNS, personal);
  // What the table drops is dropped by its header; the check sees the format's own fields, of which the used ones are declared.
  const check = createOrderCheck({ reader, personal, currency, names: NAMES });
  const seen = new Set<string>();

  const itemsOf = ({ cells }: TableRow, inCurrency: string): DeliveredItem[] => {
    const item = (id: string, kind: DeliveredItem['kind']): DeliveredItem[] => {
      const amountMinor = reader.optionalAmount(cell(cells, id), id, inCurrency) ?? 0;
      return amountMinor === 0 ? [] : [{ id, kind, quantity: 1, amountMinor }];
    };
    return [...item('donations', 'donation'), ...item('charges', 'charge')];
  };

  const finish = ({ lines, isWhole }: Group): DeliveredOrder | null => {
    const first = lines[0] as TableRow;
    const order = check(toOrder(lines, cell), first.row, (index) => lines[index]?.row ?? first.row);
    if (order === null) return null;
    const items = itemsOf(first, order.currency);
    return isWhole && reader.wrong === 0 ? { ...order, items } : null;
  };

  const joins = (group: Group, { row, cells }: TableRow): void => {
    const first = group.lines[0] as TableRow;
    for (const column of OF_ORDER) {
      if (cell(cells, column) === cell(first.cells, column)) continue;
      reader.begin(row);
      reader.fault('record-invalid', `The column ${column} differs between the lines of one order.`, column);
      group.isWhole = false;
    }
  };

  let group: Group | null = null;
  for await (const line of rows) {
    for (const column of dropped) personal.count(column);
    if (line.cells.length !== header.length) {
      reader.begin(line.row);
      reader.fault('record-invalid', `The line has ${line.cells.length} cells, the header ${header.length}.`);
      continue;
    }
    const id = cell(line.cells, 'order_id');
    if (group !== null && id !== '' && id === cell((group.lines[0] as TableRow).cells, 'order_id')) {
      joins(group, line);
      group.lines.push(line);
      continue;
    }
    if (group !== null) {
      const order = finish(group);
      if (order !== null) yield order;
    }
    group = { lines: [line], isWhole: true };
    if (id !== '' && seen.has(id)) {
      reader.begin(line.row);
      reader.fault('record-invalid', 'The lines of an order are not next to each other.', 'order_id');
      group.isWhole = false;
    }
    seen.add(id);
  }
  const last = group === null ? null : finish(group);
  if (last !== null) yield last;
}
