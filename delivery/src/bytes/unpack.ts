import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';
import { DeliveryFault } from '../fault.ts';
import { LIMITS } from '../limits.ts';

export interface UnpackOptions {
  readonly encoding: 'none' | 'gzip';
  readonly part: number;
}

const isZlibError = (err: unknown): boolean => {
  const code = (err as NodeJS.ErrnoException | null)?.code;
  return typeof code === 'string' && /^(Z_|ERR_ZLIB)/.test(code);
};

async function* gunzip(bytes: AsyncIterable<Uint8Array>, part: number): AsyncGenerator<Uint8Array> {
  const unzip = createGunzip({ chunkSize: 128 * 1024 });
  const fed = pipeline(bytes, unzip);
  // It is the reading side that tells of a failure.
  fed.catch(() => undefined);
  try {
    for await (const chunk of unzip) yield chunk as Uint8Array;
  } catch (err) {
    if (!isZlibError(err)) throw err;
    throw new DeliveryFault({ code: 'part-unreadable', what: 'It is not gzip, or ends in the middle.', part });
  } finally {
    unzip.destroy();
  }
}

/**
 * The bytes of a part as they were before packing, piece by piece.
 * @throws DeliveryFault `part-unreadable` if it is not gzip, `part-too-big` beyond the limit of unpacked bytes.
 */
export async function* unpack(
  bytes: AsyncIterable<Uint8Array>,
  { encoding, part }: UnpackOptions,
): AsyncGenerator<Uint8Array> {
  let read = 0;
  for await (const chunk of encoding === 'gzip' ? gunzip(bytes, part) : bytes) {
    read += chunk.length;
    if (read > LIMITS.unpackedBytes) {
      const what = `It has more than ${LIMITS.unpackedBytes} bytes unpacked.`;
      throw new DeliveryFault({ code: 'part-too-big', what, part });
    }
    yield chunk;
  }
}
