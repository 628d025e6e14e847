import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { PartDescription } from '@illuminate/delivery';

/** Well below the limits of a part, as the last lines are still within the packer when it is asked. */
const PACKED = 12 * 1024 * 1024;
const UNPACKED = 128 * 1024 * 1024;
const PIECE = 128 * 1024;

/** Writes one part as gzip NDJSON, readable by its owner alone, while it counts and hashes. */
export function openPart(path: string, part: number, kind: PartDescription['kind']) {
  const gzip = createGzip();
  const hash = createHash('sha256');
  let bytes = 0;
  let unpacked = 0;
  let records = 0;
  let waiting = '';
  const written = pipeline(
    gzip,
    async function* measured(chunks: AsyncIterable<Buffer>) {
      for await (const chunk of chunks) {
        bytes += chunk.length;
        hash.update(chunk);
        yield chunk;
      }
    },
    createWriteStream(path, { mode: 0o600 }),
  );
  // Told by whoever ends the part; until then nobody listens.
  written.catch(() => undefined);
  const pass = async () => {
    const text = waiting;
    waiting = '';
    if (!gzip.write(text)) await Promise.race([once(gzip, 'drain'), written]);
  };
  return {
    kind,
    isFull: (): boolean => bytes >= PACKED || unpacked >= UNPACKED,
    async add(line: string): Promise<void> {
      waiting += `${line}\n`;
      unpacked += line.length + 1;
      records += 1;
      if (waiting.length >= PIECE) await pass();
    },
    /** Its description for the manifest, once all of it is on the disk. */
    async end(): Promise<PartDescription> {
      if (waiting !== '') await pass();
      gzip.end();
      await written;
      const sha256 = hash.digest('hex');
      return { part, kind, format: 'ndjson', encoding: 'gzip', bytes, sha256, records };
    },
  };
}

export type PartWriter = ReturnType<typeof openPart>;
