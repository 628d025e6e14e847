import type { Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import { newId } from '../control/new-id.ts';
import type { MatchingDeedsTable } from '../control/schema/matching.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { ControlTables } from '../control/schema.ts';
import { refreshMatches } from './refresh-matches.ts';

export type MatchingDeps = Pick<Context, 'db' | 'warehouse' | 'clock' | 'connectors' | 'changes'>;

export interface Deed {
  readonly organisation: Organisation;
  readonly actor: string;
  readonly kind: MatchingDeedsTable['kind'];
  /** In words, as it stands in the list of what can be undone. */
  readonly what: string;
  readonly details: Readonly<Record<string, unknown>>;
}

export interface Doing {
  readonly trx: Transaction<ControlTables>;
  readonly deed: string;
  readonly at: Date;
}

/**
 * Does what a person decided in one transaction, as one deed that can be undone; then counts anew. What somebody else has done already is
 * no deed: to undo it would do nothing.
 * @param work answers with 0 where it changed nothing
 */
export async function doDeed(
  deps: MatchingDeps,
  { organisation, actor, kind, what, details }: Deed,
  work: (doing: Doing) => Promise<unknown>,
): Promise<void> {
  const at = deps.clock.now();
  await deps.db.transaction().execute(async (trx) => {
    await oneAtATime(trx, organisation.id);
    const { last } = await trx
      .selectFrom('matching_deeds')
      .select((eb) => eb.fn.max('number').as('last'))
      .where('organisation_id', '=', organisation.id)
      .executeTakeFirstOrThrow();
    const deed = newId('mde');
    await trx
      .insertInto('matching_deeds')
      .values({
        id: deed,
        organisation_id: organisation.id,
        number: (last ?? 0) + 1,
        kind,
        what,
        done_by: actor,
        done_at: at,
        undone_by: null,
        undone_at: null,
      })
      .execute();
    if ((await work({ trx, deed, at })) === 0) {
      await trx.deleteFrom('matching_deeds').where('id', '=', deed).execute();
      return;
    }
    await appendAudit(trx, {
      at,
      actor,
      action: `matching.${kind}`,
      subject: organisation.id,
      organisationId: organisation.id,
      details: { deed, what, ...details },
    });
  });
  await refreshMatches(deps, organisation.id);
}

/** Two deeds at once could each be right alone. */
export async function oneAtATime(trx: Transaction<ControlTables>, organisationId: string): Promise<void> {
  await trx.selectFrom('organisations').select('id').where('id', '=', organisationId).forUpdate().execute();
}
