import { sql } from 'kysely';
import { KNOWN_FOR_MS } from '../access/known-browsers.ts';
import type { Control } from '../control/open-control.ts';
import { vacuum } from './vacuum.ts';

const DAY_MS = 86_400_000;
const KEPT_DAYS = 90;
/** A little more than a year, so that what is run once a year is known to have been. */
const RUNS_KEPT_DAYS = 400;
const BATCH = 500;

/** Deletes what has had its time, in small portions so that nobody waits for it. */
export async function prune(signal: AbortSignal, control: Control): Promise<{ deleted: number }> {
  const before = new Date(control.clock.now().getTime() - KEPT_DAYS * DAY_MS);
  const expired = control.clock.now();
  const yesterday = new Date(expired.getTime() - DAY_MS);
  const monthsAgo = new Date(expired.getTime() - RUNS_KEPT_DAYS * DAY_MS);
  const longAgo = new Date(expired.getTime() - KNOWN_FOR_MS);
  let deleted = 0;
  for (const { table, key, condition } of [
    { table: 'sync_events', key: 'seq', condition: sql`at < ${before}` },
    { table: 'consent_polls', key: 'seq', condition: sql`at < ${before}` },
    { table: 'reconciliations', key: 'seq', condition: sql`at < ${before}` },
    { table: 'mails', key: 'id', condition: sql`queued_at < ${before}` },
    { table: 'incidents', key: 'id', condition: sql`ended_at < ${before}` },
    { table: 'report_runs', key: 'id', condition: sql`ended_at < ${monthsAgo}` },
    { table: 'requests', key: 'id', condition: sql`confirmed_at is null and created_at < ${yesterday}` },
    { table: 'sessions', key: 'id', condition: sql`expires_at < ${expired}` },
    { table: 'password_resets', key: 'token_hash', condition: sql`expires_at < ${expired}` },
    { table: 'sign_in_attempts', key: 'subject', condition: sql`last_at < ${yesterday}` },
    { table: 'known_browsers', key: 'token_hash', condition: sql`last_used_at < ${longAgo}` },
  ]) {
    for (let batch = BATCH; batch === BATCH && !signal.aborted; deleted += batch) {
      const result = await sql`delete from ${sql.table(table)} where ${sql.ref(key)} in
        (select ${sql.ref(key)} from ${sql.table(table)} where ${condition} limit ${sql.lit(BATCH)})`.execute(
        control.db,
      );
      batch = Number(result.numAffectedRows ?? 0);
    }
  }
  await vacuum(signal, control);
  return { deleted };
}
