import { type Cell, plainText } from './cells.ts';
import type { MappedColumn } from './column-map.ts';
import type { FieldName, RecordKind } from './fields.ts';
import { PRICE_ABROAD, withoutAccents } from './headers-abroad.ts';
import { normalHeader } from './normal-header.ts';
import { decimalText } from './number-text.ts';

interface Totals {
  readonly kind: RecordKind;
  readonly taken: Map<FieldName, number>;
  readonly rows: readonly (readonly Cell[])[];
  readonly remarks: string[];
}

/** What a system without discounts calls what was paid. */
const JUST_A_PRICE = /^(?:(?:ticket|unit) ?)?price$/;
/** Of one ticket, whatever its values are. */
const OF_ONE = /unit|each|per ticket|unitaire|einzel|unitario|per stuk/;

/**
 * A price beside no other amount is what was paid, which is needed, and not the price before a discount that no column tells. Beside a
 * number of tickets it is what one of them cost, unless its values say that it is for all.
 */
export function withPaid(columns: MappedColumn[], { kind, taken, rows, remarks }: Totals): void {
  const at = taken.get('price');
  const column = at === undefined ? undefined : columns[at];
  if (kind !== 'sales' || at === undefined || column === undefined) return;
  if (taken.has('ticket_total') || taken.has('discount')) return;
  const name = withoutAccents(normalHeader(column.header));
  if (!JUST_A_PRICE.test(name) && !PRICE_ABROAD.test(name)) return;
  const quantity = taken.get('quantity');
  if (
    quantity !== undefined &&
    (OF_ONE.test(name) || !isForAll(rows, { at, quantity, type: taken.get('ticket_type') }))
  )
    return;
  columns[at] = { ...column, field: 'ticket_total' };
  taken.delete('price');
  taken.set('ticket_total', at);
  remarks.push(
    quantity === undefined
      ? `“${column.header}” is taken for what was paid. If it is the price before a discount, say so.`
      : `“${column.header}” grows with “${columns[quantity]?.header}”, so that it is taken for what all tickets of a line cost, and not for the price of one.`,
  );
}

/** Says how what a line came to is worked out. */
export function sayWorkedOut(columns: readonly MappedColumn[], remarks: string[]): void {
  const named = (field: FieldName): string[] =>
    columns.flatMap((column) => (column.field === field ? [`“${column.header}”`] : []));
  const [price, discount] = [named('price')[0], named('discount')[0]];
  const tickets = named('quantity');
  const product = `${price}${tickets.length === 0 ? '' : ` × ${tickets.length === 1 ? tickets[0] : 'the number of its tickets'}`}`;
  const off = tickets.length === 0 ? discount : `${discount}, which is taken to be that of the whole line`;
  remarks.push(
    `No column says what a line came to. It is worked out: ${product}${discount === undefined ? '' : `, less ${off}`}. If a column says what was paid, or ${price} is for all tickets of a line together, choose “Paid, for the ticket or the line” for that column.`,
  );
}

interface Priced {
  readonly at: number;
  readonly quantity: number;
  readonly type: number | undefined;
}

/** Whether tickets of one type cost the same each only if the price is shared out among those of a line. */
function isForAll(rows: readonly (readonly Cell[])[], { at, quantity, type }: Priced): boolean {
  const types = new Map<string, { numbers: Set<number>; written: Set<number>; shared: Set<number> }>();
  for (const row of rows) {
    const [price, number] = [amountIn(row[at]), amountIn(row[quantity])];
    if (price === null || number === null || price === 0 || number <= 0) continue;
    const key = type === undefined ? '' : normalHeader(plainText(row[type]));
    const seen = types.get(key) ?? { numbers: new Set(), written: new Set(), shared: new Set() };
    types.set(key, seen);
    seen.numbers.add(number);
    seen.written.add(price);
    seen.shared.add(Math.round((price / number) * 100));
  }
  const telling = [...types.values()].filter(({ numbers }) => numbers.size > 1);
  return telling.length > 0 && telling.every(({ written, shared }) => shared.size === 1 && written.size > 1);
}

function amountIn(cell: Cell | undefined): number | null {
  if (typeof cell === 'number') return cell;
  const text = plainText(cell).replaceAll(/[^\d.,-]/g, '');
  const read = decimalText(text, { decimal: '.', symbols: [] }) ?? decimalText(text, { decimal: ',', symbols: [] });
  return read === null ? null : Number(read);
}
