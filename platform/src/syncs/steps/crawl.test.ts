import { RejectRecordError } from '@illuminate/connector-kit';
import { expect, it } from 'vitest';
import { systemClock } from '../../clock.ts';
import type { RefusedRecord } from '../../warehouse/store-types.ts';
import { createBatch } from '../batch.ts';
import type { BatchMessage } from '../extract-messages.ts';
import type { AnyStream, Extraction } from '../extraction.ts';
import { knownPerformances } from '../known-performances.ts';
import { crawl } from './crawl.ts';

interface Venue {
  readonly id?: string;
}

/** Crawls a list once. @returns what was handed over to be loaded */
async function crawled(venues: readonly Venue[], rejected: readonly RefusedRecord[]): Promise<BatchMessage[]> {
  const sent: BatchMessage[] = [];
  const stream: AnyStream = {
    name: 'venues',
    keeps: [],
    async *crawl() {
      yield { records: venues, requestedAt: 5 };
    },
    idOf: ({ id }: Venue) => id ?? null,
    normalise({ id }: Venue) {
      if (id === undefined) throw new RejectRecordError('missing-field', 'id', 'the id of a venue');
      return { rows: { venues: [{ source_id: id, source_number: null, name: id, address: null }] }, mentions: [] };
    },
  };
  const extraction = {
    connector: { limits: { concurrency: 1 } },
    streams: new Map([['venues', stream]]),
    job: { rejected, upcoming: {} },
    io: { tell() {}, sendBatch: async (message: BatchMessage) => void sent.push(message), unknownKeys: async () => [] },
    clock: systemClock,
    signal: new AbortController().signal,
    counts: { requests: 0, ordersRead: 0, rejects: 0 },
    known: knownPerformances({ ahead: [], gone: [], now: 0 }),
    cursors: {},
  } as unknown as Extraction;
  Object.assign(extraction, { batch: createBatch(() => extraction) });
  await crawl(extraction, 'venues');
  return sent;
}

it('what a list holds without an id is refused with its list, and settled when all of the list has one', async () => {
  const [first] = await crawled([{ id: 'a' }, {}], []);
  expect(first?.rejects).toMatchObject([{ stream: 'venues', sourceId: 'the whole list', field: 'id' }]);
  const refused = [{ stream: 'venues', id: 'the whole list' }];
  expect((await crawled([{ id: 'a' }, {}], refused))[0]?.readWell).toEqual([]);
  expect((await crawled([{ id: 'a' }, { id: 'b' }], refused))[0]?.readWell).toEqual([
    { stream: 'venues', sourceId: 'the whole list' },
  ]);
});
