import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { type Asked, tooBig, undecodable } from './faults.ts';

/** What we tell the box office that we can unpack. */
export const ACCEPTED_ENCODINGS = 'gzip, deflate, br';

/** Reads a whole body, unpacked, and stops as soon as it is bigger than allowed, packed or unpacked. */
export async function readBody(body: Readable, encoding: string, maxBytes: number, asked: Asked): Promise<Buffer> {
  const chunks: Buffer[] = [];
  let bytes = 0;
  const collect = async (source: AsyncIterable<Buffer>): Promise<void> => {
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw tooBig(maxBytes, asked);
      chunks.push(chunk);
    }
  };
  const decoder = decoderOf(encoding, asked);
  try {
    // A pipeline for nothing would cost a small answer as much as all the rest of it.
    await (decoder === null ? collect(body) : pipeline(body, decoder, collect));
  } catch (err) {
    // Tearing the pipeline down makes errors of its own, which may overtake the one that began it.
    if (bytes > maxBytes) throw tooBig(maxBytes, asked);
    throw isUnpackingError(err) ? undecodable(asked) : err;
  }
  return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, bytes);
}

export function isUnpackingError(err: unknown): boolean {
  return err instanceof Error && 'code' in err && /^(Z_|ERR__|ERR_BROTLI)/.test(String(err.code));
}

export function decoderOf(encoding: string, asked: Asked): Transform | null {
  switch (encoding.trim().toLowerCase()) {
    case '':
    case 'identity':
      return null;
    case 'gzip':
    case 'x-gzip':
      return createGunzip();
    case 'deflate':
      return createInflate();
    case 'br':
      return createBrotliDecompress();
    default:
      throw undecodable(asked);
  }
}
