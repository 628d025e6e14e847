import type { AnyStream } from './extraction.ts';

/** More than this are forgotten: a record that comes again is then read again, which costs time and nothing else. */
const MOST = 400_000;
const FIRST_SLOTS = 4_096;

/** Records that this run has read, in the state in which they were: an order comes with every window that it was touched in. */
export interface SeenRecords {
  /** Whether a record was read in this very state. */
  has(stream: AnyStream, record: unknown): boolean;
  /** Takes note of a record that was read well. */
  note(stream: AnyStream, record: unknown): void;
  forget(): void;
}

/**
 * Numbers in arrays instead of texts in a map: what is remembered for the whole of a run would otherwise be walked through by every
 * collection of garbage, and lie in the heap as four times as much. Two records are taken for one only where 52 bits of their ids'
 * hashes are equal, and their states too.
 */
export function createSeenRecords(): SeenRecords {
  let keys = new Float64Array(FIRST_SLOTS);
  let states = new Float64Array(FIRST_SLOTS);
  let size = 0;

  /** The slot of a key, or the free one where it would go. */
  const slotOf = (key: number): number => {
    const last = keys.length - 1;
    for (let slot = key & last; ; slot = (slot + 1) & last) {
      const there = keys[slot];
      if (there === key || there === 0) return slot;
    }
  };
  const put = (key: number, state: number): void => {
    const slot = slotOf(key);
    if (keys[slot] === 0) size += 1;
    keys[slot] = key;
    states[slot] = state;
  };
  const resize = (slots: number): void => {
    const [oldKeys, oldStates] = [keys, states];
    keys = new Float64Array(slots);
    states = new Float64Array(slots);
    size = 0;
    for (const [slot, key] of oldKeys.entries()) if (key !== 0) put(key, oldStates[slot] ?? 0);
  };
  const forget = (): void => {
    keys = new Float64Array(FIRST_SLOTS);
    states = new Float64Array(FIRST_SLOTS);
    size = 0;
  };

  return {
    has({ name, idOf, stateOf }, record) {
      const id = stateOf === undefined ? null : idOf(record);
      if (id === null || stateOf === undefined) return false;
      const key = keyOf(name, id);
      const slot = slotOf(key);
      return keys[slot] === key && states[slot] === stateOf(record);
    },
    note({ name, idOf, stateOf }, record) {
      const id = stateOf === undefined ? null : idOf(record);
      if (id === null || stateOf === undefined) return;
      if (size >= MOST) forget();
      if (size * 2 >= keys.length) resize(keys.length * 2);
      put(keyOf(name, id), stateOf(record));
    },
    forget,
  };
}

/** 52 bits of a stream's name and an id, of which the lowest 32 are well mixed; never 0, which is a free slot. */
function keyOf(stream: string, id: string): number {
  let low = 0x811c9dc5;
  let high = 0x27d4eb2f;
  for (const text of [stream, id]) {
    for (let index = 0; index < text.length; index += 1) {
      const unit = text.charCodeAt(index);
      low = Math.imul(low ^ unit, 0x01000193);
      high = Math.imul(high ^ unit, 0x5bd1e995) ^ (high >>> 15);
    }
    low ^= 0x1f;
  }
  low = Math.imul(low ^ (low >>> 16), 0x85ebca6b);
  low ^= low >>> 13;
  return (high >>> 12) * 2 ** 32 + (low >>> 0) || 1;
}
