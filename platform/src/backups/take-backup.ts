import { createHash, randomBytes } from 'node:crypto';
import { appendAudit } from '../audit/append.ts';
import { begunWith } from '../begun-with.ts';
import { describeError } from '../logger.ts';
import { notPossibleNow, Refusal } from '../refusal.ts';
import { VERSION } from '../version.ts';
import { StoreError } from '../warehouse/errors.ts';
import { encodeHeader } from './backup-header.ts';
import { type BackupDeps, type Gathered, gatherEntries, LEAVES_OUT } from './gather-entries.ts';
import { type LastBackup, storeLastBackup } from './last-backup.ts';
import { sealChunks } from './seal-chunks.ts';

const CHUNK_BYTES = 1024 * 1024;
const SALT_BYTES = 32;

export interface Backups {
  /**
   * A backup as the bytes of its file, made while they are read; who stops reading ends it. How it went is kept for
   * `showLastBackup`.
   * @throws Refusal `not-possible-now` while another is being taken
   */
  take(actor: string): Promise<AsyncIterableIterator<Buffer>>;
  /** Breaks off what is under way. */
  close(): void;
}

export function createBackups(deps: BackupDeps): Backups {
  const closing = new AbortController();
  let isTaking = false;
  return {
    async take(actor) {
      if (isTaking) {
        throw notPossibleNow('A backup is being taken already.', 'Wait until it has ended.', 'operator');
      }
      isTaking = true;
      try {
        const bytes = sealedBackup(deps, actor, closing.signal, () => {
          isTaking = false;
        });
        // What is wrong from the beginning is refused instead of breaking off an answer.
        const first = await bytes.next();
        return begunWith(first, bytes);
      } catch (err) {
        isTaking = false;
        throw err;
      }
    },
    close: () => closing.abort(new StoreError('store-closed', 'Illuminate is stopping.')),
  };
}

async function* sealedBackup(
  deps: BackupDeps,
  actor: string,
  signal: AbortSignal,
  ended: () => void,
): AsyncGenerator<Buffer> {
  const { clock, keys, log } = deps;
  const startedAt = clock.now();
  const salt = randomBytes(SALT_BYTES);
  const { masterKeyId, bytes: key } = keys.backupKey(salt);
  const header = encodeHeader({
    made_at: startedAt.toISOString(),
    made_by: VERSION,
    master_key_id: masterKeyId,
    salt: salt.toString('base64'),
    chunk_bytes: CHUNK_BYTES,
  });
  const hash = createHash('sha256');
  const gathered: Gathered = { stores: 0, warnings: [] };
  let bytes = 0;
  let failure: string | null = 'It was broken off before its end.';
  const counted = (piece: Buffer) => {
    hash.update(piece);
    bytes += piece.length;
    return piece;
  };
  try {
    const content = gatherEntries(deps, gathered, signal);
    // Together with the header, so that whatever can be refused is refused before anything is answered.
    let isFirst = true;
    for await (const chunk of sealChunks({ key, header, chunkBytes: CHUNK_BYTES }, content)) {
      yield counted(isFirst ? Buffer.concat([header, chunk]) : chunk);
      isFirst = false;
    }
    failure = null;
  } catch (err) {
    failure = sayFailure(err);
    log.error({ err: describeError(err) }, 'a backup failed');
    throw err;
  } finally {
    key.fill(0);
    const sha256 = failure === null ? hash.digest('hex') : null;
    const endedAt = clock.now();
    await record(deps, actor, {
      startedAt: startedAt.toISOString(),
      endedAt: endedAt.toISOString(),
      ...{ failure, bytes, sha256, masterKeyId },
      ...{ stores: gathered.stores, warnings: gathered.warnings, leavesOut: LEAVES_OUT },
    }).catch((err: unknown) => log.warn({ err: describeError(err) }, 'how a backup went could not be written down'));
    ended();
  }
}

function sayFailure(err: unknown): string {
  if (err instanceof StoreError || err instanceof Refusal) return err.message;
  if (err instanceof Error && 'code' in err && err.code === 'ENOSPC') return 'The disk of the data folder is full.';
  return 'It failed on our side; the log says why.';
}

async function record({ db, clock }: BackupDeps, actor: string, last: LastBackup): Promise<void> {
  await storeLastBackup({ db }, last);
  await db.transaction().execute((trx) =>
    appendAudit(trx, {
      at: clock.now(),
      actor,
      action: last.failure === null ? 'backup.taken' : 'backup.failed',
      subject: 'platform',
      organisationId: null,
      details: { bytes: last.bytes, stores: last.stores, warnings: last.warnings.length },
    }),
  );
}
