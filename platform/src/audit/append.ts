import type { Transaction } from 'kysely';
import { sql } from 'kysely';
import { json } from '../control/json.ts';
import type { ControlTables } from '../control/schema.ts';
import { CHAIN_VERSION, FIRST_HASH, hashEntry } from './chain.ts';
import { originOfDeed } from './origin.ts';

export interface AuditEntry {
  at: Date;
  /** Who, as `actorOf` and `say-actor.ts` write it. */
  actor: string;
  /** The deed, such as connection.paused. */
  action: string;
  /** What it was done to, by id. */
  subject: string;
  organisationId: string | null;
  details?: Record<string, unknown>;
}

/** Any number, the same in every process. */
const AUDIT_LOCK = 4_310_002;

/** Within the transaction of the deed, so that there is none without its entry and no entry without its deed. */
export async function appendAudit(trx: Transaction<ControlTables>, entry: AuditEntry): Promise<void> {
  // Two appenders at once would both follow the same entry.
  await sql`select pg_advisory_xact_lock(${sql.lit(AUDIT_LOCK)})`.execute(trx);
  const last = await trx.selectFrom('audit').select(['seq', 'hash']).orderBy('seq', 'desc').limit(1).executeTakeFirst();
  const content = {
    seq: (last?.seq ?? 0) + 1,
    at: entry.at,
    actor: entry.actor,
    action: entry.action,
    subject: entry.subject,
    organisation_id: entry.organisationId,
    // As jsonb will give it back: without undefined, with dates as text.
    details: JSON.parse(JSON.stringify(entry.details ?? {})) as Record<string, unknown>,
    previous_hash: last?.hash ?? FIRST_HASH,
    version: CHAIN_VERSION,
    origin: originOfDeed(),
  };
  await trx
    .insertInto('audit')
    .values({ ...content, details: json(content.details), hash: hashEntry(content) })
    .execute();
}
