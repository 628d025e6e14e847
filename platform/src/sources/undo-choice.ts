import type { Sources } from '@illuminate/contract';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { notFound, notPossibleNow } from '../refusal.ts';
import { settle } from './choose-source.ts';

export interface UndoChoice {
  readonly organisation: Pick<Organisation, 'id' | 'slug'>;
  readonly choice: string;
  readonly actor: string;
}

/** Takes a choice back: an earlier one for the same days holds again, or else the source that had the sales first. */
export async function undoChoice(
  deps: Pick<Context, 'db' | 'control' | 'clock' | 'changes' | 'warehouse'>,
  { organisation, choice, actor }: UndoChoice,
): Promise<Sources> {
  const undone = await deps.db.transaction().execute(async (trx) => {
    const row = await trx
      .selectFrom('source_choices')
      .selectAll()
      .where('id', '=', choice)
      .where('organisation_id', '=', organisation.id)
      .forUpdate()
      .executeTakeFirst();
    if (row === undefined) throw notFound(`choice of ${organisation.slug} with this id`);
    if (row.undone_at !== null) {
      throw notPossibleNow('This choice was undone already.', 'See illuminate sources for those that hold.');
    }
    const at = deps.clock.now();
    await trx.updateTable('source_choices').set({ undone_by: actor, undone_at: at }).where('id', '=', choice).execute();
    await appendAudit(trx, {
      at,
      actor,
      action: 'source.choice-undone',
      subject: choice,
      organisationId: organisation.id,
      details: { from: row.from_day, to: row.to_day },
    });
    return row;
  });
  return settle(deps, organisation, [undone.counts_connection_id, undone.other_connection_id], 'source.choice-undone');
}
