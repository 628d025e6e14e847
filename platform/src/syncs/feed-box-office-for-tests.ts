// Test support: a box office with a feed, whose answers a test decides, read into a real store.

import {
  type Connector,
  capacitySnapshot,
  defineConnector,
  defineStream,
  type FeedItem,
  NotFoundError,
  type ObservedPerformance,
  RejectRecordError,
  RetryLaterError,
} from '@illuminate/connector-kit';
import { z } from 'zod';
import { systemClock } from '../clock.ts';
import { NOTHING_TO_COMPARE } from '../reconciliation/reconciliation-job.ts';
import { startWarehouse, type TestWarehouse } from '../warehouse/made-batches.ts';
import type { LoadResult } from '../warehouse/store-types.ts';
import { extract } from './extract.ts';
import { jobFromStore } from './extract-job.ts';
import type { BatchMessage, ExtractCounts, FromExtract } from './extract-messages.ts';

export interface FedPerformance {
  readonly id: string;
  /** Milliseconds; null: it cannot be read. */
  readonly startsAt: number | null;
  readonly plan?: string;
}
export interface FedShow {
  readonly id: string;
  readonly name: string;
  readonly performances: readonly FedPerformance[];
}

/** What the box office says now. */
export interface FeedBoxOffice {
  shows: FedShow[];
  /** The feed's name for its state: the same as ours means that nothing has changed. Null: it has none. */
  tag: string | null;
  /** The feed breaks off after so many shows. */
  breaksAfter: number | null;
  /** By performance; none: it is not there. An error is thrown. */
  readonly capacity: Map<string, { capacity: number; available: number } | Error>;
  /** Ids of performances looked at, in order. */
  readonly looks: string[];
}

export const FEED_TITLE = 'Feed Box Office';

export function trouble(code: string): RetryLaterError {
  return new RetryLaterError({ code, cause: 'It is so.', whoActs: 'nobody', nextStep: 'Wait.' });
}

const performance = (event: string, { id, startsAt, plan }: FedPerformance) => {
  if (startsAt === null) throw new RejectRecordError('missing-field', 'starts', 'a time');
  const times = { starts_at: startsAt, starts_local: startsAt, zone: 'Europe/London' };
  const unknown = { venue_id: null, plan_id: null, capacity: null, on_sale_at: null, duration_minutes: null };
  return {
    source_id: id,
    source_number: null,
    event_id: event,
    plan_name: plan ?? null,
    cancelled: false,
    ...times,
    ...unknown,
  };
};

function connectorOf(box: FeedBoxOffice, now: () => number): Connector {
  async function* items(): AsyncGenerator<FeedItem> {
    for (const [nth, show] of box.shows.entries()) {
      if (nth === box.breaksAfter) throw trouble('answer-cut');
      yield {
        id: show.id,
        hash: JSON.stringify(show),
        records: [
          { stream: 'events', record: show },
          ...show.performances.map((one) => ({ stream: 'performances', record: { ...one, event: show.id } })),
        ],
        performances: show.performances.map(({ id }) => id),
      };
    }
  }
  return defineConnector<object, object, null>({
    id: 'fed',
    title: FEED_TITLE,
    summary: 'For tests.',
    about: { since: '2026-01-01', supplies: [], knownLimits: [] },
    methods: ['support-request'],
    config: z.object({}),
    reliesOn: [],
    limits: { concurrency: 2, windowDays: 1 },
    connect: (_, { onRequest }) => ({ onRequest }),
    close: async () => undefined,
    probe: async () => ({ signedInAs: null, ways: [], sees: [], cannotSee: [] }),
    references: async () => null,
    streams: [
      defineStream<object, FedShow, null>({
        name: 'events',
        keeps: ['id', 'name'],
        crawlEverySeconds: 900,
        feedHash: async (_, tag) => ({
          items: box.tag !== null && tag === box.tag ? null : items(),
          tag: box.tag,
          requestedAt: now(),
        }),
        idOf: ({ id }) => id,
        normalise: ({ id, name }) => ({
          rows: { events: [{ source_id: id, source_number: null, name, duration_minutes: null, web_event_id: null }] },
          mentions: [],
        }),
      }),
      defineStream<object, FedPerformance & { event: string }, null>({
        name: 'performances',
        keeps: ['id', 'startsAt'],
        idOf: ({ id }) => id,
        normalise: (record) => ({
          rows: { performances: [performance(record.event, record)] },
          mentions: [],
          warnings: record.plan === 'odd' ? ['odd-plan'] : [],
        }),
      }),
      defineStream<{ onRequest?: () => void }, { id: string; at: number; capacity: number; available: number }, null>({
        name: 'capacity-snapshots',
        keeps: ['capacity', 'available'],
        async observe({ onRequest }, { id }: ObservedPerformance) {
          onRequest?.();
          box.looks.push(id);
          const found = box.capacity.get(id);
          if (found instanceof Error) throw found;
          const nothing = { code: 'not-found', cause: '', whoActs: 'nobody', nextStep: '' } as const;
          if (found === undefined) throw new NotFoundError(nothing);
          return { records: [{ id, at: now(), ...found }], requestedAt: now() };
        },
        idOf: ({ id }) => id,
        normalise({ id, at, capacity, available }, context) {
          const seats = { capacity, available, sold: null, held: null, saleState: null };
          const snapshot = capacitySnapshot({ performanceId: id, observedAt: at, ...seats }, context);
          return {
            rows: { capacity_snapshots: [snapshot] },
            mentions: [],
            details: { id, capacity, onSaleAt: 1_000, durationMinutes: 90 },
          };
        },
      }),
    ],
  });
}

export interface FeedRun {
  readonly failed: readonly string[];
  readonly counts: ExtractCounts;
  readonly loads: readonly LoadResult[];
  readonly caughtUp: boolean;
}

export interface FeedRuns {
  readonly box: FeedBoxOffice;
  readonly store: TestWarehouse;
  /** The clock of both sides (ms). */
  now: number;
  run(options?: { acceptAbsent?: boolean; asked?: boolean; budgetMs?: number }): Promise<FeedRun>;
  cursors(): Promise<Record<string, unknown>>;
  rejects(): Promise<readonly { stream: string; sourceId: string | null; reason: string; resolvedAt: number | null }[]>;
}

const CONNECTION = 'riverside-fed';

/** Runs of one connection, a minute apart unless the test moves the clock. */
export async function openFeedRuns(): Promise<FeedRuns> {
  const box: FeedBoxOffice = { shows: [], tag: null, breaksAfter: null, capacity: new Map(), looks: [] };
  const store = await startWarehouse();
  const withStore: TestWarehouse['warehouse']['withStore'] = (id, work) => store.warehouse.withStore(id, work);
  let fence = 0;
  const runs: FeedRuns = {
    box,
    store,
    now: Date.UTC(2026, 5, 1, 12),
    async run({ acceptAbsent = false, asked = true, budgetMs = 60_000 } = {}) {
      runs.now += 60_000;
      fence += 1;
      const failed: string[] = [];
      const loads: LoadResult[] = [];
      let caughtUp = false;
      const stored = await withStore('riverside', (open) => jobFromStore(open, CONNECTION, new Date(runs.now), true));
      const sendBatch = async ({ readWell, type: _, ...batch }: BatchMessage): Promise<void> => {
        const request = { connectionId: CONNECTION, fence, syncId: `syn_${fence}`, recordedAt: runs.now };
        loads.push(
          await withStore('riverside', (open) => open.load({ ...request, ...batch, rejectsResolved: readWell })),
        );
      };
      const tell = (message: FromExtract): void => {
        if (message.type === 'stream-failed') failed.push(`${message.stream} ${message.fault.code}`);
        if (message.type === 'caught-up') caughtUp = true;
      };
      const { extraction } = await extract(
        {
          connectorId: 'fed',
          config: {},
          zone: 'Europe/London',
          currency: 'GBP',
          pseudonymKey: new Uint8Array(32),
          allowLoopback: false,
          probe: { signedInAs: null, ways: [], sees: [], cannotSee: [] },
          ...stored,
          backoffUntil: {},
          reconciliation: NOTHING_TO_COMPARE,
          historyFrom: null,
          earliestPerformance: null,
          asked,
          everySeconds: 900,
          acceptAbsent,
          observes: true,
          keepsPages: false,
          budgetMs,
        },
        {
          connector: connectorOf(box, () => runs.now),
          clock: { ...systemClock, now: () => new Date(runs.now) },
          signal: new AbortController().signal,
          io: {
            tell,
            sendBatch,
            unknownKeys: (table, keys) => withStore('riverside', (open) => open.unknownKeys(CONNECTION, table, keys)),
            liveTickets: (orders) => withStore('riverside', (open) => open.liveTickets(CONNECTION, orders)),
          },
        },
      );
      return { failed, counts: extraction.counts, loads, caughtUp };
    },
    cursors: () => withStore('riverside', (open) => open.cursors(CONNECTION)),
    rejects: async () => (await withStore('riverside', (open) => open.rejects(CONNECTION, { limit: 100 }))).rejects,
  };
  return runs;
}
