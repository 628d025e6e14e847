// One logical dump, table by table. A whole-database dump would stall the event loop for seconds.
import { createHash } from 'node:crypto';
import { createWriteStream, rmSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';
import type { Kysely } from 'kysely';
import type { ControlBackend } from './control-backend.ts';
import type { DataFolder } from './data-folder.ts';
import { DUMPS_FOLDER, dumpName } from './dump-files.ts';
import { DUMP_FORMAT, DUMP_VERSION, type DumpHeader } from './dump-format.ts';
import { type DumpSnapshot, readLater, takeSnapshot } from './dump-snapshot.ts';
import { renameDurably } from './files.ts';
import { newestMigration } from './migrate.ts';
import type { ControlTables } from './schema.ts';

export interface WriteDump {
  backend: ControlBackend;
  folder: DataFolder;
  at: Date;
  reason: string;
  /** `recent`: of ended syncs, their events and consent polls only the newest, so that a dump after a change is quick. */
  history: 'whole' | 'recent';
}

/** A row that retention took away between the count and the reading of it; the dump is begun again. */
class CountsChanged extends Error {}

/** Returns the path of the dump, which by then is on the disk under its final name. */
export async function writeDump(dump: WriteDump): Promise<string> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await attemptDump(dump);
    } catch (err) {
      if (!(err instanceof CountsChanged) || attempt === 3) throw err;
    }
  }
}

async function attemptDump(dump: WriteDump): Promise<string> {
  const { backend, folder, at, history } = dump;
  const path = join(folder.folder(DUMPS_FOLDER), dumpName(at));
  const unfinished = `${path}.part`;
  const write = async (snapshot: DumpSnapshot, db: Kysely<ControlTables>) => {
    await pipeline(
      Readable.from(linesOf(dump, snapshot, db)),
      createGzip(),
      createWriteStream(unfinished, { mode: 0o600 }),
    );
  };
  try {
    if (backend.kind === 'server') {
      await backend.db
        .transaction()
        .setIsolationLevel('repeatable read')
        .execute(async (trx) => write(await takeSnapshot(trx, at, history), trx));
    } else {
      // One connection for everybody: held for the tables that change only.
      const snapshot = await backend.db.transaction().execute((trx) => takeSnapshot(trx, at, history));
      await write(snapshot, backend.db);
    }
    const file = await open(unfinished, 'r+');
    try {
      await file.sync();
    } finally {
      await file.close();
    }
    renameDurably(unfinished, path);
    return path;
  } catch (err) {
    rmSync(unfinished, { force: true });
    throw err;
  }
}

async function* linesOf(dump: WriteDump, snapshot: DumpSnapshot, db: Kysely<ControlTables>): AsyncGenerator<string> {
  const hash = createHash('sha256');
  const hashed = (text: string) => {
    hash.update(text);
    return text;
  };
  yield hashed(`${JSON.stringify(headerOf(dump, snapshot))}\n`);
  let rows = 0;
  for (const chunk of snapshot.chunks) {
    rows += chunk.rows;
    yield hashed(chunk.text);
  }
  for await (const chunk of readLater(db, snapshot.marks)) {
    rows += chunk.rows;
    yield hashed(chunk.text);
    await new Promise((resolve) => setImmediate(resolve));
  }
  if (rows !== sum(snapshot.counts)) throw new CountsChanged('The tables changed while they were dumped.');
  yield `${JSON.stringify({ end: true, rows, sha256: hash.digest('hex') })}\n`;
}

function headerOf({ folder, at, reason, history }: WriteDump, { counts }: DumpSnapshot): DumpHeader {
  return {
    format: DUMP_FORMAT,
    version: DUMP_VERSION,
    folder: folder.id,
    migration: newestMigration(),
    made_at: at.toISOString(),
    reason,
    history,
    counts,
    leaves_out: ['master.key', 'operator.key', 'sessions', 'the queue', 'the stores of the organisations'],
  };
}

function sum(counts: Record<string, number>): number {
  return Object.values(counts).reduce((total, count) => total + count, 0);
}
