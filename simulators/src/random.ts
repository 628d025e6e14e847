/**
 * Deterministic choice: every value of a simulated world is a hash of the seed and of what it belongs to, never of
 * a generator with a position, so that any record can be rendered alone and a restart shows the same world.
 */

/** A 32-bit unsigned hash (murmur3) of a seed and up to three numbers; numbers beyond 32 bits are folded. */
export function mix(seed: number, a: number, b = 0, c = 0): number {
  let h = step(seed | 0, a);
  if (a > 0xffffffff) h = step(h, a / 0x100000000);
  h = step(h, b);
  h = step(h, c);
  h ^= h >>> 16;
  h = Math.imul(h, 0x85ebca6b);
  h ^= h >>> 13;
  h = Math.imul(h, 0xc2b2ae35);
  return (h ^ (h >>> 16)) >>> 0;
}

function step(h: number, value: number): number {
  let k = Math.imul(value | 0, 0xcc9e2d51);
  k = (k << 15) | (k >>> 17);
  const mixed = h ^ Math.imul(k, 0x1b873593);
  return (Math.imul((mixed << 13) | (mixed >>> 19), 5) + 0xe6546b64) | 0;
}

/** The hash as a fraction, 0 <= x < 1. */
export function unit(seed: number, a: number, b = 0, c = 0): number {
  return mix(seed, a, b, c) / 0x100000000;
}

/** A 32-bit hash of a text, to make seeds of names. */
export function mixText(seed: number, text: string): number {
  let h = seed | 0;
  for (let i = 0; i < text.length; i += 1) h = step(h, text.charCodeAt(i));
  return mix(h, text.length);
}

/** The element of a non-empty list that a hash points at. */
export function pick<T>(list: readonly T[], hash: number): T {
  const chosen = list[hash % list.length];
  if (chosen === undefined) throw new RangeError('pick needs a list with at least one element');
  return chosen;
}
