import { type Fault, fault, progress, type Sync as SyncAnswer } from '@illuminate/contract';
import { z } from 'zod';
import type { StreamState, Sync } from '../control/schema/syncs.ts';

/** Why a sync failed, as people read it. */
export function faultOf({ failure }: Pick<Sync, 'failure'>): Fault | null {
  if (failure === null) return null;
  const { code, cause, who_acts, next_step, stream, reference } = failure;
  return fault.catch(unknownFault(reference)).parse({
    code,
    cause,
    whoActs: who_acts,
    nextStep: next_step,
    stream,
    reference,
  });
}

/** What a stream failed with last. */
export function streamFaultOf({ last_error }: Pick<StreamState, 'last_error'>): Fault | null {
  return last_error === null ? null : fault.catch(unknownFault('')).parse(last_error);
}

const unknownFault = (reference: string): Fault => ({
  code: 'unknown',
  cause: 'It failed, and why was not recorded in a way that can be read.',
  whoActs: 'operator',
  nextStep: 'Look for the reference in the log.',
  stream: null,
  reference,
});

const count = z.int().catch(0);
const counts = z.object({
  requests: count,
  ordersRead: count,
  ordersChanged: count,
  ticketsChanged: count,
  rejects: count,
  feedItems: count,
  feedItemsChanged: count,
  observed: count,
  disappeared: count,
  warnings: z.record(z.string(), z.int()).catch({}),
});
const doing = z.object({ doing: z.string().nullable().catch(null) });

const iso = (at: Date | null): string | null => at?.toISOString() ?? null;

/** A sync as the API tells of it. */
export function describeSync(sync: Sync, connection: string): SyncAnswer {
  return {
    id: sync.id,
    connection,
    trigger: sync.trigger,
    state: sync.state,
    startedAt: iso(sync.started_at),
    endedAt: iso(sync.ended_at),
    doing: sync.ended_at === null ? doing.parse(sync.counts ?? {}).doing : null,
    progress: progress.nullable().catch(null).parse(sync.progress),
    counts: counts.parse(sync.counts ?? {}),
    failure: faultOf(sync),
  };
}
