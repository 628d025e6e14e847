import {
  AbortSyncError,
  type CountedEvent,
  type EventTotals,
  NotFoundError,
  RetryLaterError,
} from '@illuminate/connector-kit';
import { type Extraction, report } from '../extraction.ts';
import { inParallel } from '../in-parallel.ts';

/** So much of a run at most is spent on totals. */
const SHARE_OF_RUN = 0.3;
/** The platform chooses so many events; an event may cost more than one request. */
const REQUESTS_AT_MOST = 400;

/**
 * Asks the box office what it says of itself, event by event, before anything else is read: whatever it counts by then is read
 * after it. A box office that fails on it holds up nothing else.
 * @throws ConnectorError where the sign-in is refused or permission is withdrawn
 */
export async function askTotals(extraction: Extraction): Promise<void> {
  const { connector, client, clock, counts, io, job, signal } = extraction;
  const ask = connector.totals?.ask;
  const events = job.reconciliation.ask ?? [];
  if (ask === undefined || events.length === 0) return;
  report(extraction, `Comparing ${events.length} events with the box office`);
  const until = clock.monotonic() + job.budgetMs * SHARE_OF_RUN;
  const requestsBefore = counts.requests;
  function* withinBudget(): Generator<CountedEvent> {
    for (const event of events) {
      if (clock.monotonic() >= until || counts.requests - requestsBefore >= REQUESTS_AT_MOST) return;
      yield event;
    }
  }
  const read = async (event: CountedEvent): Promise<{ event: CountedEvent; answer: EventTotals | null }> => {
    try {
      return { event, answer: await ask(client, event, signal) };
    } catch (err) {
      if (err instanceof NotFoundError) return { event, answer: null };
      throw err;
    }
  };
  try {
    for await (const { event, answer } of inParallel(withinBudget(), connector.limits.concurrency, read)) {
      const told = new Set(answer?.totals.map(({ performanceId }) => performanceId));
      const left = event.performances.filter((id) => !told.has(id));
      const readAt = answer?.requestedAt ?? 0;
      io.tell({
        type: 'totals',
        totals: (answer?.totals ?? []).map((total) => ({ ...total, eventId: event.id, readAt })),
        notShown: told.size === 0 ? left : [],
        notTold: told.size === 0 ? [] : left,
      });
    }
  } catch (err) {
    signal.throwIfAborted();
    // What was answered is compared; the rest takes its turn in the next comparison.
    if (err instanceof RetryLaterError || err instanceof AbortSyncError) return;
    throw err;
  }
}
