import { mix } from '../random.ts';

/** The sixteen letters of the id suffix, and the length of a whole id [O, spektrix §2.1]. */
const CONSONANTS = 'BCDGHJKLMNPQRSTV';
const ID_LENGTH = 33;
const PAIRS = Array.from({ length: 256 }, (_, byte) => CONSONANTS.charAt(byte >> 4) + CONSONANTS.charAt(byte & 15));

/**
 * The v3 id of an integer: 33 characters, `<integer>A<consonants>`. The suffix is a function of the integer alone,
 * the same for every kind of thing and every client [O]; the vendor's own function is not known, this one is ours.
 */
export function idOf(integer: number): string {
  if (integer >= CATALOGUE_END) return makeId(integer);
  let id = catalogueIds.get(integer);
  if (id === undefined) {
    id = makeId(integer);
    catalogueIds.set(integer, id);
  }
  return id;
}

/** Ids of the catalogue are few and rendered in every ticket, so they are made once. */
const catalogueIds = new Map<number, string>();
const CATALOGUE_END = 1_000_000;

function makeId(integer: number): string {
  let suffix = '';
  for (let word = 0; word < 8; word += 1) {
    const h = mix(0x5eed1d, integer, word);
    suffix += (PAIRS[h & 255] ?? '') + (PAIRS[(h >>> 8) & 255] ?? '');
  }
  const digits = String(integer);
  return `${digits}A${suffix.slice(0, ID_LENGTH - 1 - digits.length)}`;
}

/** The integer of an id as sent in a path, or null where it is no id of ours. */
export function integerOf(id: string): number | null {
  const match = /^(\d{1,15})A[B-DGHJ-NP-TV]+$/.exec(id);
  if (!match?.[1]) return null;
  const integer = Number(match[1]);
  return idOf(integer) === id ? integer : null;
}

/** Sequence × 100 + shard 01 to 05 [I, spektrix §2.1]; the shard depends on the sequence alone, so kinds share ids. */
export function sharded(sequence: number): number {
  return sequence * 100 + 1 + (mix(0x5ead, sequence) % 5);
}

/** The sequence of a sharded integer, or null where the shard is not the one it must have. */
export function unsharded(integer: number): number | null {
  const sequence = Math.floor(integer / 100);
  return sharded(sequence) === integer ? sequence : null;
}

/**
 * Where the sequences of orders, customers and tickets start. They are kept apart from each other and from the
 * catalogue so that a customer's id never equals the id of something else: a search for personal data would
 * otherwise find ids that are no person's.
 */
export const FIRST_ORDER_SEQUENCE = 200_000;
export const FIRST_CUSTOMER_SEQUENCE = 5_000_000;
const FIRST_TICKET_SEQUENCE = 10_000_000;

/** The v3 id of an order, customer or ticket by its number in the world. */
export const orderId = (order: number): string => idOf(sharded(FIRST_ORDER_SEQUENCE + order));
export const customerId = (customer: number): string => idOf(sharded(FIRST_CUSTOMER_SEQUENCE + customer));
export const ticketId = (ticket: number): string => idOf(sharded(FIRST_TICKET_SEQUENCE + ticket));

/** The number in the world of an id with the given first sequence, or null. */
export function numberOf(id: string, firstSequence: number): number | null {
  const integer = integerOf(id);
  const sequence = integer === null ? null : unsharded(integer);
  return sequence === null || sequence < firstSequence ? null : sequence - firstSequence;
}
