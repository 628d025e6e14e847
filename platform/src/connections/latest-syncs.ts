import { type Kysely, type RawBuilder, sql } from 'kysely';
import type { Sync } from '../control/schema/syncs.ts';
import type { ControlTables } from '../control/schema.ts';

/** What reads again what has been read before tells what is held, and nothing else of the connection. */
const COLLECTED = sql`trigger not in ('replay', 'resync')`;

/** Of which kinds the latest sync of a connection is looked for. */
const KINDS = {
  /** Waiting or at work. */
  running: sql`state in ('queued', 'running')`,
  ended: sql`${COLLECTED} and state in ('succeeded', 'failed', 'cancelled', 'interrupted')`,
  /** Of which is known whether it went well. */
  judged: sql`${COLLECTED} and state in ('succeeded', 'failed')`,
  succeeded: sql`${COLLECTED} and state = 'succeeded'`,
  /** That told what the store holds. */
  counted: sql`counts -> 'store' <> 'null'::jsonb`,
  /** That told how far the history is. */
  progressed: sql`${COLLECTED} and progress is not null`,
} satisfies Record<string, RawBuilder<unknown>>;

type Kind = keyof typeof KINDS;

/** The latest sync of each kind that there is. */
export type LatestSyncs = Partial<Record<Kind, Sync>>;

/** So that no answer has more rows than a control query may return. */
const AT_ONCE = 150;

/** By connection: one statement for many, and in it one look-up in an index for each kind, however many syncs there have been. */
export async function latestSyncs(
  db: Kysely<ControlTables>,
  ids: readonly string[],
): Promise<ReadonlyMap<string, LatestSyncs>> {
  const latest = new Map<string, LatestSyncs>();
  for (let from = 0; from < ids.length; from += AT_ONCE) {
    for (const { kind, ...sync } of await askLatest(db, ids.slice(from, from + AT_ONCE))) {
      latest.set(sync.connection_id, { ...latest.get(sync.connection_id), [kind]: sync });
    }
  }
  return latest;
}

async function askLatest(db: Kysely<ControlTables>, ids: readonly string[]): Promise<(Sync & { kind: Kind })[]> {
  const one = ([kind, holds]: [string, RawBuilder<unknown>]) => sql`
    (select ${sql.lit(kind)} as kind, syncs.* from syncs
     where syncs.connection_id = connections.id and ${holds}
     order by syncs.queued_at desc limit 1)`;
  const { rows } = await sql<Sync & { kind: Kind }>`
    select latest.* from connections
    cross join lateral (${sql.join(Object.entries(KINDS).map(one), sql` union all `)}) latest
    where connections.id in (${sql.join(ids)})`.execute(db);
  return rows;
}
