import type { Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { RequestEventRow, RequestRow } from '../control/schema/requests.ts';
import type { ControlTables } from '../control/schema.ts';

export interface NewEvent {
  readonly at: Date;
  /** As its requester and the desk read it. */
  readonly by: string;
  readonly side: RequestEventRow['side'];
  readonly what: RequestEventRow['what'];
  readonly internal?: boolean;
  readonly toState?: RequestRow['state'] | null;
  readonly text?: string | null;
  /** As the audit trail knows who did it. */
  readonly actor: string;
}

/** What happened to a request, in its timeline and in the audit trail; words that people wrote are in the first alone. */
export async function recordEvent(
  trx: Transaction<ControlTables>,
  request: Pick<RequestRow, 'id' | 'state' | 'organisation_id'>,
  { at, by, side, what, internal = false, toState = null, text = null, actor }: NewEvent,
): Promise<void> {
  const last = await trx
    .selectFrom('request_events')
    .select((row) => row.fn.max('number').as('number'))
    .where('request_id', '=', request.id)
    .executeTakeFirst();
  await trx
    .insertInto('request_events')
    .values({
      request_id: request.id,
      number: Number(last?.number ?? 0) + 1,
      at,
      by_whom: by,
      side,
      what,
      internal,
      to_state: toState,
      text: text === '' ? null : text,
    })
    .execute();
  await trx.updateTable('requests').set({ touched_at: at }).where('id', '=', request.id).execute();
  await appendAudit(trx, {
    at,
    actor,
    action: `request.${what}`,
    subject: request.id,
    organisationId: request.organisation_id,
    details: { from: request.state, ...(toState === null ? {} : { to: toState }), internal },
  });
}
