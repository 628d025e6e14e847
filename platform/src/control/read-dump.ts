import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream';
import { createGunzip } from 'node:zlib';
import { z } from 'zod';
import { StartRefused } from '../config/start-refused.ts';
import { DumpEnd, DumpHeader } from './dump-format.ts';
import { dumpedTables } from './dump-tables.ts';

const names = dumpedTables.map(({ name }) => name);
const DumpLine = z.object({ table: z.enum(names as [string, ...string[]]), row: z.record(z.string(), z.unknown()) });

/** Reads the whole file and refuses it whole: cut short, changed by a byte, or with a row too few. */
export async function verifyDump(file: string): Promise<DumpHeader> {
  try {
    const hash = createHash('sha256');
    const counts = new Map<string, number>();
    let header: DumpHeader | undefined;
    let end: z.infer<typeof DumpEnd> | undefined;
    for await (const line of linesOf(file)) {
      if (end) throw new TypeError('lines after the end');
      if (line.startsWith('{"end":')) {
        end = DumpEnd.parse(JSON.parse(line));
        continue;
      }
      hash.update(`${line}\n`);
      if (!header) header = DumpHeader.parse(refuseNewer(file, JSON.parse(line)));
      else {
        const { table } = DumpLine.parse(JSON.parse(line));
        counts.set(table, (counts.get(table) ?? 0) + 1);
      }
    }
    if (!header || !end || hash.digest('hex') !== end.sha256) throw new TypeError('not what was written');
    for (const [table, count] of Object.entries(header.counts)) {
      if ((counts.get(table) ?? 0) !== count) throw new TypeError('not as many rows as were counted');
    }
    return header;
  } catch (cause) {
    if (cause instanceof StartRefused) throw cause;
    throw new StartRefused(
      'dump_damaged',
      `The dump ${file} is damaged or incomplete, and nothing was restored from it: use the one before it.`,
      { cause },
    );
  }
}

export interface DumpRows {
  table: string;
  /** The rows as text, an array in JSON: JavaScript's numbers would change some. */
  rows: string;
}

/** The rows of a verified dump, chunk by chunk, each of one table. */
export async function* rowsOfDump(file: string, chunkRows: number): AsyncGenerator<DumpRows> {
  let table = '';
  const rows: string[] = [];
  const take = () => ({ table, rows: `[${rows.splice(0).join(',')}]` });
  for await (const line of linesOf(file)) {
    const match = /^\{"table":"([a-z_]+)","row":(.*)\}$/.exec(line);
    if (!match) continue;
    const [, name = '', row = ''] = match;
    if (rows.length > 0 && (name !== table || rows.length === chunkRows)) yield take();
    table = name;
    rows.push(row);
  }
  if (rows.length > 0) yield take();
}

function refuseNewer(file: string, header: unknown): unknown {
  const version = z.object({ format: z.string(), version: z.number() }).safeParse(header);
  if (version.success && version.data.version > 1) {
    throw new StartRefused(
      'dump_newer',
      `The dump ${file} was written by a newer version of Illuminate: restore it with that version.`,
    );
  }
  return header;
}

async function* linesOf(file: string): AsyncGenerator<string> {
  const text = createGunzip().setEncoding('utf8');
  // What goes wrong comes out of the iteration; without a listener of its own it would end the process.
  pipeline(createReadStream(file), text, () => {});
  let rest = '';
  for await (const part of text as AsyncIterable<string>) {
    const lines = (rest + part).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  if (rest) yield rest;
}
