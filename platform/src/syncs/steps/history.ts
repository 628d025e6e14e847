import { addDays, type Day, daysIn, wallOf } from '../days.ts';
import { type Extraction, report, streamOf } from '../extraction.ts';
import { extendHistory, type HistoryCursor, historyProgress, nextHistoryWindows } from '../history.ts';
import { NIGHTLY_DAYS, nightlyDone } from '../plan.ts';
import { addWindow, type ReadWindow, readWindow } from '../windows.ts';
import type { TrailCursor } from './trail.ts';

/** About so many records are asked for in a window, where days are that full: some 5 MB. */
const RECORDS_A_WINDOW = 1_500;
/** And so many in all windows that are asked for at once, whose answers lie in memory. A day may hold more; then it comes alone. */
const RECORDS_AHEAD = 4_000;

/** The cursor of a stream's history. */
export const historyCursor = (stream: string): string => `${stream}.history`;

/**
 * Loads history newest first, a few windows requested at once and applied one after another, until there is no more or the
 * run's time is up. The cursor moves with each window that has been added whole.
 */
export async function history(extraction: Extraction, name: string): Promise<void> {
  const stream = streamOf(extraction, name);
  const { limits } = extraction.connector;
  let cursor = (extraction.cursors[historyCursor(name)] as HistoryCursor | undefined) ?? null;
  let windowDays = Math.min(cursor?.windowDays ?? limits.windowDays, limits.windowDays);
  // How full its days are is known once one has been read.
  let room: Room = { days: 1, windows: 1 };
  const asked: { readonly answer: Promise<ReadWindow>; readonly take: () => void }[] = [];
  // Where asking has got to, which runs ahead of the cursor.
  let ahead = cursor;
  // The first days of a history are those that are read again every night: they need not be tonight.
  const startedAt = extraction.clock.now().getTime();
  let nightly: Day | null = cursor === null ? addDays(extraction.bounds().today, -NIGHTLY_DAYS) : null;

  const askAhead = (): void => {
    for (const window of nextHistoryWindows(
      ahead,
      extraction.bounds(),
      Math.min(windowDays, room.days),
      Math.min(limits.concurrency, room.windows) - asked.length,
    )) {
      ahead = extendHistory(ahead, window, null, windowDays);
      let take = (): void => undefined;
      const turn = new Promise<void>((resolve) => {
        take = resolve;
      });
      const answer = readWindow(extraction, name, window, turn);
      // Its rejection is seen when its turn comes.
      answer.catch(() => undefined);
      asked.push({ answer, take });
    }
  };

  extraction.progress = historyProgress(cursor, extraction.bounds());
  extraction.loaded = extraction.progress;
  for (;;) {
    askAhead();
    const next = asked.shift();
    if (next === undefined) {
      // Handing over the last of it may bring an earlier performance to light, and with it more history.
      await extraction.batch.flush();
      askAhead();
      if (asked.length === 0) break;
      continue;
    }
    next.take();
    const read = await next.answer;
    const { window, managedDays } = read;
    report(extraction, `Loading ${monthName(window.to)}`);
    await addWindow(extraction, stream, read);
    const earliest = read.pages.some(({ records }) => records.length > 0) ? window.from : null;
    // Shorter windows that were asked for on purpose say nothing of what is managed.
    if (managedDays < daysIn(window)) windowDays = Math.min(windowDays, managedDays);
    room = roomAfter(read, room);
    cursor = extendHistory(cursor, window, earliest, windowDays);
    extraction.batch.moveCursor(historyCursor(name), cursor);
    if (nightly !== null && window.from <= nightly) {
      extraction.batch.moveCursor(nightlyDone(name), { at: startedAt } satisfies TrailCursor);
      nightly = null;
    }
    extraction.progress = historyProgress(cursor, extraction.bounds());
    // What was found may push the end further back than asking had in view.
    if (ahead !== null && cursor.earliest !== null) ahead = { ...ahead, earliest: cursor.earliest };
    await extraction.batch.flushIfFull();
    if (extraction.timeIsUp()) break;
  }
  await extraction.batch.flush();
  extraction.progress = historyProgress(cursor, extraction.bounds());
  extraction.loaded = extraction.progress;
  report(extraction, extraction.progress.complete ? 'History is complete' : 'History goes on next time');
}

/** How many days to ask for, and how many windows of them at once. */
interface Room {
  readonly days: number;
  readonly windows: number;
}

/**
 * Going by how full the days are that were read, and to no more than twice of what there was room for before: the first day is today, of
 * which an hour may be over, and says little of the days before it.
 */
function roomAfter({ window, pages }: ReadWindow, before: Room): Room {
  const aDay = pages.reduce((sum, page) => sum + page.records.length, 0) / daysIn(window);
  const days = atLeastOne(Math.min(RECORDS_A_WINDOW / Math.max(aDay, 1), before.days * 2));
  return { days, windows: atLeastOne(Math.min(RECORDS_AHEAD / Math.max(aDay * days, 1), before.windows * 2)) };
}

function atLeastOne(number: number): number {
  return Math.max(1, Math.floor(number));
}

const MONTH = new Intl.DateTimeFormat('en-GB', { month: 'long', year: 'numeric', timeZone: 'UTC' });

function monthName(day: Day): string {
  return MONTH.format(wallOf(day));
}
