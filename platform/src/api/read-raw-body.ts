import { createHash } from 'node:crypto';
import type { IncomingMessage } from 'node:http';
import { Refusal } from '../refusal.ts';

export interface RawBody {
  readonly bytes: Uint8Array<ArrayBuffer>;
  /** Lower-case hex. */
  readonly sha256: string;
}

/** A sender on a slow line gets on; one that says nothing for so long does not. */
const SILENT_MS = 30_000;

/**
 * Reads the bytes of a request as they are, hashing them on their way, so that one pass over many megabytes is never made at once.
 * @returns null if there are more than `maxBytes`; the rest is not read
 * @throws Refusal if the request ends in the middle
 */
export async function readRawBody(incoming: IncomingMessage, maxBytes: number): Promise<RawBody | null> {
  const said = Number(incoming.headers['content-length'] ?? Number.NaN);
  if (said > maxBytes) return null;
  let bytes = new Uint8Array(Number.isNaN(said) ? Math.min(maxBytes, 64 * 1024) : said);
  const hash = createHash('sha256');
  let length = 0;
  const silent = setTimeout(() => incoming.destroy(), SILENT_MS);
  try {
    for await (const chunk of incoming as AsyncIterable<Buffer>) {
      silent.refresh();
      if (length + chunk.length > maxBytes) return null;
      if (length + chunk.length > bytes.length) {
        const more = new Uint8Array(Math.min(maxBytes, Math.max(bytes.length * 2, length + chunk.length)));
        more.set(bytes.subarray(0, length));
        bytes = more;
      }
      bytes.set(chunk, length);
      length += chunk.length;
      hash.update(chunk);
    }
  } catch {
    throw cutOff();
  } finally {
    clearTimeout(silent);
  }
  if (!incoming.complete) throw cutOff();
  return { bytes: length === bytes.length ? bytes : bytes.slice(0, length), sha256: hash.digest('hex') };
}

function cutOff(): Refusal {
  return new Refusal({
    code: 'malformed-request',
    detail: 'The request was cut off before all of its body had come.',
    whoActs: 'provider',
    nextStep: 'Send it again whole.',
  });
}
