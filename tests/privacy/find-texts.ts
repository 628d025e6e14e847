/** Finds any of very many texts in bytes, in one pass, in whatever common form they were written. */
export interface Finder {
  /** The texts that occur in the bytes, each with the form in which it was found; at most `limit`. */
  find(bytes: Uint8Array, limit?: number): Found[];
  readonly forms: number;
}

export interface Found {
  readonly text: string;
  readonly form: string;
}

/** Every form begins with a window of this many bytes, by whose hash it is looked up. */
const WINDOW = 6;
const BASE = 16_777_619;
const FILTER_BITS = 1 << 24;

/** A finder of these texts. A form shorter than six bytes is left out: it would occur by chance. */
export function createFinder(texts: Iterable<string>): Finder {
  const byHash = new Map<number, { readonly bytes: Buffer; readonly found: Found }[]>();
  const filter = new Uint8Array(FILTER_BITS >>> 3);
  const known = new Set<string>();
  for (const text of texts) {
    for (const [form, bytes] of formsOf(text)) {
      const key = bytes.toString('latin1');
      if (bytes.length < WINDOW || known.has(key)) continue;
      known.add(key);
      let hash = 0;
      for (let at = 0; at < WINDOW; at += 1) hash = (Math.imul(hash, BASE) + (bytes[at] ?? 0)) | 0;
      const bit = bitOf(hash);
      filter[bit >>> 3] = (filter[bit >>> 3] ?? 0) | (1 << (bit & 7));
      const entry = { bytes, found: { text, form } };
      const others = byHash.get(hash);
      if (others === undefined) byHash.set(hash, [entry]);
      else others.push(entry);
    }
  }
  let top = 1;
  for (let power = 1; power < WINDOW; power += 1) top = Math.imul(top, BASE);

  return {
    forms: known.size,
    find(bytes, limit = 20) {
      const all = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
      const found = new Map<string, Found>();
      let hash = 0;
      for (let at = 0; at < all.length; at += 1) {
        if (at >= WINDOW) hash = (hash - Math.imul(all[at - WINDOW] ?? 0, top)) | 0;
        hash = (Math.imul(hash, BASE) + (all[at] ?? 0)) | 0;
        if (at < WINDOW - 1) continue;
        const bit = bitOf(hash);
        if (((filter[bit >>> 3] ?? 0) & (1 << (bit & 7))) === 0) continue;
        const from = at - WINDOW + 1;
        for (const entry of byHash.get(hash) ?? []) {
          if (!all.subarray(from, from + entry.bytes.length).equals(entry.bytes)) continue;
          found.set(`${entry.found.text} ${entry.found.form}`, entry.found);
          if (found.size >= limit) return [...found.values()];
        }
      }
      return [...found.values()];
    },
  };
}

function bitOf(hash: number): number {
  return Math.imul(hash, 0x9e3779b1) >>> 8;
}

/** The ways in which a text may have been written down. */
function* formsOf(text: string): Generator<[form: string, bytes: Buffer]> {
  const spellings: [string, string][] = [
    ['as it is', text],
    ['NFC', text.normalize('NFC')],
    ['NFD', text.normalize('NFD')],
    ['lower case', text.normalize('NFC').toLowerCase()],
    ['upper case', text.normalize('NFC').toUpperCase()],
  ];
  for (const [name, spelling] of spellings) yield [name, Buffer.from(spelling, 'utf8')];
  for (const [name, spelling] of spellings.slice(0, 3)) {
    const quoted = JSON.stringify(spelling).slice(1, -1);
    yield [`JSON, ${name}`, Buffer.from(quoted, 'utf8')];
    yield [`JSON twice, ${name}`, Buffer.from(JSON.stringify(quoted).slice(1, -1), 'utf8')];
    const escaped = quoted.replace(
      /[\u0080-\uffff]/g,
      (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
    );
    yield [`JSON in ASCII, ${name}`, Buffer.from(escaped, 'utf8')];
    const url = encodeURIComponent(spelling);
    yield [`URL, ${name}`, Buffer.from(url, 'utf8')];
    yield [`form, ${name}`, Buffer.from(url.replaceAll('%20', '+'), 'utf8')];
    const bytes = Buffer.from(spelling, 'utf8');
    yield [`hex, ${name}`, Buffer.from(bytes.toString('hex'))];
    yield [`HEX, ${name}`, Buffer.from(bytes.toString('hex').toUpperCase())];
    yield [`UTF-16, ${name}`, Buffer.from(spelling, 'utf16le')];
    for (const shift of [0, 1, 2]) {
      // What stands before decides how six-bit pieces fall; those that share bits with neighbours are cut off.
      const padded = Buffer.concat([Buffer.alloc(shift), bytes]);
      const base64 = padded.toString('base64').replaceAll('=', '');
      const inner = base64.slice(shift === 0 ? 0 : shift + 1, padded.length % 3 === 0 ? undefined : -1);
      yield [`base64 at ${shift}, ${name}`, Buffer.from(inner)];
      yield [`base64url at ${shift}, ${name}`, Buffer.from(inner.replaceAll('+', '-').replaceAll('/', '_'))];
    }
  }
}

/**
 * The words of texts that are distinctive: nine letters and more, and in few of the texts. So a piece of a name or an address is
 * found as well, and a word of every third note ("wheelchair") is not taken for one.
 */
export function distinctiveWords(texts: readonly string[]): string[] {
  const times = new Map<string, number>();
  for (const text of texts) {
    for (const word of new Set(text.match(/[\p{L}\p{M}\p{Extended_Pictographic}]{9,}/gu) ?? [])) {
      times.set(word, (times.get(word) ?? 0) + 1);
    }
  }
  return [...times].filter(([, count]) => count <= 6).map(([word]) => word);
}
