import { AbortSyncError, RetryLaterError } from '@illuminate/connector-kit';
import { type Extraction, report, streamOf } from '../extraction.ts';
import type { DatedPerformance } from '../known-performances.ts';
import { dueObservations, type ObservationCursor, packLooks, unpackLooks } from '../observation-plan.ts';
import { askEach, failedRead } from '../read-by-id.ts';

/** Public clients of such feeds allow themselves as many; what is left is next run's. */
export const REQUESTS_AT_MOST = 250;
/** After so many that are not there, and none that is, the box office is taken not to tell. */
const NONE_THERE = 10;

const observationCursor = (stream: string): string => `${stream}.observe`;

/** What is due to be observed now. */
export function dueNow({ cursors, known, clock, job }: Extraction, stream: string): DatedPerformance[] {
  const now = clock.now().getTime();
  return dueObservations({
    ahead: known.after(now),
    lookedAt: unpackLooks(cursors[observationCursor(stream)] as ObservationCursor | undefined),
    refused: new Set(job.rejected.filter((reject) => reject.stream === stream).map(({ id }) => id)),
    now,
  });
}

/**
 * Looks at performances that are due, the most urgent first, as long as requests and time last. It comes last in a run, and a
 * box office that fails on it holds up nothing else: what cannot be had now is asked for in its next turn.
 */
export async function observe(extraction: Extraction, name: string): Promise<void> {
  const { batch, clock, client, counts, cursors, known } = extraction;
  const stream = streamOf(extraction, name);
  const { observe: ask } = stream;
  if (ask === undefined) throw new Error(`stream ${name} cannot be observed`);
  extraction.reservedMs = 0;
  const due = dueNow(extraction, name);
  if (due.length === 0) return;
  report(extraction, `Looking at how full ${due.length} performances are`);

  const lookedAt = unpackLooks(cursors[observationCursor(name)] as ObservationCursor | undefined);
  const ahead = new Set(known.after(clock.now().getTime()).map(({ source_id }) => source_id));
  const requestsBefore = counts.requests;
  let started = 0;
  let answered = 0;
  let found = 0;
  const startedAt = new Map<string, number>();
  function* withinBudget(): Generator<DatedPerformance> {
    for (const performance of due) {
      const used = Math.max(started, counts.requests - requestsBefore);
      const tellsNothing = found === 0 && answered >= NONE_THERE;
      if (used >= REQUESTS_AT_MOST || tellsNothing || extraction.timeIsUp()) return;
      started += 1;
      startedAt.set(performance.source_id, clock.now().getTime());
      yield performance;
    }
  }
  try {
    for await (const { item, page, fault } of askEach(extraction, {
      stream,
      items: withinBudget(),
      idOf: ({ source_id }) => source_id,
      ask: ({ source_id: id, event_id: eventId }, within) => ask(client, { id, eventId }, within),
    })) {
      const id = item.source_id;
      const at = startedAt.get(id) ?? clock.now().getTime();
      if (fault === null) answered += 1;
      else batch.refuse(failedRead(stream, id, fault, at));
      if (page !== null) {
        batch.add(stream, page);
        counts.observed += 1;
        found += 1;
      } else if (fault === null) batch.settle(stream, id);
      lookedAt.set(id, at);
      batch.moveCursor(observationCursor(name), packLooks(lookedAt, ahead));
      await batch.flushIfFull();
    }
  } catch (err) {
    // That how full it is cannot be seen is no reason to end a run that has done all the rest.
    throw err instanceof AbortSyncError ? new RetryLaterError(err.fault) : err;
  }
  await batch.flush();
  report(extraction, `Looked at how full ${answered} of ${due.length} performances are`);
}
