import type { Transaction } from 'kysely';
import type { Context } from '../context.ts';
import { newId } from '../control/new-id.ts';
import type { ActivityMatchesTable } from '../control/schema/matching.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { ControlTables } from '../control/schema.ts';
import { conflict, invalidInput } from '../refusal.ts';
import type { BoxOfficeEvent } from './box-office-events.ts';
import { doDeed, type MatchingDeps } from './do-deed.ts';
import { type EventRef, findActivityTitles, findEvents } from './find-named.ts';
import { openSuggestions } from './open-suggestions.ts';
import { readPicture } from './picture.ts';

export interface MatchPair extends EventRef {
  readonly activity: string;
  /** Left out: all of the event's. */
  readonly performances?: readonly string[] | undefined;
}

export interface MatchEvents {
  readonly organisation: Organisation;
  readonly pairs: readonly MatchPair[];
  readonly actor: string;
}

/** Matches activities with events or with performances of them, as one deed. What is matched so already stays as it is. */
export async function matchEvents(deps: MatchingDeps, { organisation, pairs, actor }: MatchEvents): Promise<void> {
  const { db } = deps;
  const titles = await findActivityTitles(
    db,
    organisation,
    pairs.map(({ activity }) => activity),
  );
  const events = await findEvents(deps, organisation, pairs);
  await requirePerformances(deps, organisation, pairs, events);
  const suggested = await suggestedPairs(deps, organisation);
  const chosen = pairs.map((pair, at) => ({ ...pair, found: events[at] as BoxOfficeEvent }));
  const [first] = chosen;
  const what =
    first !== undefined && chosen.length === 1
      ? `Matched “${titles.get(first.activity)}” with “${first.found.name}”`
      : `Matched ${chosen.length} events`;
  const details = {
    pairs: chosen.map(({ activity, connection, event, performances }) => ({
      activity,
      connection,
      event,
      performances,
    })),
  };
  await doDeed(deps, { organisation, actor, kind: 'match', what, details }, async ({ trx, deed, at }) => {
    let made = 0;
    for (const { activity, found, performances } of chosen) {
      await refuseExcluded(trx, found);
      const basis = suggested.has(`${activity} ${found.connectionId} ${found.eventId}`) ? 'suggestion' : 'person';
      for (const performance of performances ?? [null]) {
        made += await insertMatch(trx, {
          ...{ organisation, activity, found, performance, basis, deed, actor, at },
        });
      }
    }
    return made;
  });
}

export interface InsertMatch {
  readonly organisation: Organisation;
  readonly activity: string;
  readonly found: Pick<BoxOfficeEvent, 'connectionId' | 'eventId'>;
  readonly performance: string | null;
  readonly basis: ActivityMatchesTable['basis'];
  readonly deed: string;
  readonly actor: string;
  readonly at: Date;
}

/** One that stands already is left as it is. @returns how many it made */
export async function insertMatch(
  trx: Transaction<ControlTables>,
  { organisation, activity, found, performance, basis, deed, actor, at }: InsertMatch,
): Promise<number> {
  const made = await trx
    .insertInto('activity_matches')
    .values({
      id: newId('mat'),
      organisation_id: organisation.id,
      activity_id: activity,
      connection_id: found.connectionId,
      event_id: found.eventId,
      performance_id: performance,
      basis,
      deed_id: deed,
      matched_by: actor,
      matched_at: at,
      ended_deed_id: null,
      ended_by: null,
      ended_at: null,
    })
    .onConflict((already) => already.doNothing())
    .returning('id')
    .execute();
  return made.length;
}

/** @throws Refusal conflict */
export async function refuseExcluded(
  trx: Transaction<ControlTables>,
  { connectionId, eventId, name }: Pick<BoxOfficeEvent, 'connectionId' | 'eventId' | 'name'>,
): Promise<void> {
  const excluded = await trx
    .selectFrom('event_exclusions')
    .select('reason')
    .where('connection_id', '=', connectionId)
    .where('event_id', '=', eventId)
    .where('ended_at', 'is', null)
    .executeTakeFirst();
  if (excluded === undefined) return;
  throw conflict(`“${name}” is excluded (${excluded.reason}).`, 'Take the exclusion back first, then match it.');
}

/** @throws Refusal invalid-input for a performance that is not the event's */
async function requirePerformances(
  { warehouse }: Pick<Context, 'warehouse'>,
  organisation: Organisation,
  pairs: readonly MatchPair[],
  events: readonly BoxOfficeEvent[],
): Promise<void> {
  for (const [at, { performances }] of pairs.entries()) {
    const event = events[at];
    if (performances === undefined || event === undefined) continue;
    const rows = await warehouse.withStore(organisation.id, (store) =>
      store.query('select source_id from counted_performances where connection_id = ? and event_id = ?', [
        event.connectionId,
        event.eventId,
      ]),
    );
    const own = new Set(rows.map(({ source_id }) => source_id));
    const foreign = performances.find((one) => !own.has(one));
    if (foreign !== undefined) {
      const message = `“${event.name}” has no performance ${foreign}; leave it out, or name one of its ${own.size}`;
      throw invalidInput([{ path: `body.pairs.${at}.performances`, message }]);
    }
  }
}

/** What a person was shown as likely, so that it is known how a match came about. */
async function suggestedPairs(deps: MatchingDeps, organisation: Organisation): Promise<Set<string>> {
  const { all } = await openSuggestions(await readPicture(deps, organisation, { tickets: false }));
  return new Set(all.map(({ activity, event }) => `${activity} ${event}`));
}
