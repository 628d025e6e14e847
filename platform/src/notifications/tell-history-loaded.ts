import type { ConnectionSummary } from '@illuminate/contract';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import { queueMail } from './queue-mail.ts';
import { adminsOf } from './recipients.ts';

export interface LookedAt {
  readonly connection: Pick<Connection, 'id' | 'name' | 'organisation_id' | 'history_told_at'>;
  readonly summary: Pick<ConnectionSummary, 'organisation' | 'provider' | 'progress' | 'counts' | 'state'>;
}

/** That all of the past is loaded, and that nobody has been told so yet. */
export const isNewlyLoaded = ({ connection, summary }: LookedAt): boolean =>
  connection.history_told_at === null && summary.state === 'active' && (summary.progress?.complete ?? false);

/** Tells whoever administers the organisation that its history is here: once a connection, however often it is loaded again. */
export async function tellHistoryLoaded(
  context: Pick<Context, 'db' | 'clock' | 'keys'>,
  { connection, summary: { organisation, provider, progress, counts } }: LookedAt,
): Promise<void> {
  const now = context.clock.now();
  await context.db.transaction().execute(async (trx) => {
    const marked = await trx
      .updateTable('connections')
      .set({ history_told_at: now })
      .where('id', '=', connection.id)
      .where('history_told_at', 'is', null)
      .executeTakeFirst();
    if (marked.numUpdatedRows === 0n) return;
    const readers = await adminsOf(trx, connection.organisation_id);
    for (const to of readers) {
      await queueMail(context, trx, {
        to,
        template: 'history-loaded',
        filling: {
          organisation: organisation.name,
          provider: provider.title,
          path: `/connections/${connection.name}`,
          from: progress?.loadedFrom ?? null,
          orders: counts.orders,
          tickets: counts.tickets,
        },
        organisationId: connection.organisation_id,
        concerns: `connection ${connection.id}`,
      });
    }
    await appendAudit(trx, {
      ...{ at: now, actor: 'system', action: 'history.loaded', subject: connection.id },
      organisationId: connection.organisation_id,
      details: { connection: connection.name, mails: readers.length },
    });
  });
}
