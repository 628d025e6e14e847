import type { AnyStream } from './extraction.ts';

/** More than this are forgotten: a record that comes again is then read again, which costs time and nothing else. */
const MOST = 400_000;

/** Records that this run has read, in the state in which they were: an order comes with every window that it was touched in. */
export interface SeenRecords {
  /** Whether a record was read in this very state. */
  has(stream: AnyStream, record: unknown): boolean;
  /** Takes note of a record that was read well. */
  note(stream: AnyStream, record: unknown): void;
  forget(): void;
}

export function createSeenRecords(): SeenRecords {
  const states = new Map<string, number>();
  return {
    has({ name, idOf, stateOf }, record) {
      const id = stateOf === undefined ? null : idOf(record);
      return id !== null && stateOf !== undefined && states.get(`${name} ${id}`) === stateOf(record);
    },
    note({ name, idOf, stateOf }, record) {
      const id = stateOf === undefined ? null : idOf(record);
      if (id === null || stateOf === undefined) return;
      if (states.size >= MOST) states.clear();
      states.set(`${name} ${id}`, stateOf(record));
    },
    forget: () => states.clear(),
  };
}
