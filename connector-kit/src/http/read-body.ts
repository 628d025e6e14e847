import type { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createBrotliDecompress, createGunzip, createInflate } from 'node:zlib';
import { type Asked, tooBig, undecodable } from './faults.ts';

/** What we tell the box office that we can unpack. */
export const ACCEPTED_ENCODINGS = 'gzip, deflate, br';

/** Reads a whole body, unpacked, and stops as soon as it is bigger than allowed, packed or unpacked. */
export async function readBody(body: Readable, encoding: string, maxBytes: number, asked: Asked): Promise<Buffer> {
  const collect = async (source: AsyncIterable<Buffer>): Promise<Buffer> => {
    const chunks: Buffer[] = [];
    let bytes = 0;
    for await (const chunk of source) {
      bytes += chunk.length;
      if (bytes > maxBytes) throw tooBig(maxBytes, asked);
      chunks.push(chunk);
    }
    return chunks.length === 1 && chunks[0] !== undefined ? chunks[0] : Buffer.concat(chunks, bytes);
  };
  const decoder = decoderOf(encoding, asked);
  if (decoder === null) return await pipeline(body, collect);
  try {
    return await pipeline(body, decoder, collect);
  } catch (err) {
    throw err instanceof Error && 'code' in err && /^(Z_|ERR_.*BROTLI|ERR__)/.test(String(err.code))
      ? undecodable(asked)
      : err;
  }
}

function decoderOf(encoding: string, asked: Asked): Transform | null {
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
