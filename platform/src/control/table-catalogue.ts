// What the tables of a control database are, asked of the database itself: a list by hand would forget the newest.
import { type Kysely, sql } from 'kysely';
import type { ControlTables } from './schema.ts';

export interface FoundTable {
  readonly name: string;
  /** Columns of the primary key, in order. */
  readonly key: readonly string[];
}

/** Every table of ours, each after those that its rows refer to. */
export async function findTables(db: Kysely<ControlTables>): Promise<FoundTable[]> {
  const { rows: tables } = await sql<{ name: string; key: string[] }>`
    select c.relname as name, array(
      select a.attname::text from pg_index i
      cross join lateral unnest(i.indkey) with ordinality as k (attnum, place)
      join pg_attribute a on a.attrelid = i.indrelid and a.attnum = k.attnum
      where i.indrelid = c.oid and i.indisprimary order by k.place
    ) as key
    from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' order by c.relname`.execute(db);
  const { rows: references } = await sql<{ from: string; to: string }>`
    select f.relname as from, t.relname as to from pg_constraint r
    join pg_class f on f.oid = r.conrelid join pg_class t on t.oid = r.confrelid
    where r.contype = 'f' and f.oid <> t.oid and f.relnamespace = 'public'::regnamespace`.execute(db);
  const ordered: FoundTable[] = [];
  const waiting = [...tables];
  while (waiting.length > 0) {
    const isFree = ({ name }: FoundTable) =>
      references.every(({ from, to }) => from !== name || ordered.some((table) => table.name === to));
    const at = waiting.findIndex(isFree);
    if (at < 0) throw new TypeError('tables that refer to one another');
    ordered.push(...waiting.splice(at, 1));
  }
  return ordered;
}

/** Columns that count by themselves, whose counter has to follow what was copied. */
export async function findCounters(db: Kysely<ControlTables>): Promise<{ table: string; column: string }[]> {
  const { rows } = await sql<{ table: string; column: string }>`
    select c.relname as table, a.attname as column from pg_attribute a join pg_class c on c.oid = a.attrelid
    where c.relnamespace = 'public'::regnamespace and c.relkind = 'r' and a.attidentity <> '' and not a.attisdropped
    order by 1, 2`.execute(db);
  return rows;
}
