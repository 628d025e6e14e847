import { defineStream, type Page, TimedOutError } from '@illuminate/connector-kit';
import type { SpektrixInstance } from '../api-types.ts';
import type { SpektrixClient } from '../client.ts';
import { keptInstance } from '../kept-records.ts';
import { idIn, isObject } from '../normalise/fields.ts';
import { normalisePerformance, unknownPerformance } from '../normalise/performance.ts';
import type { SpektrixReferences } from '../references.ts';
import { getList, getOne, segment } from './answers.ts';
import { pastInstances } from './past-instances.ts';

const DAY = 86_400_000;
// Spektrix has been sold since 2007; a season is announced a few years ahead at most.
const FIRST_DAY = Date.UTC(2000, 0, 1);
const YEARS_AHEAD = 10;
const SMALLEST_SPAN = 31 * DAY;

/** Performances, which Spektrix calls instances. Without `startFrom` the list may begin today, so it is asked for from long ago. */
export const performances = defineStream<SpektrixClient, SpektrixInstance, SpektrixReferences>({
  name: 'performances',
  keeps: ['id', 'event.id', 'planId', 'start', 'startUtc', 'cancelled'],
  inWords: 'Performances: when, where, and whether cancelled.',
  crawlEverySeconds: 3_600,
  crawl: instancesEver,
  byId(client, id, signal) {
    return getOne<SpektrixInstance>(client, `instances/${segment(id)}`, { route: 'instances/{id}', signal });
  },
  idOf: idIn,
  normalise: normalisePerformance,
  kept: keptInstance,
  missing: (mention, context) => ({ performances: unknownPerformance(mention, context) }),
});

async function* instancesEver(client: SpektrixClient, signal: AbortSignal): AsyncGenerator<Page<SpektrixInstance>> {
  let earliest: string | null = null;
  for await (const page of instancesBetween(client, FIRST_DAY, Date.now() + YEARS_AHEAD * 366 * DAY, signal)) {
    for (const record of page.records) {
      const start = isObject(record) ? record.start : null;
      if (typeof start === 'string' && (earliest === null || start < earliest)) earliest = start;
    }
    yield page;
  }
  // A list that holds what is past is taken to hold all of it.
  if (earliest === null || earliest >= day(Date.now() - DAY)) yield* pastInstances(client, earliest, signal);
}

/** One answer for the whole span, or for its halves where that takes too long. */
async function* instancesBetween(
  client: SpektrixClient,
  from: number,
  to: number,
  signal: AbortSignal,
): AsyncGenerator<Page<SpektrixInstance>> {
  const path = `instances?startFrom=${day(from)}&startTo=${day(to)}`;
  try {
    yield await getList<SpektrixInstance>(client, path, { route: 'instances', signal, retryTimeouts: false });
    return;
  } catch (err) {
    if (!(err instanceof TimedOutError) || to - from <= SMALLEST_SPAN) throw err;
  }
  const middle = from + Math.floor((to - from) / 2 / DAY) * DAY;
  yield* instancesBetween(client, from, middle, signal);
  // Whether `startTo` includes its day is not known: the day in the middle is read twice.
  yield* instancesBetween(client, middle, to, signal);
}

function day(instant: number): string {
  return new Date(instant).toISOString().slice(0, 10);
}
