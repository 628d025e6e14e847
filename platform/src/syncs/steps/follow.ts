import { type DayWindow, NotFoundError, type Notices, type Page } from '@illuminate/connector-kit';
import { addDays, dayOf, daysIn } from '../days.ts';
import { type Extraction, report, streamOf } from '../extraction.ts';
import { changesRead } from '../plan.ts';
import { readById } from '../read-by-id.ts';
import { createStandstill } from '../standstill.ts';
import { addWindow, cutWindows, readWindow } from '../windows.ts';
import { type TrailCursor, trail } from './trail.ts';

/** Where a feed of changes goes on: the provider's own words, kept as they came. */
export interface FeedCursor {
  readonly cursor: string;
}

const DAY_MS = 86_400_000;
/** From this many changes on, one answer for the days they fall on beats a request for each. */
const IDS_WORTH_A_WINDOW = 12;

/** So many changes are gathered at most, and for so long, before what they name is read. */
const MOST_GATHERED = 20_000;
const GATHER_MS = 10_000;

/**
 * More changed at one moment than a page names, and the rest is not told. What was sold in those days is read in its place; an older order
 * that was edited then without a sale or a return is seen when it is read the next time.
 */
const MORE_AT_ONCE = 'more-changed-at-one-moment-than-the-feed-tells';

/** Notices, and when the last of them were asked for (ms). */
interface Asked {
  readonly notices: Notices;
  readonly askedAt: number;
}

/**
 * Reads what changed since last time until nothing newer is there. Notices say only that something changed: the records
 * themselves are read by window or by id. A feed that begins afresh begins where changes had been read by other ways, and a day
 * early, because the zone and the precision of its times are the provider's.
 */
export async function follow(extraction: Extraction, name: string): Promise<void> {
  const stream = streamOf(extraction, name);
  const { changedSince } = stream;
  if (changedSince === undefined || stream.cursorAt === undefined) {
    throw new Error(`stream ${name} cannot be followed`);
  }
  report(extraction, `Reading new ${name}`);
  const kept = extraction.cursors[`${name}.feed`] as FeedCursor | undefined;
  const now = extraction.clock.now().getTime();
  const readUntil = (extraction.cursors[changesRead(name)] as TrailCursor | undefined)?.at ?? now;
  const ask = async (cursor: string): Promise<Asked> => {
    const askedAt = extraction.clock.now().getTime();
    return { notices: await changedSince(extraction.client, cursor, extraction.signal), askedAt };
  };
  const afresh = stream.cursorAt(Math.min(now, readUntil) - DAY_MS, extraction.context.zone);
  // The account has lost its feed of changes, or it leads nowhere: go by windows until a probe finds it again.
  const byWindows = (): Promise<void> => {
    extraction.ways.get(name)?.delete('changedSince');
    return trail(extraction, name, changesRead(name), null);
  };
  let cursor = kept?.cursor ?? afresh;
  let held: Asked | null = null;
  const standsStill = createStandstill();
  for (;;) {
    let gathered: Gathered;
    try {
      gathered = await gather(extraction, held ?? (await ask(cursor)), { ask, standsStill });
    } catch (err) {
      if (!(err instanceof NotFoundError)) throw err;
      if (cursor === afresh || cursor !== kept?.cursor) return byWindows();
      // The words with which it was to go on may have had their time.
      cursor = afresh;
      continue;
    }
    const { notices, askedAt } = gathered.all;
    await readNoticed(extraction, name, notices);
    if (notices.readWindow !== undefined) warn(extraction, MORE_AT_ONCE);
    if (gathered.isStill) return byWindows();
    cursor = notices.cursor;
    held = gathered.next;
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

function warn({ counts: { warnings } }: Extraction, code: string): void {
  warnings[code] = (warnings[code] ?? 0) + 1;
}

interface Asking {
  readonly ask: (cursor: string) => Promise<Asked>;
  readonly standsStill: (notices: Notices) => boolean;
}

interface Gathered {
  readonly all: Asked;
  readonly next: Asked | null;
  /** It leads on, and nowhere. */
  readonly isStill: boolean;
}

/**
 * Asks for further notices as long as one window holds what all of them name. A page has a hundred, and a day of a big house thousands of
 * orders: read for each page, the same day would be read fifty times.
 * @returns them as one, and those that were asked for and do not belong to them
 */
async function gather(extraction: Extraction, first: Asked, { ask, standsStill }: Asking): Promise<Gathered> {
  const began = extraction.clock.now().getTime();
  let all = first;
  let isStill = standsStill(first.notices);
  while (
    !isStill &&
    !all.notices.caughtUp &&
    !extraction.timeIsUp() &&
    extraction.clock.now().getTime() - began < GATHER_MS
  ) {
    // What fails is asked again, and told, once what was gathered has been read.
    const more = await ask(all.notices.cursor).catch(() => null);
    if (more === null) break;
    isStill = standsStill(more.notices);
    const notices = joined(all.notices, more.notices, extraction.connector.limits.windowDays);
    if (notices === null) return { all, next: more, isStill };
    all = { notices, askedAt: more.askedAt };
  }
  return { all, next: null, isStill };
}

/** Notices and those that follow them as one; null where one window would not hold what they name. */
function joined(before: Notices, after: Notices, mostDays: number): Notices | null {
  if (before.readWindow !== undefined || after.readWindow !== undefined) return null;
  if (before.span === undefined || after.span === undefined) return null;
  const ids = [...new Set([...before.ids, ...after.ids])];
  const from = before.span.from < after.span.from ? before.span.from : after.span.from;
  const to = before.span.to > after.span.to ? before.span.to : after.span.to;
  const span = { from, to };
  return ids.length > MOST_GATHERED || daysIn(span) > mostDays ? null : { ...after, ids, span };
}

async function readNoticed(extraction: Extraction, name: string, notices: Notices): Promise<void> {
  const stream = streamOf(extraction, name);
  const wanted = new Set(notices.ids);
  const readDays = async (span: DayWindow): Promise<void> => {
    const today = dayOf(extraction.context.zone.toWall(extraction.clock.now().getTime()));
    const to = span.to > today ? addDays(today, 1) : span.to;
    for (const window of cutWindows({ from: span.from, to }, extraction.connector.limits.windowDays)) {
      const read = await readWindow(extraction, name, window);
      const found = (record: unknown): void => void wanted.delete(stream.idOf(record) ?? '');
      await addWindow(extraction, stream, { ...read, pages: read.pages.map((page) => watched(page, found)) });
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

/** A page of which each record is shown to somebody as it is come to. */
function watched(page: Page<unknown>, see: (record: unknown) => void): Page<unknown> {
  const { records, requestedAt } = page;
  function* each(): Generator<unknown> {
    for (const record of records) {
      see(record);
      yield record;
    }
  }
  return { records: { length: records.length, [Symbol.iterator]: each }, requestedAt };
}

function worthAWindow(extraction: Extraction, notices: Notices): DayWindow | null {
  const { span } = notices;
  if (span === undefined || notices.ids.length < IDS_WORTH_A_WINDOW) return null;
  return daysIn(span) <= extraction.connector.limits.windowDays ? span : null;
}
