import { addDays, dayOf } from '../days.ts';
import { type Extraction, report, streamOf } from '../extraction.ts';
import { inParallel } from '../in-parallel.ts';
import { addWindow, cutWindows, readWindow } from '../windows.ts';

/** Until when (ms) windows behind us have been read, or a feed that tells the same. */
export interface TrailCursor {
  readonly at: number;
}

/** A first sync trails from here; what is older is history's. */
const DAYS_AT_FIRST = 2;

/**
 * Reads the days behind us again: since last time and a day more, or a fixed number of days as the nightly safety net. Where a
 * provider has no feed of changes, this is how changes arrive.
 */
export async function trail(extraction: Extraction, name: string, cursor: string, days: number | null): Promise<void> {
  const stream = streamOf(extraction, name);
  report(extraction, days === null ? `Reading new ${name}` : `Checking the last ${days} days`);
  const startedAt = extraction.clock.now().getTime();
  const today = dayOf(extraction.context.zone.toWall(startedAt));
  const kept = extraction.cursors[cursor] as TrailCursor | undefined;
  const since = kept === undefined ? addDays(today, -DAYS_AT_FIRST) : dayOf(extraction.context.zone.toWall(kept.at));
  const from = days === null ? addDays(since < today ? since : today, -1) : addDays(today, -days);
  const windows = cutWindows({ from, to: today }, extraction.connector.limits.windowDays);
  const read = inParallel(windows, extraction.connector.limits.concurrency, (window) =>
    readWindow(extraction, name, window),
  );
  for await (const window of read) await addWindow(extraction, stream, window);
  extraction.batch.moveCursor(cursor, { at: startedAt } satisfies TrailCursor);
  await extraction.batch.flush();
  if (days === null) extraction.io.tell({ type: 'caught-up', stream: name, at: startedAt });
}
