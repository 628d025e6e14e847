const BACKSLASH = 0x5c;
const FIRST_WIDE = 0x80;
const HIGH_BITS = 0x80808080;

/**
 * The text of a JSON body, for the parser and nobody else: signs beyond ASCII are written as escapes, which mean the same within a
 * JSON string and are as wrong as they were anywhere else. One sign beyond Latin-1 in a page of megabytes would otherwise double
 * what decoding, parsing and every text in it take.
 */
export function jsonText(body: Buffer): string {
  const skew = body.byteOffset & 3;
  const words = new Uint32Array(body.buffer, body.byteOffset - skew, (body.length + skew) >> 2);
  let at = nextWide(body, words, skew, 0);
  if (at === body.length) return body.toString('latin1');
  const pieces: string[] = [];
  let from = 0;
  while (at < body.length) {
    // Behind a backslash nothing but ASCII may stand, and an escape there would read as something else.
    if (body[at - 1] === BACKSLASH) return body.toString('utf8');
    let end = at;
    while (end < body.length && (body[end] as number) >= FIRST_WIDE) end += 1;
    pieces.push(body.toString('latin1', from, at), escaped(body.toString('utf8', at, end)));
    from = end;
    at = nextWide(body, words, skew, end);
  }
  pieces.push(body.toString('latin1', from));
  return pieces.join('');
}

/** Where the next byte stands that is no ASCII, looked for four at a time; the end if there is none. */
function nextWide(body: Buffer, words: Uint32Array, skew: number, from: number): number {
  let at = from;
  while (at < body.length && ((at + skew) & 3) !== 0) {
    if ((body[at] as number) >= FIRST_WIDE) return at;
    at += 1;
  }
  let word = (at + skew) >> 2;
  while (word < words.length && ((words[word] as number) & HIGH_BITS) === 0) word += 1;
  at = Math.max(at, (word << 2) - skew);
  while (at < body.length && (body[at] as number) < FIRST_WIDE) at += 1;
  return at;
}

function escaped(text: string): string {
  let escapes = '';
  for (let at = 0; at < text.length; at += 1) escapes += `\\u${text.charCodeAt(at).toString(16).padStart(4, '0')}`;
  return escapes;
}
