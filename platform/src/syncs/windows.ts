import { type DayWindow, type Page, TimedOutError } from '@illuminate/connector-kit';
import { addDays, daysIn } from './days.ts';
import { type AnyStream, type Extraction, streamOf } from './extraction.ts';

/** A window as it was answered: in one page, or in several when it had to be halved. */
export interface ReadWindow {
  readonly window: DayWindow;
  readonly pages: readonly Page<unknown>[];
  /** The longest window that was answered in time, in days. */
  readonly managedDays: number;
}

/**
 * Reads one window; when the box office takes too long, its halves instead, down to a day. The newer half comes first.
 * @param turn settles when the window is about to be added
 * @throws ConnectorError; TimedOutError when even a day takes too long
 */
export async function readWindow(
  extraction: Extraction,
  streamName: string,
  window: DayWindow,
  turn?: Promise<void>,
): Promise<ReadWindow> {
  const stream: AnyStream = streamOf(extraction, streamName);
  if (stream.window === undefined) throw new Error(`stream ${streamName} cannot be asked by window`);
  const days = daysIn(window);
  try {
    const page = await stream.window(extraction.client, window, extraction.signal, turn);
    return { window, pages: [page], managedDays: days };
  } catch (err) {
    if (!(err instanceof TimedOutError) || days === 1) throw err;
    const middle = addDays(window.from, Math.floor(days / 2));
    const newer = await readWindow(extraction, streamName, { from: middle, to: window.to });
    const older = await readWindow(extraction, streamName, { from: window.from, to: addDays(middle, -1) });
    return {
      window,
      pages: [...newer.pages, ...older.pages],
      managedDays: Math.min(newer.managedDays, older.managedDays),
    };
  }
}

const DAYS = /^days (\d{4}-\d\d-\d\d) to (\d{4}-\d\d-\d\d)$/;

/** The days of a window as the place of a record that has no id to go by. */
function placeOf({ from, to }: DayWindow): string {
  return `days ${from} to ${to}`;
}

/** The window that a place names; null for an id. */
export function windowOf(place: string): DayWindow | null {
  const [, from, to] = DAYS.exec(place) ?? [];
  return from === undefined || to === undefined ? null : { from, to };
}

/** Adds a window's records to the batch. Those without an id are remembered by their days, to be read again. */
export async function addWindow(extraction: Extraction, stream: AnyStream, read: ReadWindow): Promise<void> {
  const place = placeOf(read.window);
  let nameless = false;
  for (const page of read.pages) {
    if (extraction.batch.add(stream, page, place)) nameless = true;
    await extraction.batch.flushIfFull();
  }
  if (!nameless) extraction.batch.settle(stream, place);
}

/** Cuts a span of days into windows of at most `days`, oldest first. */
export function cutWindows(span: DayWindow, days: number): DayWindow[] {
  const windows: DayWindow[] = [];
  for (let from = span.from; from <= span.to; from = addDays(from, days)) {
    const to = addDays(from, days - 1);
    windows.push({ from, to: to < span.to ? to : span.to });
  }
  return windows;
}
