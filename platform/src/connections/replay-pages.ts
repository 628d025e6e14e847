import type { Sync } from '@illuminate/contract';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import { showPages } from '../pages/show-pages.ts';
import { notPossibleNow } from '../refusal.ts';
import { describeSync } from './describe-sync.ts';
import { requestRework } from './request-rework.ts';

export interface ReplayPages {
  readonly connection: Pick<Connection, 'id' | 'name' | 'organisation_id'>;
  readonly actor: string;
}

/** Runs today's mapping over what is kept of a connection's pages, or joins the replay that is under way. */
export async function replayPages(
  context: Pick<Context, 'db' | 'control' | 'syncs' | 'clock'>,
  { connection, actor }: ReplayPages,
): Promise<Sync> {
  const { db, clock } = context;
  const { id, name, organisation_id: organisationId } = connection;
  const { files } = await showPages(context, connection);
  if (files === 0) {
    throw notPossibleNow(
      `No pages of ${name} are kept, so there is nothing to replay.`,
      'Load it again from scratch, or deliver again what was delivered.',
    );
  }
  const syncId = await requestRework(context, connection, 'replay');
  await db.transaction().execute((trx) =>
    appendAudit(trx, {
      at: clock.now(),
      actor,
      action: 'connection.pages-replayed',
      subject: id,
      organisationId,
      details: { connection: name, sync: syncId, files },
    }),
  );
  const sync = await db.selectFrom('syncs').selectAll().where('id', '=', syncId).executeTakeFirstOrThrow();
  return describeSync(sync, name);
}
