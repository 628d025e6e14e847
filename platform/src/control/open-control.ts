import type { Kysely } from 'kysely';
import { type Clock, systemClock } from '../clock.ts';
import { bindControl } from './bind-control.ts';
import type { ControlBackend } from './control-backend.ts';
import type { DataFolder } from './data-folder.ts';
import { createDumps, type DumpOptions, type WrittenDump } from './dumps.ts';
import { migrate } from './migrate.ts';
import { type OpenBackend, openBackend } from './open-backend.ts';
import type { ControlTables } from './schema.ts';

export interface Control extends AsyncDisposable {
  readonly kind: 'embedded' | 'server';
  readonly db: Kysely<ControlTables>;
  readonly folder: DataFolder;
  readonly clock: Clock;
  /** What pg-boss runs on; for jobs/ only. */
  readonly backend: ControlBackend;
  /** Resolves once a dump that was begun after this call lies on the disk. Call it after the commit, before returning. */
  requestDump(reason: string, options?: DumpOptions): Promise<WrittenDump>;
  /** Ends dumps, checkpoints and closes; the folder stays taken until it is released. */
  close(): Promise<void>;
}

export interface OpenControl extends OpenBackend {
  clock?: Clock;
}

export async function openControl({ clock = systemClock, ...options }: OpenControl): Promise<Control> {
  const { folder, logger } = options;
  const backend = await openBackend(options);
  try {
    await migrate(backend.db);
    await bindControl({ db: backend.db, folder, clock, isServer: backend.kind === 'server' });
  } catch (err) {
    await backend.close();
    throw err;
  }
  const dumps = createDumps({ backend, folder, clock, logger });
  const close = async () => {
    await dumps.stop();
    await backend.close();
  };
  return {
    kind: backend.kind,
    db: backend.db,
    folder,
    clock,
    backend,
    requestDump: dumps.request,
    close,
    [Symbol.asyncDispose]: close,
  };
}
