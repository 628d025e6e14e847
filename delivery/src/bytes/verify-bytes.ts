import { createHash } from 'node:crypto';
import { DeliveryFault } from '../fault.ts';
import type { PartDescription } from '../manifest.ts';

/**
 * Passes the bytes of a part on, and at their end says whether they are those that the manifest describes.
 * @throws DeliveryFault `part-hash-differs` after the last byte, or as soon as there are too many.
 */
export async function* verifyBytes(
  bytes: AsyncIterable<Uint8Array>,
  { part, bytes: declared, sha256 }: Pick<PartDescription, 'part' | 'bytes' | 'sha256'>,
): AsyncGenerator<Uint8Array> {
  const differs = (what: string) => new DeliveryFault({ code: 'part-hash-differs', what, part });
  const hash = createHash('sha256');
  let read = 0;
  for await (const chunk of bytes) {
    read += chunk.length;
    if (read > declared) throw differs(`It has more than the ${declared} bytes that the manifest says.`);
    hash.update(chunk);
    yield chunk;
  }
  if (read < declared) throw differs(`It has ${read} bytes; the manifest says ${declared}.`);
  if (hash.digest('hex') !== sha256) throw differs('Its SHA-256 is not the one that the manifest says.');
}
