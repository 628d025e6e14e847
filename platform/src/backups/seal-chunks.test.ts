import { randomBytes } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { DoesNotOpen } from '../keys/sealing.ts';
import { openChunks, sealChunks, TAG_BYTES } from './seal-chunks.ts';

const key = randomBytes(32);
const header = Buffer.from('a header');
const chunkBytes = 16;
const sealing = { key, header, chunkBytes };
const SEALED_CHUNK = chunkBytes + TAG_BYTES;

async function collect(pieces: AsyncIterable<Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(piece);
  return Buffer.concat(all);
}

/** In pieces as a socket or a disk might give them. */
function* inPieces(bytes: Buffer, sizes: readonly number[]): Generator<Buffer> {
  for (let at = 0, turn = 0; at < bytes.length; turn += 1) {
    const size = sizes[turn % sizes.length] ?? 1;
    yield bytes.subarray(at, at + size);
    at += size;
  }
}

const content = fc.uint8Array({ maxLength: 100 }).map((bytes) => Buffer.from(bytes));
const sizes = fc.array(fc.integer({ min: 1, max: 40 }), { minLength: 1, maxLength: 4 });

test('any content comes back, however it is cut into pieces', async () => {
  await fc.assert(
    fc.asyncProperty(content, sizes, sizes, async (bytes, written, read) => {
      const sealed = await collect(sealChunks(sealing, inPieces(bytes, written)));
      expect(sealed.length).toBe(bytes.length + TAG_BYTES * Math.max(1, Math.ceil(bytes.length / chunkBytes)));
      expect(await collect(openChunks(sealing, inPieces(sealed, read)))).toEqual(bytes);
    }),
  );
});

test('a changed bit, a cut anywhere, and chunks that are left out, swapped or added do not open', async () => {
  await fc.assert(
    fc.asyncProperty(content, fc.nat(), fc.integer({ min: 0, max: 7 }), async (bytes, where, bit) => {
      const sealed = await collect(sealChunks(sealing, [bytes]));
      const at = where % sealed.length;
      const changed = Buffer.from(sealed);
      changed.writeUInt8((changed[at] ?? 0) ^ (1 << bit), at);
      const chunks = [...inPieces(sealed, [SEALED_CHUNK])];
      const damaged = [changed, sealed.subarray(0, at), Buffer.concat([sealed, sealed.subarray(0, SEALED_CHUNK)])];
      if (chunks.length > 1) {
        damaged.push(Buffer.concat(chunks.slice(1)), Buffer.concat(chunks.slice(0, -1)));
        damaged.push(Buffer.concat([chunks[1], chunks[0], ...chunks.slice(2)] as Buffer[]));
      }
      for (const one of damaged) await expect(collect(openChunks(sealing, [one]))).rejects.toThrow(DoesNotOpen);
    }),
  );
});

test('another key or another header does not open it', async () => {
  const sealed = await collect(sealChunks(sealing, [Buffer.from('content')]));
  for (const other of [{ key: randomBytes(32) }, { header: Buffer.from('another') }]) {
    await expect(collect(openChunks({ ...sealing, ...other }, [sealed]))).rejects.toThrow(DoesNotOpen);
  }
});
