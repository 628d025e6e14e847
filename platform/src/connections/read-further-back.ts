import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import { invalidInput, notPossibleNow, Refusal } from '../refusal.ts';
import { historyLimit } from '../retention/history-limit.ts';
import { refuseUnlessCollecting } from '../syncs/refuse-unless-collecting.ts';
import { describeConnection } from './describe-connection.ts';

export interface ReadFurtherBack {
  readonly connection: Connection;
  /** YYYY-MM-DD, in the organisation's time. */
  readonly from: string;
  readonly actor: string;
}

/** Nobody sold by these interfaces before, and each month without sales is asked for all the same. */
const EARLIEST = '1990-01-01';

/**
 * Has history read back to a day, and begins at once. By itself it ends where a year holds no sale, which a house that was closed for
 * longer has in the middle of its history.
 * @throws Refusal if so much is here already, or nothing is collected
 */
export async function readFurtherBack(context: Context, { connection, from, actor }: ReadFurtherBack): Promise<void> {
  const { db, clock, syncs } = context;
  refuseUnlessCollecting(connection, 'manual');
  const { progress, salesSupplied } = await describeConnection(context, connection);
  if (!salesSupplied) {
    throw notPossibleNow(`${connection.name} has no sales of the past to load.`, 'Nothing has to be done.');
  }
  if (from < EARLIEST) throw invalidInput([{ path: 'body.from', message: `is before ${EARLIEST}` }]);
  const reached = progress?.complete === true ? progress.historyFrom : (progress?.loadedFrom ?? null);
  if (from > clock.now().toISOString().slice(0, 10) || (reached !== null && from >= reached)) {
    throw notPossibleNow(
      reached === null ? `${from} is still to come.` : `History of ${connection.name} goes back to ${reached} already.`,
      'Choose an earlier day.',
    );
  }
  const limit = await historyLimit(context, connection.organisation_id);
  if (limit !== null && from < limit.notBefore) {
    throw notPossibleNow(
      `Sales are kept for ${limit.keepYears} years here, so that nothing from before ${limit.notBefore} is read.`,
      'Choose a later day, or have sales kept for longer.',
    );
  }
  await db.transaction().execute(async (trx) => {
    await trx.updateTable('connections').set({ history_from: from }).where('id', '=', connection.id).execute();
    await appendAudit(trx, {
      at: clock.now(),
      actor,
      action: 'connection.history-set',
      subject: connection.id,
      organisationId: connection.organisation_id,
      details: { connection: connection.name, from },
    });
  });
  context.changes.changed(connection.id);
  // If something else is under way, it goes on from there with the next collection.
  await syncs.request(connection.id, 'manual').catch((err: unknown) => {
    if (!(err instanceof Refusal)) throw err;
  });
}
