import type { Fault } from '@illuminate/connector-kit';
import { type Kysely, sql } from 'kysely';
import { json } from '../control/json.ts';
import type { Connection } from '../control/schema/connections.ts';
import type { ControlTables } from '../control/schema.ts';
import type { SyncDeps } from './sync-deps.ts';

const FIRST_BACKOFF_MS = 30_000;
const LONGEST_BACKOFF_MS = 3_600_000;

/** How long to leave a stream alone after its nth failure in a row: doubling to an hour, or as long as the box office asked. */
export function backoffMs(failures: number, afterMs: number | null): number {
  const doubled = FIRST_BACKOFF_MS * 2 ** Math.min(failures - 1, 10);
  return Math.max(Math.min(doubled, LONGEST_BACKOFF_MS), afterMs ?? 0);
}

export interface StreamFailure {
  readonly fault: Fault;
  /** How long the box office asked us to wait. */
  readonly afterMs: number | null;
  readonly reference: string;
  /** The fault touched the whole sync and is not this stream's own. */
  readonly whole: boolean;
}

export async function streamRead({ db, clock }: SyncDeps, connectionId: string, stream: string): Promise<void> {
  const now = clock.now();
  const fresh = { failures: 0, backoff_until: null, last_success_at: now, last_attempt_at: now, last_error: null };
  await db
    .insertInto('stream_states')
    .values({ connection_id: connectionId, stream, ...fresh, cursor_hint: null })
    .onConflict((conflict) => conflict.columns(['connection_id', 'stream']).doUpdateSet(fresh))
    .execute();
}

export async function streamFailed(
  { db, clock }: Pick<SyncDeps, 'db' | 'clock'>,
  connectionId: string,
  stream: string,
  failure: StreamFailure,
): Promise<void> {
  const now = clock.now();
  const before = await db
    .selectFrom('stream_states')
    .select('failures')
    .where('connection_id', '=', connectionId)
    .where('stream', '=', stream)
    .executeTakeFirst();
  const failures = (before?.failures ?? 0) + 1;
  const after = {
    failures,
    backoff_until: new Date(now.getTime() + backoffMs(failures, failure.afterMs)),
    last_attempt_at: now,
    last_error: json({ ...failure.fault, stream: failure.whole ? null : stream, reference: failure.reference }),
  };
  await db
    .insertInto('stream_states')
    .values({ connection_id: connectionId, stream, ...after, last_success_at: null, cursor_hint: null })
    .onConflict((conflict) => conflict.columns(['connection_id', 'stream']).doUpdateSet(after))
    .execute();
}

/** A fault that touched the whole sync: every stream of the connection waits. */
export async function allStreamsFailed(
  deps: SyncDeps,
  connection: Connection,
  failure: Omit<StreamFailure, 'whole'>,
): Promise<void> {
  for (const { name } of deps.connectors.get(connection.provider)?.streams ?? []) {
    await streamFailed(deps, connection.id, name, { ...failure, whole: true });
  }
}

const CLEAR = { failures: 0, backoff_until: null, last_error: null };

/** A sync got past what had stopped a whole sync before. Streams that are not due yet must not wait for their turn to be well. */
export async function wholeFaultIsOver({ db }: Pick<SyncDeps, 'db'>, connectionId: string): Promise<void> {
  await db
    .updateTable('stream_states')
    .set(CLEAR)
    .where('connection_id', '=', connectionId)
    .where('failures', '>', 0)
    .where(sql<string | null>`last_error ->> 'stream'`, 'is', null)
    .execute();
}

/** What failed under another sign-in or an earlier permission says nothing of this one. */
export async function forgetStreamFailures(db: Kysely<ControlTables>, connectionId: string): Promise<void> {
  await db.updateTable('stream_states').set(CLEAR).where('connection_id', '=', connectionId).execute();
}
