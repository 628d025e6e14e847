import { open, rename, rm } from 'node:fs/promises';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Logger } from '../logger.ts';
import { literal } from './layout.ts';
import { sessionOf } from './session.ts';
import { logFile } from './store-files.ts';
import { checksumsOf, verifyCopy } from './verify-copy.ts';
import type { Warehouse } from './warehouse.ts';

/** Ends with neither digit nor time, unlike a store that was set aside: what is left of it after a crash is nobody's. */
const UNFINISHED = '.rewriting';
const MEMORY_MB = 256;

/**
 * Writes a store into a file of its own and puts that in its place, in one step. A file keeps the bytes of removed rows in blocks
 * that it takes for free: in the new one they have never been. Syncs and reports wait meanwhile.
 */
export async function rewriteStore(warehouse: Warehouse, organisationId: string, log: Logger): Promise<void> {
  // Opened once by its own rules, what its log still holds goes into the file.
  await warehouse.withOpenStore(organisationId, async ({ writer }, writing) => writing(() => writer.run('CHECKPOINT')));
  await warehouse.withClosedStore(organisationId, async (file) => {
    const rewritten = `${file}${UNFINISHED}`;
    await remove(rewritten);
    try {
      await copyInto(file, rewritten, { organisationId, log });
      await flush(rewritten);
      await rename(rewritten, file);
      await rm(logFile(file), { force: true });
    } finally {
      await remove(rewritten);
    }
  });
}

async function copyInto(
  file: string,
  rewritten: string,
  { organisationId, log }: { organisationId: string; log: Logger },
): Promise<void> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: '1',
    memory_limit: `${MEMORY_MB}MB`,
    temp_directory: '',
    preserve_insertion_order: 'false',
  });
  let checksums: Awaited<ReturnType<typeof checksumsOf>>;
  try {
    const session = sessionOf(await instance.connect(), organisationId, log, () => {});
    await session.run(`ATTACH ${literal(file)} AS was; ATTACH ${literal(rewritten)} AS rewritten`);
    checksums = await checksumsOf(session, 'was');
    await session.run('COPY FROM DATABASE was TO rewritten');
    await session.run('DETACH rewritten; DETACH was');
  } finally {
    instance.closeSync();
  }
  await verifyCopy(rewritten, organisationId, checksums);
}

async function remove(file: string): Promise<void> {
  await rm(file, { force: true });
  await rm(logFile(file), { force: true });
}

async function flush(file: string): Promise<void> {
  const handle = await open(file, 'r+');
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
}
