import type { FaultBoard } from '../faults/fault-board.ts';
import { TRANSPORT_FAULTS } from '../faults/transport-faults.ts';

/** Every fault and what it does, one line each, as the help prints them. */
export const FAULTS = {
  ...TRANSPORT_FAULTS,
  reorder: 'what a list holds comes the other way round',
  duplicate: 'every second thing in a list comes twice',
  'repeat-page': 'the next of a page is that page',
  'type-change': 'in every second order the field VALUE (default total; tickets.NAME: of its first ticket) is an object',
  'missing-field': 'in every second order the field VALUE (default total; tickets.NAME: of its first ticket) is missing',
  unlisted: 'the first event and the first performance are left out of their lists',
} as const;

export type FaultName = keyof typeof FAULTS;

/** A list as faults arrange it. */
export function arrange<T>(faults: FaultBoard<FaultName>, target: string, list: readonly T[]): T[] {
  const reorder = faults.take('reorder', target);
  const duplicate = faults.take('duplicate', target);
  const repeated = duplicate ? list.flatMap((one, nth) => (nth % 2 === 0 ? [one, one] : [one])) : [...list];
  return reorder ? repeated.reverse() : repeated;
}

type Fields = Record<string, unknown>;

/** What a request does to orders: some of them have a field changed, or lack it. */
export function bendOrders(faults: FaultBoard<FaultName>, target: string): (order: number, record: Fields) => Fields {
  const changed = faults.take('type-change', target);
  const missing = faults.take('missing-field', target);
  return (order, record) => {
    if (order % 2 === 1 || (!changed && !missing)) return record;
    const bent = structuredClone(record);
    if (changed) {
      const [fields, name] = fieldAt(bent, changed.value ?? 'total');
      if (name in fields) fields[name] = { value: fields[name] };
    }
    if (missing) {
      const [fields, name] = fieldAt(bent, missing.value ?? 'total');
      delete fields[name];
    }
    return bent;
  };
}

function fieldAt(order: Fields, path: string): [fields: Fields, name: string] {
  if (!path.startsWith('tickets.')) return [order, path];
  const [first = {}] = Array.isArray(order.tickets) ? (order.tickets as Fields[]) : [];
  return [first, path.slice('tickets.'.length)];
}
