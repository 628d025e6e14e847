import type { Sources } from '@illuminate/contract';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import { newId } from '../control/new-id.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { conflict, invalidInput, notFound } from '../refusal.ts';
import { listSources, namesOf } from './list-sources.ts';
import { mirrorChoices, standingChoices } from './mirror-choices.ts';
import { noticeOverlaps } from './notice-overlaps.ts';
import { circleThrough, effectiveSpans } from './spans.ts';

export interface ChooseSource {
  readonly organisation: Pick<Organisation, 'id' | 'slug'>;
  /** Names of connections. */
  readonly counts: string;
  readonly other: string;
  /** Neither instead of the other. */
  readonly both: boolean;
  /** Days of performances in the organisation's time, both included. */
  readonly from: string;
  readonly to: string;
  readonly why: string | null;
  readonly actor: string;
}

type Deps = Pick<Context, 'db' | 'control' | 'clock' | 'changes' | 'warehouse'>;

/** Says which of two sources counts for the performances of some days. It holds at once, also for what is loaded later. */
export async function chooseSource(deps: Deps, input: ChooseSource): Promise<Sources> {
  const { db, clock } = deps;
  const { organisation, both, from, to, why, actor } = input;
  if (to < from) throw invalidInput([{ path: 'body.to', message: 'must not be before `from`' }]);
  const names = await namesOf(db, organisation.id);
  const idOf = (name: string): string => {
    const found = [...names].find(([, known]) => known === name)?.[0];
    if (found === undefined) throw notFound(`connection of ${organisation.slug} called ${name}`);
    return found;
  };
  const [counts, other] = [idOf(input.counts), idOf(input.other)];
  if (counts === other) throw invalidInput([{ path: 'body.counts', message: 'is the same connection twice' }]);
  const id = newId('cho');
  await db.transaction().execute(async (trx) => {
    // One choice at a time: two at once could close a circle that neither sees.
    await trx.selectFrom('organisations').select('id').where('id', '=', organisation.id).forUpdate().execute();
    const through = circleThrough(effectiveSpans(await standingChoices(trx, organisation.id)), {
      id,
      counts,
      other,
      both,
      from,
      to,
    });
    if (through !== null) {
      throw conflict(
        `${input.counts} does not count itself on some of these days: ${names.get(through) ?? through} counts instead of it.`,
        `Choose ${names.get(through) ?? through} in place of ${input.other} as well, or undo that choice first.`,
      );
    }
    const { last } = await trx
      .selectFrom('source_choices')
      .select((eb) => eb.fn.max('number').as('last'))
      .where('organisation_id', '=', organisation.id)
      .executeTakeFirstOrThrow();
    const at = clock.now();
    await trx
      .insertInto('source_choices')
      .values({
        id,
        organisation_id: organisation.id,
        number: (last ?? 0) + 1,
        counts_connection_id: counts,
        other_connection_id: other,
        both_count: both,
        from_day: from,
        to_day: to,
        why,
        chosen_by: actor,
        chosen_at: at,
        undone_by: null,
        undone_at: null,
      })
      .execute();
    await appendAudit(trx, {
      at,
      actor,
      action: 'source.chosen',
      subject: id,
      organisationId: organisation.id,
      details: { counts: input.counts, [both ? 'besides' : 'insteadOf']: input.other, from, to, why },
    });
  });
  return settle(deps, organisation, [counts, other], 'source.chosen');
}

/** What follows a choice or its end: the store knows of it, and so does whoever looks at these connections. */
export async function settle(
  deps: Deps,
  organisation: Pick<Organisation, 'id' | 'slug'>,
  connectionIds: readonly string[],
  deed: string,
): Promise<Sources> {
  await mirrorChoices(deps, organisation.id);
  await noticeOverlaps(deps, organisation.id);
  for (const id of connectionIds) deps.changes.changed(id);
  await deps.control.requestDump(deed);
  return listSources(deps, organisation);
}
