import type { Mention, Page } from '@illuminate/connector-kit';
import type { Rows, TableName } from '@illuminate/model';
import type { Reject } from '../warehouse/store-types.ts';
import { type AnyStream, type Extraction, streamOf, tableOf } from './extraction.ts';
import { failedRead, readEach } from './read-by-id.ts';

/** Keys remembered as stored, so that the store is not asked again; forgotten when there are more. */
const REMEMBERED_KEYS = 300_000;

/**
 * What was found for a mention: a page of its stream, rows that stand for a thing the box office no longer has, or that the box
 * office fails on it.
 */
export type Found =
  | { readonly stream: AnyStream; readonly page: Page<unknown> }
  | { readonly stream: AnyStream; readonly missing: Rows }
  | { readonly stream: AnyStream; readonly reject: Reject };

/** Things that records name and that must be stored beside them. */
export interface Mentions {
  /** Takes note of what a record yielded and what it named. */
  note(rows: Rows, named: readonly Mention[]): void;
  /** How many named things may still have to be fetched. */
  readonly pending: number;
  /** Fetches what is named and not stored, in the connector's order of streams, until nothing is left. */
  resolve(): AsyncGenerator<Found>;
  forget(): void;
}

const idOf = ({ id }: Mention): string => id;

export function createMentions(extraction: Extraction): Mentions {
  const remembered = new Map<string, Set<string>>();
  const waiting = new Map<string, Map<string, Mention>>();
  const holdersAsked = new Set<string>();
  for (const name of extraction.streams.keys()) {
    remembered.set(name, new Set());
    waiting.set(name, new Map());
  }
  const keyedBy = new Map<TableName, string>([...extraction.streams.keys()].map((name) => [tableOf(name), name]));

  const remember = (stream: string, key: string): void => {
    const keys = remembered.get(stream);
    if (keys === undefined) return;
    if (keys.size >= REMEMBERED_KEYS) keys.clear();
    keys.add(key);
    waiting.get(stream)?.delete(key);
  };

  const note = (rows: Rows, named: readonly Mention[]): void => {
    for (const table of ['venues', 'ticket_types', 'events', 'performances', 'customers'] as const) {
      const stream = keyedBy.get(table);
      if (stream !== undefined) for (const row of rows[table] ?? []) remember(stream, row.source_id);
    }
    for (const mention of named) {
      if (remembered.get(mention.stream)?.has(mention.key) === false)
        waiting.get(mention.stream)?.set(mention.key, mention);
    }
  };

  /** Asks for what holds something that is not there by itself; once in a run, whether it is there or not. */
  async function* holder({ stream: name, id }: NonNullable<Mention['within']>): AsyncGenerator<Found> {
    if (holdersAsked.has(`${name} ${id}`)) return;
    holdersAsked.add(`${name} ${id}`);
    const stream = streamOf(extraction, name);
    for await (const { page } of readEach(extraction, stream, [id], (item) => item)) {
      if (page !== null) yield { stream, page };
    }
  }

  /** A record does not tell the key that its row has here, so that what was refused under it is settled by its mention. */
  const settleByKey = (stream: AnyStream, { id, key }: Mention): void => {
    if (id !== key) extraction.batch.settle(stream, key);
  };

  async function* resolve(): AsyncGenerator<Found> {
    // What is fetched may name something in its turn; each thing is fetched once, so this comes to an end.
    while ([...waiting.values()].some((mentions) => mentions.size > 0)) {
      for (const [name, mentions] of waiting) if (mentions.size > 0) yield* resolveStream(name, mentions);
    }
  }

  async function* resolveStream(name: string, mentions: Map<string, Mention>): AsyncGenerator<Found> {
    const unknown = new Set(await extraction.io.unknownKeys(tableOf(name), [...mentions.keys()]));
    const stream = streamOf(extraction, name);
    for (const mention of [...mentions.values()]) {
      if (unknown.has(mention.key)) continue;
      settleByKey(stream, mention);
      remember(name, mention.key);
    }
    for await (const { item: mention, page, fault } of readEach(extraction, stream, [...mentions.values()], idOf)) {
      if (fault !== null) {
        const isKeptById = mention.id === mention.key;
        const at = extraction.clock.now().getTime();
        yield { stream, reject: failedRead(stream, mention.key, fault, at) };
        if (!isKeptById) {
          // No row stands for it, so that it is asked for whenever an order names it: the box office's id is kept nowhere.
          remember(name, mention.key);
          continue;
        }
      }
      if (page !== null && page.records.length > 0) yield { stream, page };
      else if (fault === null && mention.within !== undefined && mentions.has(mention.key))
        yield* holder(mention.within);
      // Still waited for: it is not there, or it could not be read. It may also have come beside another in the meantime.
      if (mentions.has(mention.key) && stream.missing !== undefined) {
        yield { stream, missing: stream.missing(mention, extraction.context) };
      }
      settleByKey(stream, mention);
      remember(name, mention.key);
    }
  }

  return {
    note,
    get pending() {
      let size = 0;
      for (const mentions of waiting.values()) size += mentions.size;
      return size;
    },
    resolve,
    forget() {
      for (const mentions of waiting.values()) mentions.clear();
      for (const keys of remembered.values()) keys.clear();
      holdersAsked.clear();
    },
  };
}
