import {
  AbortSyncError,
  type CountedEvent,
  type EventTotals,
  NotFoundError,
  RetryLaterError,
} from '@illuminate/connector-kit';
import { asTheyCome } from '../as-they-come.ts';
import type { FromExtract } from '../extract-messages.ts';
import { type Extraction, report } from '../extraction.ts';
import { createFailureTally, mayBeItsOwn } from '../own-faults.ts';

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
  const read = async (event: CountedEvent): Promise<Asked> => {
    try {
      return { event, answer: await ask(client, event, signal), failure: null };
    } catch (err) {
      if (err instanceof NotFoundError) return { event, answer: null, failure: null };
      if (mayBeItsOwn(err)) return { event, answer: null, failure: err };
      throw err;
    }
  };
  const tally = createFailureTally();
  const left = new Set(events);
  try {
    for await (const { event, answer, failure } of asTheyCome(withinBudget(), connector.limits.concurrency, read)) {
      if (failure === null) {
        tally.answered();
        io.tell(answer === null ? notShown(event) : toldOf(event, answer));
      } else {
        io.tell({ ...NOTHING, notAnswered: event.performances });
      }
      left.delete(event);
      if (failure !== null) tally.failed(failure);
    }
  } catch (err) {
    signal.throwIfAborted();
    // What was answered is compared; the rest takes its turn in the next comparison.
    if (!(err instanceof RetryLaterError || err instanceof AbortSyncError)) throw err;
    if (err instanceof RetryLaterError)
      io.tell({ ...NOTHING, notAnswered: [...left].flatMap(({ performances }) => performances) });
  }
}

interface Asked {
  readonly event: CountedEvent;
  /** Null where it is not shown, or there was no answer. */
  readonly answer: EventTotals | null;
  readonly failure: RetryLaterError | null;
}

const NOTHING = { type: 'totals', totals: [], notShown: [], notTold: [], notAnswered: [] } as const;

const notShown = ({ performances }: CountedEvent): FromExtract => ({ ...NOTHING, notShown: performances });

function toldOf({ id: eventId, performances }: CountedEvent, answer: EventTotals): FromExtract {
  const { totals, unanswered = [], requestedAt: readAt } = answer;
  const known = new Set([...totals.map(({ performanceId }) => performanceId), ...unanswered]);
  return {
    ...NOTHING,
    totals: totals.map((total) => ({ ...total, eventId, readAt })),
    notTold: performances.filter((id) => !known.has(id)),
    notAnswered: unanswered,
  };
}
