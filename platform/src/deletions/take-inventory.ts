import { createHash } from 'node:crypto';
import type { Context } from '../context.ts';
import { describeError } from '../logger.ts';
import { type FileOfStore, filesOfStore } from '../warehouse/files-of-store.ts';
import { countRows, type RowsByTable } from '../warehouse/remove-connection.ts';
import { hasNoStore } from '../warehouse/scan-store.ts';
import type { Inventory } from './facts.ts';
import { countKeptFiles } from './kept-files.ts';
import { countRecords } from './records.ts';
import type { DeletionSubject } from './subject.ts';

type Deps = Pick<Context, 'db' | 'warehouse' | 'control' | 'deliveries' | 'uploads' | 'log'>;

const CALLED: Readonly<Record<FileOfStore['kind'], string>> = {
  store: 'the store',
  'store-set-aside': 'stores set aside',
  copy: 'copies of the store',
};

/** Counts what is about to go. */
export async function takeInventory(deps: Deps, subject: DeletionSubject, whole: boolean): Promise<Inventory> {
  const { organisation } = subject;
  return {
    rows: await rowsOf(deps, subject, whole),
    files: [
      ...summed(await filesOfStore(deps.warehouse.folders, organisation.id)).filter(
        // Where rows go, the file of the store stays, without them.
        ({ what }) => whole || what !== CALLED.store,
      ),
      ...(await countKeptFiles(deps, subject, whole)).filter(({ files }) => files > 0),
    ],
    keys: whole ? await keysOf(deps, organisation.id) : [],
    records: await countRecords(deps, subject, whole),
  };
}

async function rowsOf({ warehouse, log }: Deps, { organisation, connection }: DeletionSubject, whole: boolean) {
  if (await hasNoStore(warehouse.folders, organisation.id)) return {} satisfies RowsByTable;
  try {
    return await countRows(warehouse, organisation.id, whole ? null : (connection?.id ?? null));
  } catch (err) {
    // One that cannot be read can still be destroyed; rows in it cannot.
    if (!whole) throw err;
    log.warn(
      { err: describeError(err), organisation: organisation.id },
      'a store that is deleted could not be counted',
    );
    return null;
  }
}

function summed(files: readonly FileOfStore[]): { what: string; files: number; bytes: number }[] {
  return Object.entries(CALLED).flatMap(([kind, what]) => {
    const ours = files.filter((file) => file.kind === kind);
    return ours.length === 0
      ? []
      : [{ what, files: ours.length, bytes: ours.reduce((sum, { bytes }) => sum + bytes, 0) }];
  });
}

async function keysOf({ db }: Deps, organisationId: string): Promise<Inventory['keys']> {
  const keys = await db
    .selectFrom('organisation_keys')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .orderBy('purpose')
    .orderBy('version')
    .execute();
  return keys.map(({ purpose, version, created_at, wrapped }) => ({
    purpose,
    version,
    madeAt: created_at.toISOString(),
    fingerprint: createHash('sha256').update(wrapped).digest('hex').slice(0, 16),
  }));
}
