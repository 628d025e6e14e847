import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Context } from '../context.ts';
import { eachOrganisation } from '../organisations/each-organisation.ts';
import { PAGES_FOLDER } from '../pages/page-files.ts';
import { notPossibleNow } from '../refusal.ts';
import { VERSION } from '../version.ts';
import { copyForBackup } from '../warehouse/backup-copy.ts';
import { StoreError } from '../warehouse/errors.ts';
import { encodeFile, encodeHead } from './archive.ts';

export type BackupDeps = Pick<Context, 'db' | 'control' | 'warehouse' | 'clock' | 'keys' | 'log'>;

/** Never in a backup; said in it and to whoever takes one. */
export const LEAVES_OUT = [
  'master.key',
  'operator.key',
  'sessions',
  'deliveries that were not complete',
  'the nightly copies of stores',
];

export interface Gathered {
  stores: number;
  warnings: string[];
}

/**
 * Everything of a data folder that a backup holds, as the bytes of an archive. The control database first, the stores after it: a
 * store that is ahead is read on from its own cursor, one that lagged behind would be believed to hold what it does not.
 * `gathered` tells at the end what there was.
 */
export async function* gatherEntries(
  { db, control, warehouse, clock, keys, log }: BackupDeps,
  gathered: Gathered,
  signal: AbortSignal,
): AsyncGenerator<Buffer> {
  const madeAt = clock.now();
  let entries = 0;
  yield encodeHead({
    kind: 'manifest',
    made_at: madeAt.toISOString(),
    made_by: VERSION,
    folder: control.folder.id,
    demo: control.folder.demo,
    leaves_out: LEAVES_OUT,
    bytes: 0,
  });
  entries += 1;
  const { masterKeyId } = keys.backupKey(Buffer.alloc(0));
  const organisations: { id: string; slug: string }[] = [];
  for await (const organisation of eachOrganisation(db)) organisations.push(organisation);
  const { path: dump } = await control.requestDump('backup', { history: 'whole' });
  await refuseMixedKeys(db, masterKeyId);
  yield* encodeFile(dump, (bytes) => ({ kind: 'control', bytes }));
  entries += 1;
  for (const { id, slug } of organisations) {
    signal.throwIfAborted();
    try {
      await using copy = await copyForBackup(warehouse, id, clock.now().getTime());
      if (copy === null) continue;
      const { checksums, asOf, fault } = copy;
      const as_of = new Date(asOf).toISOString();
      if (fault !== null) {
        gathered.warnings.push(
          `The store of ${slug} cannot be read (${fault}); its copy of ${as_of} is in the backup instead. Put that copy in its place: illuminate stores restore ${slug}.`,
        );
      }
      yield* encodeFile(copy.file, (bytes) => ({ kind: 'store', organisation: id, as_of, checksums, bytes }));
      entries += 1;
      gathered.stores += 1;
    } catch (err) {
      if (!(err instanceof StoreError) || err.code !== 'store-damaged') throw err;
      log.error({ err, organisation: id }, 'a store is not in the backup');
      gathered.warnings.push(
        `The store of ${slug} cannot be read, and neither can any copy of it: it is not in the backup. See illuminate doctor.`,
      );
    }
  }
  for await (const path of filesUnder(control.folder.path, PAGES_FOLDER)) {
    signal.throwIfAborted();
    try {
      yield* encodeFile(join(control.folder.path, path), (bytes) => ({ kind: 'file', path, bytes }));
      entries += 1;
    } catch (err) {
      // Pages have a time to go, and this one's has come.
      if ((err as NodeJS.ErrnoException).code !== 'ENOENT') throw err;
    }
  }
  yield encodeHead({ kind: 'end', entries, warnings: gathered.warnings, bytes: 0 });
}

/** A backup opens with one master key, and so must every key within it. */
async function refuseMixedKeys(db: BackupDeps['db'], masterKeyId: string): Promise<void> {
  const other = await db
    .selectFrom('organisation_keys')
    .select('master_key_id')
    .where('master_key_id', '<>', masterKeyId)
    .limit(1)
    .executeTakeFirst();
  if (other === undefined) return;
  throw notPossibleNow(
    'The master key is being changed, so a backup would need two of them.',
    'Take it again in a minute.',
    'operator',
  );
}

/** Paths with / between, of files that are whole: what is being written has another name until then. */
async function* filesUnder(root: string, folder: string): AsyncGenerator<string> {
  const entries = await readdir(join(root, folder), { withFileTypes: true }).catch((err: NodeJS.ErrnoException) => {
    if (err.code === 'ENOENT') return [];
    throw err;
  });
  for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = `${folder}/${entry.name}`;
    if (entry.isDirectory()) yield* filesUnder(root, path);
    else if (entry.isFile() && !/\.(unfinished|part|new)$/.test(entry.name)) yield path;
  }
}
