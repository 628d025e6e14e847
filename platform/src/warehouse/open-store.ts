import { mkdir } from 'node:fs/promises';
import { dirname } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { Logger } from '../logger.ts';
import { spillFolderOf } from './exports-folder.ts';
import { literal } from './layout.ts';
import { migrate } from './migrate.ts';
import { type Session, sessionOf } from './session.ts';
import { quoted } from './verify-copy.ts';

export interface StoreSettings {
  readonly memoryLimitMb: number;
  readonly threads: number;
  readonly log: Logger;
}

/** An open file. `writer` is the one connection that writes; who holds it is the warehouse's concern. */
export interface OpenStore {
  readonly organisationId: string;
  readonly writer: Session;
  /** Another connection, for reading. */
  connect(): Promise<Session>;
  /** True once DuckDB gave up on the file: it must be closed and opened again. */
  readonly isBroken: boolean;
  /** Writes what the log holds into the file, and lets it go: seconds of work after a big batch, none of it on the caller's thread. */
  close(): Promise<void>;
}

/**
 * What was written since the last checkpoint lies uncompressed in memory, about two and a half times as big as the log says, and
 * cannot leave it. A batch of history is bigger than this, and goes into the file without a log; what arrives in small pieces is
 * gathered. Small row groups make that cheap: a checkpoint writes anew only the last, unfinished one of each table
 * (docs/decisions/2026-11-29-memory-of-a-first-load.md).
 */
const CHECKPOINT_SHARE = 1 / 5;
const LONGEST_LOG_MB = 8;
/** A multiple of DuckDB's vectors of 2,048, and half of what a batch brings. It holds for rows to come: those in a file stay as they lie. */
const ROWS_A_GROUP = 20_480;

/** What a sort or a join may lay down beyond memory. More would fill the disk for everybody. */
const MOST_SPILLED = '16GB';

export interface StorePlaces {
  readonly file: string;
  readonly copies: string;
  /** Null where nothing may leave: then nothing goes beyond memory either. */
  readonly exports: string | null;
}

/** Opens a store's own DuckDB instance. Only the warehouse calls this: two instances on one file lose rows silently. */
export async function openStore(
  organisationId: string,
  { file, copies, exports }: StorePlaces,
  now: number,
  { memoryLimitMb, threads, log }: StoreSettings,
): Promise<OpenStore> {
  await mkdir(dirname(file), { recursive: true });
  // DuckDB makes the last folder of what it spills into, and no other.
  if (exports !== null) await mkdir(exports, { recursive: true });
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(threads),
    memory_limit: `${memoryLimitMb}MB`,
    temp_directory: exports === null ? '' : spillFolderOf(exports, file),
    max_temp_directory_size: MOST_SPILLED,
    // What a batch let go goes back to the system before the next ones need as much again.
    allocator_background_threads: 'true',
    allocator_flush_threshold: '8MB',
    allocator_bulk_deallocation_flush_threshold: '16MB',
    checkpoint_threshold: `${Math.round(Math.min(LONGEST_LOG_MB, memoryLimitMb * CHECKPOINT_SHARE))}MB`,
    preserve_insertion_order: 'false',
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
  });
  let isBroken = false;
  const connect = async (before = ''): Promise<Session> => {
    const session = sessionOf(await instance.connect(), organisationId, log, () => {
      isBroken = true;
    });
    await session.run(`${before}USE ${quoted(organisationId)}`);
    return session;
  };
  try {
    // Only a file that is attached can be told how big its row groups are.
    const writer = await connect(
      `ATTACH ${literal(file)} AS ${quoted(organisationId)} (ROW_GROUP_SIZE ${ROWS_A_GROUP});`,
    );
    // The only files beyond its own that a store may touch are its copies and its exports.
    const allowed = [copies, ...(exports === null ? [] : [exports])].map(literal).join(', ');
    await writer.run(`SET GLOBAL TimeZone = 'UTC'; SET GLOBAL allowed_directories = [${allowed}];
      SET GLOBAL enable_external_access = false; SET lock_configuration = true`);
    await migrate(writer, organisationId, now);
    return {
      organisationId,
      writer,
      connect: () => connect(),
      get isBroken() {
        return isBroken;
      },
      close: async () => {
        // Closing an instance writes and frees whatever it holds while everybody waits; detaching does so beside them. A file that
        // cannot be let go so, such as a broken one, goes with its instance.
        await writer.run(`USE memory; DETACH ${quoted(organisationId)}`).catch(() => undefined);
        writer.close();
        instance.closeSync();
      },
    };
  } catch (err) {
    instance.closeSync();
    throw err;
  }
}
