import type { MatchState } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { keyOfEvent } from './box-office-events.ts';
import { openSuggestions } from './open-suggestions.ts';
import { keyOfMatch, readPicture } from './picture.ts';

export interface EventMatchState {
  readonly state: MatchState;
  /** Titles of activities. */
  readonly matchedTo: readonly string[];
}

/** How each event of an organisation's store stands with its activity log, by `keyOfEvent`. */
export async function readMatchStates(
  deps: Pick<Context, 'db' | 'warehouse' | 'clock' | 'connectors'>,
  organisation: Organisation,
): Promise<ReadonlyMap<string, EventMatchState>> {
  const picture = await readPicture(deps, organisation, { tickets: false });
  const titles = new Map(picture.activities.map(({ id, title }) => [id, title]));
  const matchedTo = new Map<string, string[]>();
  for (const match of picture.matches) {
    const key = keyOfMatch(match);
    matchedTo.set(key, [...(matchedTo.get(key) ?? []), titles.get(match.activity_id) ?? match.activity_id]);
  }
  const excluded = new Set(picture.exclusions.map(keyOfMatch));
  const suggested = new Set((await openSuggestions(picture)).all.map(({ event }) => event));
  return new Map(
    picture.events.map((event) => {
      const key = keyOfEvent(event);
      const own = [...new Set(matchedTo.get(key) ?? [])].sort();
      const state: MatchState =
        own.length > 0 ? 'matched' : excluded.has(key) ? 'ignored' : suggested.has(key) ? 'suggested' : 'not-matched';
      return [key, { state, matchedTo: own }];
    }),
  );
}
