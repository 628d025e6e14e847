import type { Feed, FeedItem } from '@illuminate/connector-kit';
import { judgeAbsence } from '../absent-performances.ts';
import { type Extraction, report, streamOf } from '../extraction.ts';
import {
  EMPTY_FEED,
  type FeedContent,
  type FeedReading,
  feedContent,
  feedRead,
  heldBy,
  isSameContent,
} from '../feed-memory.ts';
import { WHOLE_LIST } from '../normalise.ts';

/** As the id of a record, so that the line can be settled. */
const THE_FEED = 'feed';
const SAY_EVERY = 250;

/**
 * Reads a whole feed. Only what is new in it or has changed is normalised and stored; fingerprints of all of it are kept beside
 * the rows, so that a reading with nothing new writes none. A feed that fails half way changes nothing: what had changed is held
 * back until its end has come, unless that is more than memory may hold.
 */
export async function feed(extraction: Extraction, name: string): Promise<void> {
  const { batch, clock, cursors } = extraction;
  const stream = streamOf(extraction, name);
  if (stream.feedHash === undefined) throw new Error(`stream ${name} has no feed`);
  report(extraction, 'Reading the feed');
  const last = cursors[feedRead(name)] as FeedReading | undefined;
  const before = (cursors[feedContent(name)] as FeedContent | undefined) ?? EMPTY_FEED;
  const answer: Feed = await stream.feedHash(extraction.client, last?.tag ?? null, extraction.signal);
  try {
    const read =
      answer.items === null
        ? { items: before.items, refused: false }
        : await takeItems(extraction, answer.items, { before, requestedAt: answer.requestedAt });
    const missing = lookForAbsent(extraction, name, { before, now: read.items, requestedAt: answer.requestedAt });
    const after: FeedContent = { items: read.items, missing };
    if (!isSameContent(before, after)) batch.moveCursor(feedContent(name), after);
    const reading: FeedReading = { at: answer.requestedAt, tag: read.refused ? null : answer.tag };
    batch.moveCursor(feedRead(name), reading);
  } catch (err) {
    batch.discard();
    throw err;
  }
  await batch.flush();
  report(
    extraction,
    `Read the feed: ${extraction.counts.feedItemsChanged} of ${extraction.counts.feedItems} items were new`,
  );
  if (!hasOtherNews(extraction))
    extraction.io.tell({ type: 'caught-up', stream: name, at: Math.min(answer.requestedAt, clock.now().getTime()) });
}

async function takeItems(
  extraction: Extraction,
  source: AsyncIterable<FeedItem>,
  { before, requestedAt }: { before: FeedContent; requestedAt: number },
): Promise<{ items: FeedContent['items']; refused: boolean }> {
  const { batch, counts } = extraction;
  const items: Record<string, readonly string[]> = {};
  const fed = new Set<string>();
  const refused = new Set<string>();
  /** @returns whether all of them could be read */
  const addRecords = ({ records }: FeedItem): boolean => {
    const refusedBefore = refused.size;
    for (const { stream: name, record } of records) {
      const stream = streamOf(extraction, name);
      const rejects = counts.rejects;
      batch.add(stream, { records: [record], requestedAt }, WHOLE_LIST);
      if (counts.rejects > rejects) refused.add(`${name} ${stream.idOf(record) ?? WHOLE_LIST}`);
    }
    return refused.size === refusedBefore;
  };
  let nth = 0;
  for await (const item of source) {
    nth += 1;
    counts.feedItems += 1;
    for (const { stream } of item.records) fed.add(stream);
    // A feed that names one thing twice says two things of it.
    const key = item.id in items ? `${item.id} (${nth})` : item.id;
    const isNew = before.items[key]?.[0] !== item.hash;
    if (isNew) counts.feedItemsChanged += 1;
    // What cannot be read is looked at again every time, until all of it can.
    const isRead = !isNew || addRecords(item);
    items[key] = [isRead ? item.hash : '', ...item.performances];
    if (nth % SAY_EVERY === 0) report(extraction, `Reading the feed: ${nth.toLocaleString('en-GB')} items so far`);
    await batch.flushIfFull('size');
  }
  // What was refused before and is not now has been read, or is in the feed no more.
  for (const { stream, id } of extraction.job.rejected) {
    if (fed.has(stream) && id !== THE_FEED && !refused.has(`${stream} ${id}`)) {
      batch.settle(streamOf(extraction, stream), id);
    }
  }
  return { items, refused: refused.size > 0 };
}

/** @returns what is missing, to be looked for next time */
function lookForAbsent(
  extraction: Extraction,
  name: string,
  { before, now, requestedAt }: { before: FeedContent; now: FeedContent['items']; requestedAt: number },
): readonly string[] {
  const { batch, clock, job, known } = extraction;
  const stream = streamOf(extraction, name);
  const { missing, gone, doubt } = judgeAbsence({
    heldBefore: heldBy(before),
    missingBefore: before.missing,
    heldNow: heldBy({ items: now, missing: [] }),
    known,
    now: clock.now().getTime(),
    accepted: job.acceptAbsent,
  });
  if (gone.length > 0) batch.bury({ performances: gone, requestedAt });
  if (doubt === null) batch.settle(stream, THE_FEED);
  else if (!job.rejected.some((reject) => reject.stream === name && reject.id === THE_FEED)) {
    batch.refuse({
      stream: name,
      sourceId: THE_FEED,
      part: null,
      reason: 'many-missing',
      field: 'performances',
      expected: `no more than a fifth of what is to come to go at once; ${doubt.absent} of ${doubt.of} performances are missing`,
      nextStep:
        'Nothing was deleted. Look whether they were really taken off; if so, say it with illuminate connections sync NAME --accept-absent. If not, tell the box office system’s support.',
      page: 'the whole feed',
      at: requestedAt,
    });
  }
  return missing;
}

/** Whether another stream tells how fresh the data are. */
function hasOtherNews({ ways }: Extraction): boolean {
  return [...ways.values()].some((of) => of.has('changedSince') || of.has('window'));
}
