// Test support: many connections, of which each eighth is in a state of its own.
import type { Kysely, Transaction } from 'kysely';
import { json } from '../control/json.ts';
import type { ConnectionState } from '../control/schema/connections.ts';
import type { SyncState } from '../control/schema/syncs.ts';
import type { ControlTables } from '../control/schema.ts';

interface SeedFleet {
  readonly count: number;
  readonly now: Date;
  readonly provider: string;
}

const KINDS: readonly { state: ConnectionState; sync: SyncState | null; code: string }[] = [
  { state: 'active', sync: 'succeeded', code: 'no-answer' },
  { state: 'active', sync: 'failed', code: 'no-answer' },
  { state: 'active', sync: 'failed', code: 'sync-failed' },
  { state: 'active', sync: null, code: '' },
  { state: 'paused', sync: 'succeeded', code: '' },
  { state: 'stopped', sync: 'succeeded', code: '' },
  { state: 'waiting_for_consent', sync: null, code: '' },
  { state: 'suspended', sync: 'succeeded', code: '' },
];

const AT_ONCE = 250;

/** Named org-0000-PROVIDER and so on; each has one sync, if any. */
export async function seedFleet(db: Kysely<ControlTables>, { count, now, provider }: SeedFleet): Promise<void> {
  for (let from = 0; from < count; from += AT_ONCE) {
    const numbers = Array.from({ length: Math.min(AT_ONCE, count - from) }, (_, at) => from + at);
    await db.transaction().execute((trx) => seedSome(trx, numbers, { now, provider }));
  }
}

async function seedSome(
  trx: Transaction<ControlTables>,
  numbers: readonly number[],
  { now, provider }: Omit<SeedFleet, 'count'>,
): Promise<void> {
  const before = (minutes: number): Date => new Date(now.getTime() - minutes * 60_000);
  const nameOf = (number: number): string => `org-${String(number).padStart(4, '0')}`;
  await trx
    .insertInto('organisations')
    .values(
      numbers.map((number) => ({
        ...{ id: `org_${number}`, slug: nameOf(number), name: `Théâtre ${number}` },
        ...{ zone: 'Europe/London', currency: 'GBP', created_at: before(9_000) },
      })),
    )
    .execute();
  await trx
    .insertInto('connections')
    .values(
      numbers.map((number) => ({
        ...{ id: `con_${number}`, organisation_id: `org_${number}`, name: `${nameOf(number)}-${provider}`, provider },
        ...{ method: 'provider-consent', state: KINDS[number % KINDS.length]?.state ?? 'active' },
        ...{ state_reason: null, state_by: 'Sam Lee', state_at: before(8_000), state_before: null },
        ...{ settings: json({ client: `client-${number}` }), history_from: null, sync_every_seconds: 900 },
        ...{ capabilities: null, probed_at: null, created_at: before(9_000) },
      })),
    )
    .execute();
  const syncs = numbers.flatMap((number) => {
    const kind = KINDS[number % KINDS.length];
    return kind?.sync == null ? [] : [{ number, state: kind.sync, code: kind.code }];
  });
  const failure = { cause: 'It did not work.', who_acts: 'nobody', next_step: 'Wait.', stream: null, reference: 'abc' };
  await trx
    .insertInto('syncs')
    .values(
      syncs.map(({ number, state, code }) => ({
        ...{ id: `syn_${number}`, connection_id: `con_${number}`, trigger: 'schedule', state },
        ...{ queued_at: before(5 + (number % 50)), started_at: before(5 + (number % 50)), ended_at: before(4) },
        ...{ fence: null, worker: null, lease_until: null, heartbeat_at: null, progress_at: null },
        progress: json({
          monthsLoaded: 2,
          monthsTotal: 2,
          loadedFrom: null,
          loadedTo: null,
          historyFrom: null,
          complete: true,
        }),
        counts: json({ dataTo: before(5).toISOString(), store: { events: 4, orders: 9 } }),
        failure: state === 'failed' ? json({ ...failure, code }) : null,
      })),
    )
    .execute();
}
