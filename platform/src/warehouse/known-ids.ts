import { stat } from 'node:fs/promises';
import type { TableName } from '@illuminate/model';
import { IdSet } from './id-set.ts';
import { isPart, literal, type PartTable } from './layout.ts';
import type { Session } from './session.ts';

/** Tables whose rows are written by loads alone, each after its ids were looked for. */
type LoadedTable = 'orders' | PartTable;

export const isLoaded = (table: TableName): table is LoadedTable => table === 'orders' || isPart(table);

/** A batch of history has more rows than this, a few minutes of sales fewer. */
const LARGE = 5_000;
/** Reading every id that is stored costs as much as looking for those of so many batches. */
const LOOKS_WORTH_READING = 4;

interface Known {
  /** Null until it is worth having. */
  ids: IdSet | null;
  /** How many large batches were looked for without it. */
  looks: number;
}

/**
 * The ids that a store's file may hold, remembered while large batches are loaded. Most of a first load is new, and to find that out
 * all ids stored so far would have to be read for each batch: ever more of the time, and of the memory, the more is stored.
 */
export class KnownIds {
  readonly #tables = new Map<string, Known>();
  /** What the file was when it was last closed. */
  #closedAs: string | null = null;

  /** Whether none of the staged rows of `table` is stored, for sure. From now on they count as stored. */
  async areNew(session: Session, table: LoadedTable, connectionId: string): Promise<boolean> {
    const key = `${connectionId} ${table}`;
    const known = this.#tables.get(key) ?? { ids: null, looks: 0 };
    if (known.ids === null) {
      if (!(await isLarge(session, table))) return false;
      this.#tables.set(key, known);
      const stored = `${table} WHERE connection_id = ${literal(connectionId)}`;
      const isEmpty = (await session.rows(`SELECT 1 AS one FROM ${stored} LIMIT 1`)).length === 0;
      known.looks += 1;
      if (!isEmpty && known.looks <= LOOKS_WORTH_READING) return false;
      const ids = new IdSet();
      await addAll(ids, session, stored);
      known.ids = ids;
    }
    return (await addAll(known.ids, session, `staging_${table}`)) === 0;
  }

  /** To be called where a table is written in any other way. */
  forget(table: LoadedTable, connectionId: string): void {
    this.#tables.delete(`${connectionId} ${table}`);
  }

  /** Remembers what the file is, now that it is closed. */
  async noteClosed(file: string): Promise<void> {
    this.#closedAs = await lookOf(file).catch(() => null);
  }

  /** Whether the file is what it was when it was closed: else somebody else may have written to it. */
  async isOf(file: string): Promise<boolean> {
    return this.#closedAs !== null && this.#closedAs === (await lookOf(file).catch(() => ''));
  }
}

async function isLarge(session: Session, table: LoadedTable): Promise<boolean> {
  const rows = await session.rows(`SELECT count(*) AS rows FROM staging_${table}`);
  return Number(rows[0]?.rows) >= LARGE;
}

/** @returns how many of them were there before. */
async function addAll(ids: IdSet, session: Session, from: string): Promise<number> {
  const halves = `SELECT (h >> 32)::UINTEGER, (h & 4294967295)::UINTEGER FROM (SELECT hash(source_id) AS h FROM ${from})`;
  let known = 0;
  for await (const [highs = [], lows = []] of session.columns(halves)) {
    for (let at = 0; at < highs.length; at += 1) if (ids.add(highs[at] ?? 0, lows[at] ?? 0)) known += 1;
  }
  return known;
}

/** What tells one state of a file from another. */
async function lookOf(file: string): Promise<string> {
  const { ino, size, mtimeNs } = await stat(file, { bigint: true });
  return `${ino} ${size} ${mtimeNs}`;
}
