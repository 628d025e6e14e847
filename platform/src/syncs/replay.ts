import { type Connector, RejectRecordError } from '@illuminate/connector-kit';
import { zoneOf } from '@illuminate/model';
import type { Clock } from '../clock.ts';
import { type KeptAnswer, type OpenedPages, readPageContent } from '../pages/page-content.ts';
import { openPage } from '../pages/page-files.ts';
import { createBatch } from './batch.ts';
import type { Ending, ExtractJob, ReplayJob } from './extract-messages.ts';
import { type AnyStream, type ExtractIo, type Extraction, report } from './extraction.ts';
import { knownPerformances } from './known-performances.ts';

/** Counted among the oddities of a replay: a file that was cut short, changed, or written by a later version. */
const UNREADABLE = 'unreadable-pages';

interface Replaying {
  readonly connector: Connector;
  readonly io: ExtractIo;
  readonly clock: Clock;
  readonly signal: AbortSignal;
}

/**
 * Runs today's mapping over kept pages, oldest first, without asking the box office. Of an order only the page counts in which it was
 * read last: the others are what it was before. So nothing is written twice, and the ledger gets no detours.
 */
export async function replay(
  job: ReplayJob,
  { connector, io, clock, signal }: Replaying,
): Promise<{ ending: Ending; extraction: Extraction }> {
  const extraction = extractionOf(job, { connector, io, clock, signal });
  const last = await findLast(extraction, job);
  let answers = 0;
  for (const [nth, file] of job.files.entries()) {
    signal.throwIfAborted();
    const opened = await openFile(extraction, job, file);
    if (opened === null) continue;
    Object.assign(extraction.context, { references: opened.references });
    for (const answer of answersOf(opened)) {
      const stream = extraction.streams.get(answer.stream);
      if (stream !== undefined) await add(extraction, stream, { answer, nth: answers, last });
      answers += 1;
    }
    const orders = extraction.counts.ordersRead.toLocaleString('en-GB');
    report(extraction, `Replaying kept pages: ${nth + 1} of ${job.files.length} files, ${orders} orders`);
  }
  await extraction.batch.flush();
  return { ending: { kind: 'done', moreHistory: false }, extraction };
}

/** By stream and id, in which answer a record was read last, counted over all files. */
type LastRead = ReadonlyMap<string, number>;

async function findLast(extraction: Extraction, job: ReplayJob): Promise<LastRead> {
  const last = new Map<string, number>();
  let answers = 0;
  for (const [nth, file] of job.files.entries()) {
    extraction.signal.throwIfAborted();
    const opened = await openFile(extraction, job, file);
    if (opened === null) {
      const { warnings } = extraction.counts;
      warnings[UNREADABLE] = (warnings[UNREADABLE] ?? 0) + 1;
      continue;
    }
    for (const { stream: name, records } of answersOf(opened)) {
      const stream = extraction.streams.get(name);
      if (stream !== undefined) {
        for (const record of records) {
          const id = stream.idOf(record);
          if (id !== null) last.set(`${name} ${id}`, answers);
        }
      }
      answers += 1;
    }
    report(extraction, `Looking through kept pages: ${nth + 1} of ${job.files.length} files`);
  }
  return last;
}

async function openFile({ signal }: Extraction, job: ReplayJob, file: string): Promise<OpenedPages | null> {
  try {
    return readPageContent(await openPage(job.pages, job.key, file));
  } catch {
    // Half written, changed or of a later version: counted, and never quoted.
    signal.throwIfAborted();
    return null;
  }
}

/** Lines of one answer in one piece again. */
function* answersOf({ lines }: OpenedPages): Generator<KeptAnswer> {
  let answer: (Omit<KeptAnswer, 'records'> & { records: unknown[] }) | null = null;
  let nth = -1;
  for (const line of lines) {
    if (answer !== null && line.answer === nth) {
      answer.records.push(...line.records);
      continue;
    }
    if (answer !== null) yield answer;
    answer = { ...line, records: [...line.records] };
    nth = line.answer;
  }
  if (answer !== null) yield answer;
}

async function add(
  extraction: Extraction,
  stream: AnyStream,
  { answer, nth, last }: { answer: KeptAnswer; nth: number; last: LastRead },
): Promise<void> {
  const { batch } = extraction;
  const { requestedAt } = answer;
  const records: unknown[] = [];
  const superseded: unknown[] = [];
  for (const record of answer.records) {
    const id = stream.idOf(record);
    if (id === null || last.get(`${answer.stream} ${id}`) === nth) records.push(record);
    else if (isCatalogue(stream, record, extraction)) superseded.push(record);
  }
  // Without an id: that it could be read then settles nothing that was refused since.
  if (superseded.length > 0) batch.add({ ...stream, idOf: () => null }, { records: superseded, requestedAt });
  if (records.length > 0) batch.add(stream, { records, requestedAt }, answer.place ?? undefined);
  await batch.flushIfFull('size');
}

/** Of an event an earlier answer may hold performances that later ones left out: the catalogue is read from all of them. */
function isCatalogue(stream: AnyStream, record: unknown, { context }: Extraction): boolean {
  try {
    const { rows } = stream.normalise(record, context);
    return rows.orders === undefined && rows.capacity_snapshots === undefined;
  } catch (err) {
    if (!(err instanceof RejectRecordError)) throw err;
    return false;
  }
}

/** A run that asks nobody: what records name is looked for in the store, and stood in for where it is not there. */
function extractionOf(job: ReplayJob, { connector, io, clock, signal }: Replaying): Extraction {
  const counts = {
    ...{ requests: 0, ordersRead: 0, rejects: 0, feedItems: 0, feedItemsChanged: 0, observed: 0 },
    warnings: {},
  };
  const run = (): Extraction => extraction;
  const extraction: Extraction = {
    connector,
    client: null,
    streams: new Map(
      connector.streams.map(({ name, keeps, idOf, normalise, missing }) => {
        const stream: AnyStream = { name, keeps, idOf, normalise };
        return [name, missing === undefined ? stream : { ...stream, missing }];
      }),
    ),
    ways: new Map(),
    // Bookers are pseudonyms in kept pages already.
    context: { zone: zoneOf(job.zone), currency: job.currency, pseudonym: (id) => id, references: undefined },
    job: askingNobody(job),
    io,
    clock,
    signal,
    batch: createBatch(run),
    counts,
    failing: new Map(),
    known: knownPerformances({ ahead: job.ahead, gone: job.gone, now: 0 }),
    cursors: {},
    earliestPerformance: null,
    doing: '',
    mending: false,
    replaying: true,
    progress: null,
    loaded: null,
    reservedMs: 0,
    timeIsUp: () => false,
    bounds: () => ({ historyFrom: null, earliestPerformance: null, today: '1970-01-01' }),
  };
  return extraction;
}

function askingNobody({ connectorId, zone, currency, rejected, ahead, gone }: ReplayJob): ExtractJob {
  return {
    connectorId,
    config: null,
    zone,
    currency,
    pseudonymKey: new Uint8Array(0),
    allowLoopback: false,
    probe: null,
    cursors: {},
    backoffUntil: {},
    rejected,
    upcoming: {},
    ahead,
    gone,
    reconciliation: { ask: null, mend: [], askedAt: null },
    historyFrom: null,
    earliestPerformance: null,
    asked: false,
    everySeconds: 0,
    acceptAbsent: false,
    observes: false,
    keepsPages: false,
    budgetMs: Number.POSITIVE_INFINITY,
  };
}
