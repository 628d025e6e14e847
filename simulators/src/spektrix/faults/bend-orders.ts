import type { FaultBoard } from '../../faults/fault-board.ts';
import { mix } from '../../random.ts';
import { idOf } from '../ids.ts';
import type { FaultName } from './fault-names.ts';

/** No ticket of the world has it. */
const ONE_TICKET = idOf(987_654_321);

/** What faults do to the orders of an answer. */
export interface OrderBend {
  /** Another order of orders, or some of them twice. */
  arrange(orders: readonly number[]): number[];
  /** The JSON text of one order, perhaps with a field changed or missing. */
  change(order: number, text: string): string;
}

/** The faults on the content of orders that apply to this request, or null where none does. */
export function bendOrders(faults: FaultBoard<FaultName>, target: string): OrderBend | null {
  const isList = /\/orders\?/i.test(target);
  const reorder = isList ? faults.take('reorder', target) : null;
  const duplicate = isList ? faults.take('duplicate', target) : null;
  const changed = faults.take('type-change', target);
  const missing = faults.take('missing-field', target);
  const fine = faults.take('fine-amount', target);
  const same = faults.take('same-ticket', target);
  if (!reorder && !duplicate && !changed && !missing && !fine && !same) return null;
  return {
    arrange(orders) {
      const repeated = duplicate
        ? orders.flatMap((order, index) => (index % 3 === 0 ? [order, order] : [order]))
        : [...orders];
      return reorder ? repeated.sort((a, b) => mix(1, a, 151) - mix(1, b, 151)) : repeated;
    },
    change(order, text) {
      if (order % 7 !== 0 || (!changed && !missing && !fine && !same)) return text;
      const record: Fields = JSON.parse(text);
      if (changed) {
        const [fields, name] = fieldAt(record, changed.value ?? 'total');
        const value = JSON.stringify(fields[name]);
        if (name in fields) fields[name] = order % 2 === 0 ? `£${value}` : { amount: fields[name] };
      }
      if (missing) {
        const [fields, name] = fieldAt(record, missing.value ?? 'total');
        delete fields[name];
      }
      if (fine) {
        const [fields, name] = fieldAt(record, fine.value ?? 'total');
        if (name in fields) fields[name] = Number((Number(fields[name]) + 0.005).toFixed(3));
      }
      if (same) {
        const [fields] = fieldAt(record, 'tickets.id');
        if ('id' in fields) fields.id = ONE_TICKET;
      }
      return JSON.stringify(record);
    },
  };
}

type Fields = Record<string, unknown>;

/** Where a field is: `total` in the order, `tickets.event` in its first ticket, if it has one. */
function fieldAt(order: Fields, path: string): [fields: Fields, name: string] {
  if (!path.startsWith('tickets.')) return [order, path];
  const [first = {}] = Array.isArray(order.tickets) ? (order.tickets as Fields[]) : [];
  return [first, path.slice('tickets.'.length)];
}
