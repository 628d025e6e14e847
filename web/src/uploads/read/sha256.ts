// The browser's own digest wants all bytes at once, and a file may be bigger than memory. FIPS 180-4, 6.2.

const K = Int32Array.from(primes(64).map((prime) => (Math.cbrt(prime) % 1) * 2 ** 32));
const FIRST = primes(8).map((prime) => (Math.sqrt(prime) % 1) * 2 ** 32);

function primes(count: number): number[] {
  const found: number[] = [];
  for (let next = 2; found.length < count; next += 1) {
    if (found.every((prime) => next % prime !== 0)) found.push(next);
  }
  return found;
}

const BLOCK = 64;

/** SHA-256 over bytes that come piece by piece. */
export class Sha256 {
  readonly #state = Int32Array.from(FIRST);
  readonly #words = new Int32Array(64);
  readonly #held = new Uint8Array(BLOCK);
  #heldBytes = 0;
  #bytes = 0;

  update(piece: Uint8Array): void {
    this.#bytes += piece.length;
    let from = 0;
    if (this.#heldBytes > 0) {
      from = Math.min(BLOCK - this.#heldBytes, piece.length);
      this.#held.set(piece.subarray(0, from), this.#heldBytes);
      this.#heldBytes += from;
      if (this.#heldBytes < BLOCK) return;
      this.#take(this.#held, 0);
      this.#heldBytes = 0;
    }
    for (; from + BLOCK <= piece.length; from += BLOCK) this.#take(piece, from);
    this.#held.set(piece.subarray(from));
    this.#heldBytes = piece.length - from;
  }

  /** 64 hexadecimal digits. Ends it: nothing may be added after. */
  hex(): string {
    const bits = this.#bytes * 8;
    const padding = new Uint8Array((this.#heldBytes < 56 ? BLOCK : 2 * BLOCK) - this.#heldBytes);
    padding[0] = 0x80;
    const view = new DataView(padding.buffer);
    view.setUint32(padding.length - 8, Math.floor(bits / 2 ** 32));
    view.setUint32(padding.length - 4, bits % 2 ** 32);
    this.update(padding);
    return [...this.#state].map((word) => (word >>> 0).toString(16).padStart(8, '0')).join('');
  }

  #take(block: Uint8Array, from: number): void {
    // Typed arrays of a fixed length: an index within it is never undefined.
    const words = this.#words;
    for (let t = 0, byte = from; t < 16; t += 1, byte += 4) {
      words[t] =
        ((block[byte] as number) << 24) |
        ((block[byte + 1] as number) << 16) |
        ((block[byte + 2] as number) << 8) |
        (block[byte + 3] as number);
    }
    for (let t = 16; t < 64; t += 1) {
      const early = words[t - 15] as number;
      const late = words[t - 2] as number;
      const s0 = turned(early, 7) ^ turned(early, 18) ^ (early >>> 3);
      const s1 = turned(late, 17) ^ turned(late, 19) ^ (late >>> 10);
      words[t] = (words[t - 16] as number) + s0 + (words[t - 7] as number) + s1;
    }
    const state = this.#state;
    let a = state[0] as number;
    let b = state[1] as number;
    let c = state[2] as number;
    let d = state[3] as number;
    let e = state[4] as number;
    let f = state[5] as number;
    let g = state[6] as number;
    let h = state[7] as number;
    for (let t = 0; t < 64; t += 1) {
      const s1 = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
      const one = (h + s1 + ((e & f) ^ (~e & g)) + (K[t] as number) + (words[t] as number)) | 0;
      const s0 = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
      const two = (s0 + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      h = g;
      g = f;
      f = e;
      e = (d + one) | 0;
      d = c;
      c = b;
      b = a;
      a = (one + two) | 0;
    }
    state[0] = (state[0] as number) + a;
    state[1] = (state[1] as number) + b;
    state[2] = (state[2] as number) + c;
    state[3] = (state[3] as number) + d;
    state[4] = (state[4] as number) + e;
    state[5] = (state[5] as number) + f;
    state[6] = (state[6] as number) + g;
    state[7] = (state[7] as number) + h;
  }
}

const turned = (word: number, by: number): number => (word >>> by) | (word << (32 - by));
