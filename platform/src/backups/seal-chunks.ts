// A stream sealed in chunks (STREAM, as in age): nonce = number of the chunk and whether it is the last. A chunk that is changed,
// moved, left out or cut off makes the file refuse to open, and memory holds one chunk whatever the size.
import { createCipheriv, createDecipheriv, createHash } from 'node:crypto';
import { DoesNotOpen } from '../keys/sealing.ts';

export const TAG_BYTES = 16;
const NONCE_BYTES = 12;

type Bytes = AsyncIterable<Uint8Array> | Iterable<Uint8Array>;

interface Sealing {
  /** 32 bytes that seal nothing else: nonces are counted from 0. */
  readonly key: Uint8Array;
  /** The bytes before the first chunk, to which every chunk is bound. */
  readonly header: Buffer;
  readonly chunkBytes: number;
}

/** Each chunk of the content, sealed; there is always a last one. */
export async function* sealChunks({ key, header, chunkBytes }: Sealing, content: Bytes): AsyncGenerator<Buffer> {
  const bound = digestOf(header);
  let number = 0;
  for await (const { bytes, isLast } of cut(content, chunkBytes)) {
    const cipher = createCipheriv('aes-256-gcm', key, nonceOf(number, isLast), { authTagLength: TAG_BYTES });
    cipher.setAAD(bound);
    yield Buffer.concat([cipher.update(bytes), cipher.final(), cipher.getAuthTag()]);
    number += 1;
  }
}

/** The content again, each chunk proven before it is given out. @throws DoesNotOpen */
export async function* openChunks({ key, header, chunkBytes }: Sealing, sealed: Bytes): AsyncGenerator<Buffer> {
  const bound = digestOf(header);
  let number = 0;
  for await (const { bytes, isLast } of cut(sealed, chunkBytes + TAG_BYTES)) {
    if (bytes.length < TAG_BYTES) throw new DoesNotOpen();
    const decipher = createDecipheriv('aes-256-gcm', key, nonceOf(number, isLast), { authTagLength: TAG_BYTES });
    decipher.setAAD(bound);
    decipher.setAuthTag(bytes.subarray(-TAG_BYTES));
    const content = decipher.update(bytes.subarray(0, -TAG_BYTES));
    try {
      decipher.final();
    } catch {
      throw new DoesNotOpen();
    }
    yield content;
    number += 1;
  }
}

/** Pieces of exactly `size` bytes and a last one of what is left, known to be the last because nothing comes after it. */
async function* cut(source: Bytes, size: number): AsyncGenerator<{ bytes: Buffer; isLast: boolean }> {
  const held: Uint8Array[] = [];
  let length = 0;
  for await (const piece of source) {
    held.push(piece);
    length += piece.length;
    // One byte more than a chunk says that the chunk is not the last.
    if (length <= size) continue;
    let rest = Buffer.concat(held);
    while (rest.length > size) {
      yield { bytes: rest.subarray(0, size), isLast: false };
      rest = rest.subarray(size);
    }
    held.splice(0, held.length, rest);
    length = rest.length;
  }
  yield { bytes: Buffer.concat(held), isLast: true };
}

function nonceOf(number: number, isLast: boolean): Buffer {
  const nonce = Buffer.alloc(NONCE_BYTES);
  nonce.writeUIntBE(number, 5, 6);
  nonce.writeUInt8(isLast ? 1 : 0, NONCE_BYTES - 1);
  return nonce;
}

function digestOf(header: Buffer): Buffer {
  return createHash('sha256').update(header).digest();
}
