import { type ConnectorError, type Fault, NotFoundError, type Page, RetryLaterError } from '@illuminate/connector-kit';
import type { Reject } from '../warehouse/store-types.ts';
import type { AnyStream, Extraction } from './extraction.ts';
import { inParallel } from './in-parallel.ts';

/** What asking for one thing brought: its page, null where the box office does not have it (any more), or its own fault. */
export type OneRead<Item> =
  | { readonly item: Item; readonly page: Page<unknown> | null; readonly fault: null }
  | { readonly item: Item; readonly page: null; readonly fault: Fault };

type Asking = Pick<Extraction, 'client' | 'signal' | 'connector'>;

/** From this many on, failures are put down to the box office, unless four times as many things were answered. */
const FAILURES_OF_THEIR_OWN = 10;
const ITS_OWN = new Set(['box-office-failing', 'unreadable-answer']);

/**
 * Reads things one by one, a few at once. One record that the box office always fails on must not hold up all others for good:
 * those that fail are asked for again at the end, after a question of another kind has shown that it does answer, and what
 * fails even then is told instead of thrown.
 * @throws ConnectorError if it is the box office that fails
 */
export async function* readEach<Item>(
  { client, signal, connector }: Asking,
  { byId }: AnyStream,
  items: Iterable<Item>,
  idOf: (item: Item) => string,
): AsyncGenerator<OneRead<Item>> {
  const read = async (item: Item): Promise<OneRead<Item> & { err?: ConnectorError }> => {
    try {
      return { item, page: byId === undefined ? null : await byId(client, idOf(item), signal), fault: null };
    } catch (err) {
      if (err instanceof NotFoundError) return { item, page: null, fault: null };
      if (err instanceof RetryLaterError && ITS_OWN.has(err.fault.code)) {
        return { item, page: null, fault: err.fault, err };
      }
      throw err;
    }
  };
  const failed: Item[] = [];
  let answered = 0;
  for await (const { err, ...one } of inParallel(items, connector.limits.concurrency, read)) {
    if (err === undefined) {
      answered += 1;
      yield one;
      continue;
    }
    failed.push(one.item);
    if (failed.length > Math.max(FAILURES_OF_THEIR_OWN, answered / 4)) throw err;
  }
  if (failed.length === 0) return;
  await connector.references(client, signal);
  for (const item of failed) {
    const { err: _, ...one } = await read(item);
    yield one;
  }
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
