import { type Fault, NotFoundError, type Page, type RetryLaterError } from '@illuminate/connector-kit';
import type { Reject } from '../warehouse/store-types.ts';
import { asTheyCome } from './as-they-come.ts';
import type { AnyStream, Extraction } from './extraction.ts';
import { createFailureTally, mayBeItsOwn, tookLong, wasAnswered } from './own-faults.ts';

/** What asking for one thing brought: its page, null where the box office does not have it (any more), or its own fault. */
export type OneRead<Item> =
  | { readonly item: Item; readonly page: Page<unknown> | null; readonly fault: null }
  | { readonly item: Item; readonly page: null; readonly fault: Fault };

type Asking = Pick<Extraction, 'client' | 'signal' | 'connector' | 'failing'>;

/** What is asked for one by one. */
export interface Wanted<Item> {
  readonly stream: AnyStream;
  readonly items: Iterable<Item>;
  readonly idOf: (item: Item) => string;
  readonly ask: (item: Item, signal: AbortSignal) => Promise<Page<unknown> | null>;
}

/** What did not answer before its deadline is given so long when it is asked for again. */
const PATIENCE_MS = 10_000;

/**
 * Reads things one by one, a few at once, and tells of them as they come. One record that the box office always fails on, or never
 * answers for, must not hold up all others for good: those that fail are asked for again at the end, after a question of another kind
 * has shown that it does answer, and what fails even then is told instead of thrown, and left alone for the rest of the run.
 * @throws ConnectorError if it is the box office that fails
 */
export async function* askEach<Item>(
  { client, signal, connector, failing }: Asking,
  { stream, items, idOf, ask }: Wanted<Item>,
): AsyncGenerator<OneRead<Item>> {
  const { concurrency } = connector.limits;
  const keyOf = (item: Item): string => `${stream.name} ${idOf(item)}`;
  const read = async (item: Item, before: RetryLaterError | null): Promise<OneRead<Item> & Failed> => {
    const known = failing.get(keyOf(item));
    if (known !== undefined) return { item, page: null, fault: known, failure: null };
    const isImpatient = before !== null && tookLong(before);
    const within = isImpatient ? AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]) : signal;
    try {
      return { item, page: await ask(item, within), fault: null, failure: null };
    } catch (err) {
      if (err instanceof NotFoundError) return { item, page: null, fault: null, failure: null };
      const failure = before !== null && within.aborted && !signal.aborted ? before : err;
      if (!mayBeItsOwn(failure)) throw failure;
      return { item, page: null, fault: failure.fault, failure };
    }
  };
  const tally = createFailureTally();
  const failed: { readonly item: Item; readonly failure: RetryLaterError }[] = [];
  for await (const { failure, ...one } of asTheyCome(items, concurrency, (item) => read(item, null))) {
    if (failure === null) {
      if (one.fault === null) tally.answered();
      yield one;
      continue;
    }
    failed.push({ item: one.item, failure });
    tally.failed(failure);
  }
  if (failed.length === 0) return;
  const isAnswering = (await connector.references(client, signal)) !== null || tally.hasAnswers;
  for await (const { failure, ...one } of asTheyCome(failed, concurrency, ({ item, failure }) => read(item, failure))) {
    if (failure !== null && !isAnswering && !wasAnswered(failure)) throw failure;
    if (one.fault !== null) failing.set(keyOf(one.item), one.fault);
    yield one;
  }
}

interface Failed {
  readonly failure: RetryLaterError | null;
}

/** As `askEach`, for what a stream reads by id. */
export function readEach<Item>(
  asking: Asking,
  stream: AnyStream,
  items: Iterable<Item>,
  idOf: (item: Item) => string,
): AsyncGenerator<OneRead<Item>> {
  const ask = async (item: Item, signal: AbortSignal): Promise<Page<unknown> | null> =>
    stream.byId === undefined ? null : stream.byId(asking.client, idOf(item), signal);
  return askEach(asking, { stream, items, idOf, ask });
}

/** As `readEach`, for ids: pages go to `add`, things that fail become rejects, which are read again by themselves. */
export async function readById(extraction: Extraction, stream: AnyStream, ids: Iterable<string>): Promise<number> {
  let found = 0;
  for await (const { item, page, fault } of readEach(extraction, stream, ids, (id) => id)) {
    if (fault !== null) extraction.batch.refuse(failedRead(stream, item, fault, extraction.clock.now().getTime()));
    if (page === null) continue;
    extraction.batch.add(stream, page);
    found += page.records.length;
  }
  return found;
}

/** The reject for a thing that the box office fails on, under the key that the store knows it by. */
export function failedRead(stream: AnyStream, sourceId: string, fault: Fault, at: number): Reject {
  return {
    stream: stream.name,
    sourceId,
    part: null,
    reason: fault.code,
    field: '',
    expected: 'an answer; the box office fails on this record alone',
    nextStep: 'It is read again within the hour. If it stays, tell the box office system’s support.',
    page: 'read by its id',
    at,
  };
}
