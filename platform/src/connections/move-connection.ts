import type { Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import type { Connection, ConnectionState } from '../control/schema/connections.ts';
import type { ControlTables } from '../control/schema.ts';
import { keepWanted } from '../deletions/keep-wanted.ts';
import { notFound, notPossibleNow } from '../refusal.ts';
import { afterMove, type Move } from './moves.ts';

export interface MoveConnection {
  readonly connectionId: string;
  readonly move: Move;
  readonly actor: string;
  readonly reason: string | null;
  /** Of the audit entry. */
  readonly details?: Record<string, unknown>;
  /** What else belongs to the deed, in its transaction. `now` is the instant of the move. */
  readonly also?: (trx: Transaction<ControlTables>, connection: Connection, now: Date) => Promise<void>;
  /** What must not wait for the dump that follows the commit, such as ending a sync. */
  readonly atOnce?: () => Promise<void>;
}

const DEED: Readonly<Record<Move, string>> = {
  grant: 'connection.consent-granted',
  withdraw: 'connection.consent-withdrawn',
  suspend: 'connection.suspended',
  await: 'connection.awaits-consent',
  pause: 'connection.paused',
  resume: 'connection.resumed',
  stop: 'connection.stopped',
  reconnect: 'connection.reconnected',
};

const NOT_POSSIBLE: Readonly<Record<ConnectionState, string>> = {
  waiting_for_consent: 'is waiting for permission in the box office',
  active: 'is collecting',
  suspended: 'is suspended',
  paused: 'is paused',
  stopped: 'is stopped',
};

/** Moves a connection if the move is possible, with its audit entry; the state before is read under lock. */
export async function moveConnection(
  context: Pick<Context, 'db' | 'control' | 'clock' | 'changes'>,
  { connectionId, move, actor, reason, details = {}, also, atOnce }: MoveConnection,
): Promise<ConnectionState> {
  const state = await context.db.transaction().execute(async (trx) => {
    const connection = await trx
      .selectFrom('connections')
      .selectAll()
      .where('id', '=', connectionId)
      .forUpdate()
      .executeTakeFirst();
    if (connection === undefined) throw notFound('connection');
    const now = context.clock.now();
    const after = afterMove(connection.state, move);
    // Permission that still stands after a restore does not end a person's pause.
    const next = move === 'grant' && connection.state_before === 'paused' ? 'paused' : after;
    if (next === null) {
      throw notPossibleNow(
        `${connection.name} ${NOT_POSSIBLE[connection.state]}, so this is not possible: ${move}.`,
        'Look at its status, which says what can be done.',
      );
    }
    await trx
      .updateTable('connections')
      .set({ state: next, state_reason: reason, state_by: actor, state_at: now, state_before: null })
      .where('id', '=', connectionId)
      .execute();
    if (connection.state === 'stopped') await keepWanted(trx, connection, { actor, at: now });
    await also?.(trx, connection, now);
    await appendAudit(trx, {
      at: now,
      actor,
      action: DEED[move],
      subject: connectionId,
      organisationId: connection.organisation_id,
      details: { connection: connection.name, from: connection.state, to: next, reason, ...details },
    });
    return next;
  });
  context.changes.changed(connectionId);
  await atOnce?.();
  await context.control.requestDump(DEED[move]);
  return state;
}
