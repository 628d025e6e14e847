import { channel } from 'node:diagnostics_channel';
import {
  AbortSyncError,
  type Connector,
  ConnectorError,
  ConsentWithdrawnError,
  type Probe,
  ReauthoriseError,
  RetryLaterError,
} from '@illuminate/connector-kit';
import { zoneOf } from '@illuminate/model';
import type { Clock } from '../clock.ts';
import { createBatch } from './batch.ts';
import type { Ending, ExtractJob } from './extract-messages.ts';
import type { ExtractIo, Extraction } from './extraction.ts';
import { type HistoryCursor, historyComplete, historyProgress } from './history.ts';
import { knownPerformances } from './known-performances.ts';
import { planSync, type Step } from './plan.ts';
import { pseudonymWith } from './pseudonym.ts';
import { askTotals } from './steps/ask-totals.ts';
import { crawl } from './steps/crawl.ts';
import { feed } from './steps/feed.ts';
import { follow } from './steps/follow.ts';
import { history, historyCursor } from './steps/history.ts';
import { mend } from './steps/mend.ts';
import { dueNow, observe } from './steps/observe.ts';
import { reread } from './steps/reread.ts';
import { trail } from './steps/trail.ts';
import { type Way, waysOf } from './ways.ts';

const CRAWL_EVERY_SECONDS = 24 * 3600;
/** So much of a run is kept for observations while history is loading, or this share of a shorter one. */
const OBSERVING_MS = 45_000;
const OBSERVING_SHARE = 0.15;
/** Tells of each request, in the thread that makes it. For tools that want to be there. */
const requests = channel('illuminate:request');

/**
 * Reads a box office as far as the run's time goes: probe if need be, plan, then step by step. What goes wrong with one stream
 * is told and the others go on; a refused sign-in or a withdrawn permission ends the run.
 * @throws what is not a ConnectorError: a fault of ours
 */
export async function extract(
  job: ExtractJob,
  { connector, io, clock, signal }: { connector: Connector; io: ExtractIo; clock: Clock; signal: AbortSignal },
): Promise<{ ending: Ending; extraction: Extraction }> {
  const counts = {
    ...{ requests: 0, ordersRead: 0, rejects: 0, feedItems: 0, feedItemsChanged: 0, observed: 0 },
    warnings: {},
  };
  const client = connector.connect(job.config, {
    allowLoopback: job.allowLoopback,
    onRequest: () => {
      counts.requests += 1;
      requests.publish({ nth: counts.requests });
    },
  });
  const deadline = clock.monotonic() + job.budgetMs;
  const zone = zoneOf(job.zone);
  const today = (): string => new Date(zone.toWall(clock.now().getTime())).toISOString().slice(0, 10);
  // The batch and the run know each other; the batch reads the run only when it is used.
  const run = (): Extraction => extraction;
  const extraction: Extraction = {
    connector,
    client,
    streams: new Map(connector.streams.map((stream) => [stream.name, stream])),
    ways: waysOf(connector, job.probe),
    context: {
      zone,
      currency: job.currency,
      pseudonym: pseudonymWith(job.pseudonymKey),
      references: undefined,
    },
    job,
    io,
    clock,
    signal,
    batch: createBatch(run),
    counts,
    failing: new Map(),
    known: knownPerformances({ ahead: job.ahead, gone: job.gone, now: clock.now().getTime() }),
    cursors: { ...job.cursors },
    earliestPerformance: job.earliestPerformance,
    doing: '',
    mending: false,
    replaying: false,
    progress: null,
    loaded: null,
    reservedMs: 0,
    timeIsUp: () => clock.monotonic() >= deadline - extraction.reservedMs,
    bounds: () => ({
      historyFrom: job.historyFrom,
      earliestPerformance: extraction.earliestPerformance,
      today: today(),
      notBefore: job.historyNotBefore ?? null,
    }),
  };
  if (!job.observes) for (const ways of extraction.ways.values()) ways.delete('observe');
  showHistory(extraction);
  try {
    const ending = await runSteps(extraction);
    return { ending, extraction };
  } finally {
    await connector.close(client);
  }
}

async function runSteps(extraction: Extraction): Promise<Ending> {
  const { connector, client, signal, io, job } = extraction;
  try {
    if (job.probe === null) {
      const probe: Probe = await connector.probe(client, signal);
      io.tell({ type: 'probed', probe });
      for (const [stream, ways] of waysOf(connector, probe))
        extraction.ways.set(stream, job.observes ? ways : without('observe', ways));
    }
    Object.assign(extraction.context, { references: await connector.references(client, signal) });
    await askTotals(extraction);
  } catch (err) {
    const halt = haltOf(err);
    if (halt !== null) return halt;
    if (!(err instanceof ConnectorError)) throw err;
    // Nothing can be read without these: every stream waits.
    for (const { name } of connector.streams) io.tell(failed(name, err, true));
    return { kind: 'done', moreHistory: true };
  }
  const failedStreams = new Set<string>();
  for (const step of plan(extraction)) {
    signal.throwIfAborted();
    if (failedStreams.has(step.stream)) continue;
    if (step.kind === 'history') {
      keepTimeToObserve(extraction);
      if (extraction.timeIsUp()) continue;
    }
    try {
      await runStep(extraction, step);
      io.tell({ type: 'stream-read', stream: step.stream });
    } catch (err) {
      signal.throwIfAborted();
      if (!(err instanceof ConnectorError)) throw err;
      // What was read before the fault is whole, and its cursors are true.
      await extraction.batch.flush().catch(() => extraction.batch.discard());
      showHistory(extraction);
      const halt = haltOf(err);
      if (halt !== null) return halt;
      failedStreams.add(step.stream);
      io.tell(failed(step.stream, err, false));
    }
  }
  return { kind: 'done', moreHistory: moreHistory(extraction) };
}

function plan({ connector, ways, job, cursors, clock }: Extraction): Step[] {
  const lastDone = Object.fromEntries(
    Object.entries(cursors).flatMap(([name, value]) => {
      const at = (value as { at?: unknown } | null)?.at;
      return typeof at === 'number' ? [[name, at]] : [];
    }),
  );
  return planSync({
    streams: connector.streams.map((stream) => ({
      name: stream.name,
      ways: ways.get(stream.name) ?? new Set(),
      crawlEverySeconds: stream.crawlEverySeconds ?? CRAWL_EVERY_SECONDS,
      backoffUntil: job.backoffUntil[stream.name] ?? null,
      hasHistory: cursors[historyCursor(stream.name)] !== undefined,
    })),
    lastDone,
    rejected: job.rejected,
    mend: job.reconciliation.mend.length > 0,
    now: clock.now().getTime(),
    asked: job.asked,
    everySeconds: job.everySeconds,
  });
}

function without(way: Way, ways: ReadonlySet<Way>): Set<Way> {
  return new Set([...ways].filter((each) => each !== way));
}

function keepTimeToObserve(extraction: Extraction): void {
  const isDue = [...extraction.ways].some(([name, ways]) => ways.has('observe') && dueNow(extraction, name).length > 0);
  extraction.reservedMs = isDue ? Math.min(OBSERVING_MS, extraction.job.budgetMs * OBSERVING_SHARE) : 0;
}

async function runStep(extraction: Extraction, step: Step): Promise<void> {
  switch (step.kind) {
    case 'crawl':
      return crawl(extraction, step.stream);
    case 'follow':
      return follow(extraction, step.stream);
    case 'trail':
      return trail(extraction, step.stream, step.cursor, step.days);
    case 'mend':
      return mend(extraction, step.stream);
    case 'reread':
      return reread(extraction, step.stream, step.ids);
    case 'history':
      return history(extraction, step.stream);
    case 'feed':
      return feed(extraction, step.stream);
    case 'observe':
      return observe(extraction, step.stream);
  }
}

function haltOf(err: unknown): Ending | null {
  if (err instanceof ReauthoriseError) return { kind: 'halted', why: 'credential', fault: err.fault };
  if (err instanceof ConsentWithdrawnError) return { kind: 'halted', why: 'consent', fault: err.fault };
  if (err instanceof AbortSyncError) return { kind: 'halted', why: 'abort', fault: err.fault };
  return null;
}

function failed(stream: string, err: ConnectorError, whole: boolean) {
  const afterMs = err instanceof RetryLaterError ? err.afterMs : null;
  return { type: 'stream-failed', stream, fault: err.fault, afterMs, whole } as const;
}

/** Streams that have a history, and whether it is all here. */
function moreHistory(extraction: Extraction): boolean {
  return [...extraction.ways].some(([name, ways]) => {
    if (!ways.has('window')) return false;
    const cursor = (extraction.cursors[historyCursor(name)] as HistoryCursor | undefined) ?? null;
    return !historyComplete(cursor, extraction.bounds());
  });
}

/** Shown from the start, unless nothing is known yet of how far back it goes: the catalogue will tell. */
function showHistory(extraction: Extraction): void {
  const { historyFrom, earliestPerformance } = extraction.bounds();
  if (historyFrom === null && earliestPerformance === null) return;
  for (const [name, ways] of extraction.ways) {
    if (!ways.has('window')) continue;
    const cursor = (extraction.cursors[historyCursor(name)] as HistoryCursor | undefined) ?? null;
    extraction.progress = historyProgress(cursor, extraction.bounds());
    extraction.loaded = extraction.progress;
  }
}
