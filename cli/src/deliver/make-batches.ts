import { randomBytes } from 'node:crypto';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type Delivered,
  MANIFEST_FORMAT,
  type Manifest,
  type PartDescription,
  parseManifest,
  type Totals,
  writeRecord,
} from '@illuminate/delivery';
import { cutBatches, type ReadData } from './cut-batches.ts';
import { MANIFEST_FILE } from './find-batches.ts';
import { openPart, type PartWriter } from './part-writer.ts';
import type { PersonalTally } from './read-records.ts';

export interface MakeBatches {
  readonly data: ReadData;
  /** Where the folders of the batches are made. */
  readonly folder: string;
  readonly connection: string;
  readonly firstSequence: number;
  /** Milliseconds since 1970; the end is not included. */
  readonly period: { readonly from: number; readonly to: number };
  readonly now: number;
}

const instant = (milliseconds: number): string => new Date(milliseconds).toISOString();

/** Each batch but the last gets a millisecond of the period: it is covered only once all of them are loaded. */
function share(period: MakeBatches['period'], at: number, of: number): Manifest['period'] {
  const from = period.from + at;
  return { from: instant(from), to: instant(at === of - 1 ? period.to : from + 1) };
}

/** What is used of customers, and occurs: the rest was dropped before it was written. */
const usedFields = ({ ids, postcodes, countries }: PersonalTally): string[] => [
  ...(ids > 0 ? ['customer.id'] : []),
  ...(postcodes > 0 ? ['customer.postcode'] : []),
  ...(countries > 0 ? ['customer.country'] : []),
];

/** The parts of one batch as they are written, one at a time of each kind. */
function createBatchFolder(folder: string) {
  const open = new Map<PartDescription['kind'], PartWriter>();
  const done: PartDescription[] = [];
  let parts = 0;
  const begin = (kind: PartDescription['kind']): PartWriter => {
    parts += 1;
    const part = openPart(join(folder, `part-${parts}.ndjson.gz`), parts, kind);
    open.set(kind, part);
    return part;
  };
  const end = async (part: PartWriter) => {
    open.delete(part.kind);
    done.push(await part.end());
  };
  return {
    folder,
    async add(record: Delivered): Promise<void> {
      const kind = record.kind === 'order' ? 'orders' : 'performances';
      let part = open.get(kind);
      if (part?.isFull()) {
        await end(part);
        part = undefined;
      }
      await (part ?? begin(kind)).add(writeRecord(record));
    },
    async end(): Promise<PartDescription[]> {
      if (parts === 0) begin('orders');
      for (const part of open.values()) await end(part);
      return done.toSorted((a, b) => a.part - b.part);
    },
  };
}

/**
 * Makes batches of data files: parts below the limits, packed, counted and totalled, each in a folder of its own under `folder`, and
 * gives their ids in order. What is dropped is dropped here, and never leaves this machine. Faults are in the list of `data`; then the
 * batches are not to be sent.
 */
export async function makeBatches(making: MakeBatches): Promise<{ ids: string[]; totals: Totals[] }> {
  const { data, folder, connection, firstSequence, period, now } = making;
  const stamp = instant(now).replaceAll(/[-:]|\.\d+/g, '');
  const mark = randomBytes(3).toString('hex');
  const batches: { id: string; parts: ReturnType<typeof createBatchFolder> }[] = [];
  const totals = await cutBatches(data, {
    async begin() {
      const id = `${stamp}-${firstSequence + batches.length}-${mark}`;
      await mkdir(join(folder, id), { recursive: true, mode: 0o700 });
      batches.push({ id, parts: createBatchFolder(join(folder, id)) });
    },
    add: async (record) => batches.at(-1)?.parts.add(record),
  });
  for (const [at, { id, parts }] of batches.entries()) {
    const manifest: Manifest = {
      format: MANIFEST_FORMAT,
      connection,
      batch: id,
      sequence: firstSequence + at,
      createdAt: instant(now),
      period: share(period, at, batches.length),
      personalFields: usedFields(data.tally),
      parts: await parts.end(),
      totals: totals[at] as Totals,
    };
    const bytes = Buffer.from(`${JSON.stringify(manifest, null, 2)}\n`);
    // What is made here must be what the server takes.
    parseManifest(bytes);
    await writeFile(join(parts.folder, MANIFEST_FILE), bytes, { mode: 0o600 });
  }
  return { ids: batches.map(({ id }) => id), totals };
}
