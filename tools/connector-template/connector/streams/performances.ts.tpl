import { defineStream } from '@illuminate/connector-kit';
import { readOne, readPages, type __Pascal__Client } from '../client.ts';
import { keptPerformance } from '../kept.ts';
import { idIn } from '../normalise/fields.ts';
import { normalisePerformance, unknownPerformance } from '../normalise/performance.ts';
import type { __Pascal__Performance } from '../records.ts';

/** Performances, with the venue that each is at. */
export const performances = defineStream<__Pascal__Client, __Pascal__Performance, null>({
  name: 'performances',
  keeps: ['id', 'event', 'venue: id, name', 'capacity', 'startsAt', 'cancelled'],
  inWords: 'Performances: when, where, and whether cancelled.',
  crawlEverySeconds: 3_600,
  crawl: (client, signal) =>
    readPages<__Pascal__Performance>(client, { first: 'performances', route: 'performances' }, signal),
  byId: (client, id, signal) => readOne<__Pascal__Performance>(client, { list: 'performances', id }, signal),
  idOf: idIn,
  normalise: normalisePerformance,
  kept: keptPerformance,
  missing: (mention, context) => ({ performances: unknownPerformance(mention, context) }),
});
