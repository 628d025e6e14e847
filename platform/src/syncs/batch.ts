import { ConnectorError, type Mention, type Page } from '@illuminate/connector-kit';
import type { Rows } from '@illuminate/model';
import { createPageGatherer } from '../pages/page-content.ts';
import { createPacker, type Packer } from '../warehouse/pack.ts';
import type { Disappeared, Reject } from '../warehouse/store-types.ts';
import type { AnyStream, Extraction } from './extraction.ts';
import { createMentions, type Found, type Mentions } from './mentions.ts';
import { normalisePage } from './normalise.ts';
import { judgePartial, type PartialRecord } from './partial-record.ts';
import { createSeenRecords } from './seen-records.ts';

/** About this many tickets go into one transaction: more costs memory and stalls, and gains nothing. */
const TICKETS_PER_BATCH = 40_000;
const BYTES_PER_BATCH = 24 * 1024 * 1024;
/** What is slow to arrive is handed over after a while all the same, so that a person sees it. */
const LONGEST_BATCH_MS = 5_000;
/** Each costs a request before the batch can be committed. */
const NEW_MENTIONS_PER_BATCH = 1_500;
/** What is partial waits outside the packer, and for an answer of the store. */
const PARTIAL_PER_BATCH = 500;

/** Rows on their way to one transaction, with the cursors that cover them. */
export interface Batch {
  /**
   * Normalises a page into the batch.
   * @param place where a record without an id can be found again
   * @returns whether such a record was refused
   */
  add(stream: AnyStream, page: Page<unknown>, place?: string): boolean;
  /** Takes note that what was refused before, here or under this id, has been read well. */
  settle(stream: AnyStream, sourceId: string): void;
  /** Takes note of a record that could not be read. */
  refuse(reject: Reject): void;
  /** Performances that are gone from the feed, to be marked when this batch is committed. */
  bury(disappeared: Disappeared): void;
  /** Moves a cursor when this batch is committed. Everything that it covers must have been added. */
  moveCursor(name: string, value: unknown): void;
  /** Hands the batch over if it has grown big or old; with `size`, only if it has grown too big to be kept any longer. */
  flushIfFull(by?: 'size'): Promise<void>;
  flush(): Promise<void>;
  /** What this run has read already is taken all the same when it comes again. */
  forgetSeen(): void;
  /** Gives up what has not been handed over, with its cursors. */
  discard(): void;
}

/** @param extraction is read when the batch is used, not when it is made: the two know each other. */
export function createBatch(extraction: () => Extraction): Batch {
  let packer: Packer = createPacker();
  let cursors: Record<string, unknown> = {};
  /** What the run held of those cursors before this batch moved them. */
  let cursorsBefore: Record<string, unknown> = {};
  let rejects: Reject[] = [];
  let readWell: { stream: string; sourceId: string }[] = [];
  let partial: PartialRecord[] = [];
  let disappeared: Disappeared | null = null;
  let startedAt: number | null = null;
  let mentions: Mentions | null = null;
  const seen = createSeenRecords();
  const pages = createPageGatherer(() => extraction().context.references);
  const mentioned = (): Mentions => {
    mentions ??= createMentions(extraction());
    return mentions;
  };

  const refuse = (reject: Reject): void => {
    rejects.push(reject);
    extraction().counts.rejects += 1;
  };

  const settle = (stream: AnyStream, sourceId: string): void => {
    const { rejected } = extraction().job;
    if (rejected.some((reject) => reject.stream === stream.name && reject.id === sourceId)) {
      readWell.push({ stream: stream.name, sourceId });
    }
  };

  const addRows = (raw: Rows, named: readonly Mention[], requestedAt: number): void => {
    const run = extraction();
    const rows = run.known.complete(raw);
    packer.add(rows, requestedAt);
    mentioned().note(rows, named);
    for (const { starts_local: local } of rows.performances ?? []) {
      if (local === null) continue;
      const day = new Date(local).toISOString().slice(0, 10);
      if (run.earliestPerformance === null || day < run.earliestPerformance) run.earliestPerformance = day;
    }
    run.counts.ordersRead += rows.orders?.length ?? 0;
  };

  /** The store is asked as it will be when this batch is loaded: those before it have been by then. */
  const addPartial = async (): Promise<void> => {
    if (partial.length === 0) return;
    const { load, rejects: refused } = await judgePartial(partial.splice(0), extraction().io);
    for (const { rows, mentions: named, requestedAt, stream, sourceId, wasRefused } of load) {
      addRows(rows, named, requestedAt);
      // What is still wrong with it follows as a reject of its own.
      if (wasRefused && sourceId !== null) readWell.push({ stream, sourceId });
    }
    refused.forEach(refuse);
  };

  const add = (stream: AnyStream, page: Page<unknown>, place?: string): boolean => {
    const run = extraction();
    startedAt ??= run.clock.monotonic();
    const { kept, writeKept = kept && ((record, context, out) => out.value(kept(record, context))) } = stream;
    const keeps = writeKept !== undefined && run.job.keepsPages;
    if (keeps) pages.begin({ stream: stream.name, requestedAt: page.requestedAt, place: place ?? null });
    return normalisePage(run, stream, page, place ?? null, {
      isSeen(record) {
        const isSeen = seen.has(stream, record);
        if (isSeen) run.counts.ordersRead += 1;
        return isSeen;
      },
      taken(record) {
        if (keeps) pages.add((out) => writeKept(record, run.context, out));
      },
      rows(rows, named, record) {
        seen.note(stream, record);
        addRows(rows, named, page.requestedAt);
      },
      partly(record) {
        partial.push(record);
      },
      learnt(details) {
        const row = run.known.learn(details);
        // Newer than the performance's own record, even if that was asked for in the same millisecond.
        if (row !== null) packer.add({ performances: [row] }, page.requestedAt + 1);
      },
      warned(codes) {
        for (const code of codes) run.counts.warnings[code] = (run.counts.warnings[code] ?? 0) + 1;
      },
      refused: refuse,
      readWell(sourceId) {
        readWell.push({ stream: stream.name, sourceId });
      },
    });
  };

  const addFound = (found: Found): void => {
    if ('page' in found) {
      add(found.stream, found.page);
      return;
    }
    if ('reject' in found) {
      refuse(found.reject);
      return;
    }
    const rows: Rows = found.missing;
    // As old as can be, so that whatever the box office says of it later replaces it.
    packer.add(rows, 0);
    mentioned().note(rows, []);
  };

  const hand = async (): Promise<void> => {
    const nothing = packer.isEmpty && rejects.length === 0 && disappeared === null;
    if (nothing && Object.keys(cursors).length === 0) return;
    const kept = await pages.take();
    const message = {
      type: 'batch' as const,
      packed: packer.isEmpty ? null : packer.take(),
      cursors,
      rejects,
      readWell,
      disappeared,
      mend: extraction().mending,
      replay: extraction().replaying,
      pages: kept,
    };
    cursors = {};
    cursorsBefore = {};
    rejects = [];
    readWell = [];
    disappeared = null;
    startedAt = null;
    extraction().loaded = extraction().progress;
    await extraction().io.sendBatch(message);
  };

  const discard = (): void => {
    packer = createPacker();
    // The run must not take for read what was given up: it would say so, and perhaps stop there.
    Object.assign(extraction().cursors, cursorsBefore);
    cursors = {};
    cursorsBefore = {};
    rejects = [];
    readWell = [];
    partial = [];
    disappeared = null;
    startedAt = null;
    mentions?.forget();
    seen.forget();
    pages.discard();
  };

  const flush = async (): Promise<void> => {
    const run = extraction();
    const fetched: Found[] = [];
    try {
      do {
        await addPartial();
        for await (const found of mentioned().resolve()) {
          fetched.push(found);
          addFound(found);
        }
      } while (partial.length > 0);
    } catch (err) {
      // What names them cannot be stored yet, but what was fetched need not be fetched again.
      if (err instanceof ConnectorError && fetched.length > 0) {
        discard();
        for (const found of fetched) addFound(found);
        mentions?.forget();
        await hand();
      }
      throw err;
    }
    run.signal.throwIfAborted();
    await hand();
  };

  return {
    add,
    settle,
    refuse,
    bury(gone) {
      disappeared = gone;
    },
    moveCursor(name, value) {
      if (!(name in cursors)) cursorsBefore[name] = extraction().cursors[name];
      cursors[name] = value;
      extraction().cursors[name] = value;
    },
    async flushIfFull(by) {
      const old =
        by === undefined && startedAt !== null && extraction().clock.monotonic() - startedAt > LONGEST_BATCH_MS;
      const full =
        packer.tickets >= TICKETS_PER_BATCH ||
        packer.bytes >= BYTES_PER_BATCH ||
        mentioned().pending >= NEW_MENTIONS_PER_BATCH ||
        partial.length >= PARTIAL_PER_BATCH;
      if (old || full) await flush();
    },
    flush,
    forgetSeen: () => seen.forget(),
    discard,
  };
}
