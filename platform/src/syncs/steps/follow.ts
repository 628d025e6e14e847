import { type DayWindow, NotFoundError, type Notices } from '@illuminate/connector-kit';
import { addDays, dayOf, daysIn } from '../days.ts';
import { type Extraction, report, streamOf } from '../extraction.ts';
import { changesRead } from '../plan.ts';
import { readById } from '../read-by-id.ts';
import { addWindow, cutWindows, readWindow } from '../windows.ts';
import { type TrailCursor, trail } from './trail.ts';

/** Where a feed of changes goes on: the provider's own words, kept as they came. */
export interface FeedCursor {
  readonly cursor: string;
}

const DAY_MS = 86_400_000;
/** From this many changes on, one answer for the days they fall on beats a request for each. */
const IDS_WORTH_A_WINDOW = 12;

/**
 * Reads what changed since last time until nothing newer is there. Notices say only that something changed: the records
 * themselves are read by window or by id. A feed that begins afresh begins where changes had been read by other ways, and a day
 * early, because the zone and the precision of its times are the provider's.
 */
export async function follow(extraction: Extraction, name: string): Promise<void> {
  const stream = streamOf(extraction, name);
  if (stream.changedSince === undefined || stream.cursorAt === undefined) {
    throw new Error(`stream ${name} cannot be followed`);
  }
  report(extraction, `Reading new ${name}`);
  const kept = extraction.cursors[`${name}.feed`] as FeedCursor | undefined;
  const now = extraction.clock.now().getTime();
  const readUntil = (extraction.cursors[changesRead(name)] as TrailCursor | undefined)?.at ?? now;
  let cursor = kept?.cursor ?? stream.cursorAt(Math.min(now, readUntil) - DAY_MS, extraction.context.zone);
  for (;;) {
    const askedAt = extraction.clock.now().getTime();
    let notices: Notices;
    try {
      notices = await stream.changedSince(extraction.client, cursor, extraction.signal);
    } catch (err) {
      if (!(err instanceof NotFoundError)) throw err;
      // The account has lost its feed of changes: go by windows until a probe finds it again.
      extraction.ways.get(name)?.delete('changedSince');
      return trail(extraction, name, changesRead(name), null);
    }
    await readNoticed(extraction, name, notices);
    cursor = notices.cursor;
    extraction.batch.moveCursor(`${name}.feed`, { cursor } satisfies FeedCursor);
    if (notices.caughtUp) {
      extraction.batch.moveCursor(changesRead(name), { at: askedAt } satisfies TrailCursor);
      await extraction.batch.flush();
      extraction.io.tell({ type: 'caught-up', stream: name, at: askedAt });
      return;
    }
    await extraction.batch.flushIfFull();
    if (extraction.timeIsUp()) return extraction.batch.flush();
  }
}

async function readNoticed(extraction: Extraction, name: string, notices: Notices): Promise<void> {
  const stream = streamOf(extraction, name);
  const wanted = new Set(notices.ids);
  const readDays = async (span: DayWindow): Promise<void> => {
    const today = dayOf(extraction.context.zone.toWall(extraction.clock.now().getTime()));
    const to = span.to > today ? addDays(today, 1) : span.to;
    for (const window of cutWindows({ from: span.from, to }, extraction.connector.limits.windowDays)) {
      const read = await readWindow(extraction, name, window);
      for (const { records } of read.pages) for (const record of records) wanted.delete(stream.idOf(record) ?? '');
      await addWindow(extraction, stream, read);
    }
  };
  const byWindow = extraction.ways.get(name)?.has('window') === true;
  const span = notices.readWindow ?? worthAWindow(extraction, notices);
  if (span !== null && byWindow) await readDays(span);
  const found = await readById(extraction, stream, wanted);
  // One order may be gone; that none of them can be read says more of the way than of the orders.
  if (found === 0 && wanted.size > 0 && span === null && notices.span !== undefined && byWindow) {
    await readDays(notices.span);
  }
}

function worthAWindow(extraction: Extraction, notices: Notices): DayWindow | null {
  const { span } = notices;
  if (span === undefined || notices.ids.length < IDS_WORTH_A_WINDOW) return null;
  return daysIn(span) <= extraction.connector.limits.windowDays ? span : null;
}
