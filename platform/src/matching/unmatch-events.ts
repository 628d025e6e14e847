import type { Organisation } from '../control/schema/organisations.ts';
import { notFound } from '../refusal.ts';
import { doDeed, type MatchingDeps } from './do-deed.ts';

export interface UnmatchEvents {
  readonly organisation: Organisation;
  /** Ids of matches. */
  readonly matches: readonly string[];
  readonly actor: string;
}

/** Takes matches apart as one deed. One that was made by Event ID is not made again by itself. @throws Refusal not-found */
export async function unmatchEvents(
  deps: MatchingDeps,
  { organisation, matches, actor }: UnmatchEvents,
): Promise<void> {
  const ids = [...new Set(matches)];
  const rows = await deps.db
    .selectFrom('activity_matches')
    .innerJoin('activities', 'activities.id', 'activity_matches.activity_id')
    .select(['activity_matches.id', 'activities.title'])
    .where('activity_matches.organisation_id', '=', organisation.id)
    .where('activity_matches.ended_at', 'is', null)
    .where('activity_matches.id', 'in', ids)
    .execute();
  const missing = ids.find((id) => rows.every((row) => row.id !== id));
  if (missing !== undefined) throw notFound(`match ${missing} of ${organisation.slug} that stands`);
  const [first] = rows;
  const what = rows.length === 1 ? `Took a match of “${first?.title}” apart` : `Took ${rows.length} matches apart`;
  await doDeed(
    deps,
    { organisation, actor, kind: 'unmatch', what, details: { matches: ids } },
    async ({ trx, deed, at }) => {
      await trx
        .updateTable('activity_matches')
        .set({ ended_deed_id: deed, ended_by: actor, ended_at: at })
        .where('id', 'in', ids)
        .where('ended_at', 'is', null)
        .execute();
    },
  );
}
