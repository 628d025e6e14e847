import { type Kysely, type RawBuilder, sql } from 'kysely';
import { type DumpedTable, type DumpMarks, dumpedTables } from './dump-tables.ts';
import type { ControlTables } from './schema.ts';

export const CHUNK_ROWS = 500;
const RECENT_SYNCS = 500;
const RECENT_POLLS = 1000;

interface Chunk {
  rows: number;
  text: string;
}

export interface DumpSnapshot {
  marks: DumpMarks;
  counts: Record<string, number>;
  /** Of the tables that change. */
  chunks: Chunk[];
}

/** Within one transaction: everything that may change, and up to where the rest is to be read. */
export async function takeSnapshot(
  trx: Kysely<ControlTables>,
  at: Date,
  history: 'whole' | 'recent',
): Promise<DumpSnapshot> {
  const marks = await readMarks(trx, at, history);
  const counts: Record<string, number> = {};
  const chunks: Chunk[] = [];
  for (const table of dumpedTables) {
    const conditions = [table.now, table.later?.(marks)].filter((condition) => condition !== undefined);
    counts[table.name] = await count(trx, table, sql<boolean>`(${sql.join(conditions, sql` or `)})`);
    if (!table.now) continue;
    for await (const chunk of readChunks(trx, table, table.now)) chunks.push(chunk);
  }
  return { marks, counts, chunks };
}

/** The rows that change no more; each chunk is a query of its own, so others get their turn between them. */
export async function* readLater(db: Kysely<ControlTables>, marks: DumpMarks): AsyncGenerator<Chunk> {
  for (const table of dumpedTables) {
    if (table.later) yield* readChunks(db, table, table.later(marks));
  }
}

async function* readChunks(
  db: Kysely<ControlTables>,
  table: DumpedTable,
  condition: RawBuilder<boolean>,
): AsyncGenerator<Chunk> {
  const key = sql.join(table.key.map((column) => sql.ref(column)));
  const name = sql.table(table.name);
  let after = sql<boolean>`true`;
  for (;;) {
    const { rows } = await sql<{ row: string }>`
      select to_jsonb(t)::text as row from (
        select * from ${name} where (${condition}) and ${after} order by ${key} limit ${sql.lit(CHUNK_ROWS)}
      ) t order by ${key}`.execute(db);
    const last = rows.at(-1);
    if (!last) return;
    yield { rows: rows.length, text: rows.map(({ row }) => `{"table":"${table.name}","row":${row}}\n`).join('') };
    if (rows.length < CHUNK_ROWS) return;
    after = sql<boolean>`(${key}) > (select ${key} from jsonb_populate_record(null::${name}, ${last.row}::jsonb))`;
  }
}

async function count(db: Kysely<ControlTables>, table: DumpedTable, condition: RawBuilder<boolean>): Promise<number> {
  const { rows } = await sql<{ rows: number }>`
    select count(*) as rows from ${sql.table(table.name)} where ${condition}`.execute(db);
  return rows[0]?.rows ?? 0;
}

async function readMarks(db: Kysely<ControlTables>, at: Date, history: 'whole' | 'recent'): Promise<DumpMarks> {
  const { rows } = await sql<{ audit: number; events: number; polls: number }>`select
    (select coalesce(max(seq), 0) from audit) as audit,
    (select coalesce(max(seq), 0) from sync_events) as events,
    (select coalesce(max(seq), 0) from consent_polls) as polls`.execute(db);
  const newest = rows[0] ?? { audit: 0, events: 0, polls: 0 };
  const syncs = db.selectFrom('syncs').select('id');
  const open = await syncs.where('ended_at', 'is', null).execute();
  const ended = syncs.where('ended_at', 'is not', null).orderBy('ended_at', 'desc').limit(RECENT_SYNCS);
  return {
    ...newest,
    at,
    openSyncs: open.map(({ id }) => id),
    endedSyncs: history === 'whole' ? null : (await ended.execute()).map(({ id }) => id),
    pollsAfter: history === 'whole' ? 0 : newest.polls - RECENT_POLLS,
  };
}
