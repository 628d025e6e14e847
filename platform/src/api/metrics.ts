import { sql } from 'kysely';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Context } from '../context.ts';

export interface Metrics {
  /** One answered request: `operation` is its id, never its path. */
  answered(operation: string, status: number, seconds: number): void;
  /** What Prometheus reads. */
  text(): Promise<string>;
  readonly contentType: string;
}

const DAY_MS = 24 * 3_600_000;

/** Of a registry of its own, so that two servers in one process do not share it. */
export function createMetrics({ db, clock }: Pick<Context, 'db' | 'clock'>): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry, prefix: 'illuminate_' });
  const http = new Histogram({
    name: 'illuminate_http_request_seconds',
    help: 'Time to answer a request, by operation and status.',
    labelNames: ['operation', 'status'],
    buckets: [0.005, 0.02, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 10],
    registers: [registry],
  });
  const syncs = new Gauge({
    name: 'illuminate_syncs_day',
    help: 'Syncs of the last 24 hours, by state.',
    labelNames: ['state'],
    registers: [registry],
  });
  const counted = new Gauge({
    name: 'illuminate_sync_counts_day',
    help: 'What the syncs of the last 24 hours counted: requests, orders read, orders changed, tickets changed, rejects.',
    labelNames: ['what'],
    registers: [registry],
  });
  const connections = new Gauge({
    name: 'illuminate_connections',
    help: 'Connections, by state.',
    labelNames: ['state'],
    registers: [registry],
  });
  const measure = async (): Promise<void> => {
    const since = new Date(clock.now().getTime() - DAY_MS);
    const sum = (name: string) => sql<number>`coalesce(sum((counts ->> ${name})::bigint), 0)::double precision`;
    const byState = await db
      .selectFrom('syncs')
      .select((eb) => ['state', eb.fn.countAll<number>().as('number')])
      .where('queued_at', '>', since)
      .groupBy('state')
      .execute();
    const sums = await db
      .selectFrom('syncs')
      .select(WHAT.map((what) => sum(what).as(what)))
      .where('queued_at', '>', since)
      .executeTakeFirst();
    const states = await db
      .selectFrom('connections')
      .select((eb) => ['state', eb.fn.countAll<number>().as('number')])
      .groupBy('state')
      .execute();
    syncs.reset();
    connections.reset();
    for (const { state, number } of byState) syncs.set({ state }, Number(number));
    for (const { state, number } of states) connections.set({ state }, Number(number));
    for (const what of WHAT) counted.set({ what }, Number(sums?.[what] ?? 0));
  };
  return {
    answered: (operation, status, seconds) => http.observe({ operation, status }, seconds),
    text: async () => {
      await measure();
      return registry.metrics();
    },
    contentType: registry.contentType,
  };
}

const WHAT = ['requests', 'ordersRead', 'ordersChanged', 'ticketsChanged', 'rejects'] as const;
