// How deliveries of many connections stand: one query per table, whatever their number.
import { type Kysely, sql } from 'kysely';
import type { ControlTables } from '../control/schema.ts';
import { gapsOf, holesOf, type Standing, standingOf } from '../deliveries/standing.ts';
import type { DeliveryStatusFacts } from './delivery-facts.ts';

export interface GatheredDeliveries {
  readonly facts: DeliveryStatusFacts;
  readonly standing: Standing | null;
}

const REFUSED_AT_MOST = 10;
/** Of all connections together; of what is beyond, the next look will tell. */
const REFUSED_IN_ALL = 900;

/** Of the connections with these ids; those that take no deliveries must not be among them. */
export async function gatherDeliveries(
  db: Kysely<ControlTables>,
  ids: readonly string[],
): Promise<Map<string, GatheredDeliveries>> {
  if (ids.length === 0) return new Map();
  const standings = await standingsOf(db, ids);
  const keys = await db
    .selectFrom('delivery_keys')
    .select([
      'connection_id',
      sql<number>`count(*)::integer`.as('keys'),
      sql<Date | null>`max(last_used_at)`.as('used'),
    ])
    .where('connection_id', 'in', ids)
    .where('retired_at', 'is', null)
    .groupBy('connection_id')
    .execute();
  const open = await db
    .selectFrom('delivery_batches')
    .select([
      'connection_id',
      sql<number>`count(*)::integer`.as('open'),
      sql<number>`coalesce(max(sequence) filter (where not spoiled), 0)`.as('highest'),
    ])
    .where('connection_id', 'in', ids)
    .where('state', 'in', ['receiving', 'loading'])
    .groupBy('connection_id')
    .execute();
  const refused = await refusedOf(db, ids);
  return new Map(
    ids.map((id) => {
      const standing = standings.get(id) ?? null;
      const key = keys.find(({ connection_id }) => connection_id === id);
      const batches = open.find(({ connection_id }) => connection_id === id);
      return [id, { standing, facts: factsOf(standing, key, batches, refused.get(id) ?? []) }];
    }),
  );
}

/** How each of these connections was left by its last delivery or upload, by id. */
export async function standingsOf(db: Kysely<ControlTables>, ids: readonly string[]): Promise<Map<string, Standing>> {
  if (ids.length === 0) return new Map();
  const rows = await db.selectFrom('delivery_standings').selectAll().where('connection_id', 'in', ids).execute();
  return new Map(
    rows.flatMap((row) => {
      const standing = standingOf(row);
      return standing === null ? [] : [[row.connection_id, standing] as const];
    }),
  );
}

function factsOf(
  standing: Standing | null,
  key: { keys: number; used: Date | null } | undefined,
  batches: { open: number; highest: number } | undefined,
  refused: DeliveryStatusFacts['refused'],
): DeliveryStatusFacts {
  const known = standing?.facts;
  const gaps = known === undefined ? [] : gapsOf(known);
  const at = (ms: number | null | undefined): Date | null => (ms == null ? null : new Date(ms));
  const isLoaded = (sequence: number): boolean =>
    known?.sequences.some(([first, last]) => first <= sequence && sequence <= last) ?? false;
  return {
    keys: key?.keys ?? 0,
    lastSignedAt: key?.used ?? null,
    lastSequence: known?.lastSequence ?? null,
    lastLoadedAt: at(known?.lastLoadedAt),
    coveredTo: at(known?.coveredTo),
    gaps,
    holes: known === undefined ? [] : holesOf(known, gaps),
    refused: refused.filter(({ sequence }) => !isLoaded(sequence)),
    rhythmMs: known?.rhythmMs ?? null,
    waitingTickets: known?.waitingTickets ?? 0,
    nextSequence: Math.max(known?.lastSequence ?? 0, batches?.highest ?? 0) + 1,
    open: batches?.open ?? 0,
  };
}

/** Refused batches whose number nobody has taken since, the newest of each number. */
async function refusedOf(
  db: Kysely<ControlTables>,
  ids: readonly string[],
): Promise<Map<string, DeliveryStatusFacts['refused'][number][]>> {
  const rows = await db
    .selectFrom('connections')
    .innerJoinLateral(
      (eb) =>
        eb
          .selectFrom('delivery_batches as refused')
          .select(['refused.sequence', 'refused.refusal', 'refused.ended_at'])
          .distinctOn('refused.sequence')
          .whereRef('refused.connection_id', '=', 'connections.id')
          .where('refused.state', '=', 'refused')
          .where((on) =>
            on.not(
              on.exists(
                on
                  .selectFrom('delivery_batches as other')
                  .select(sql`1`.as('one'))
                  .whereRef('other.connection_id', '=', 'refused.connection_id')
                  .whereRef('other.sequence', '=', 'refused.sequence')
                  .where('other.state', '<>', 'refused'),
              ),
            ),
          )
          .orderBy('refused.sequence', 'desc')
          .orderBy('refused.ended_at', 'desc')
          .limit(REFUSED_AT_MOST)
          .as('latest'),
      (join) => join.onTrue(),
    )
    .select(['connections.id', 'latest.sequence', 'latest.refusal', 'latest.ended_at'])
    .where('connections.id', 'in', ids)
    .limit(REFUSED_IN_ALL)
    .execute();
  const refused = new Map<string, DeliveryStatusFacts['refused'][number][]>();
  for (const { id, sequence, refusal, ended_at: at } of rows) {
    if (at === null || refusal === null) continue;
    const { detail, nextStep } = refusal;
    refused.set(id, [...(refused.get(id) ?? []), { sequence, at, detail, nextStep }]);
  }
  return refused;
}
