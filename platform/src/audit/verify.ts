import type { Kysely } from 'kysely';
import type { ControlTables } from '../control/schema.ts';
import { FIRST_HASH, hashEntry } from './chain.ts';

export type AuditVerdict = { intact: true; entries: number; lastHash: string } | { intact: false; brokenAt: number };

const PAGE = 500;

/**
 * Walks the chain from the first entry. An intact chain can still have lost its end: compare `lastHash` with one kept
 * elsewhere to see that.
 */
export async function verifyAudit(db: Kysely<ControlTables>): Promise<AuditVerdict> {
  let seq = 0;
  let hash = FIRST_HASH;
  for (;;) {
    const page = await db.selectFrom('audit').selectAll().where('seq', '>', seq).orderBy('seq').limit(PAGE).execute();
    for (const entry of page) {
      const follows = entry.seq === seq + 1 && entry.previous_hash === hash && hashEntry(entry) === entry.hash;
      if (!follows) return { intact: false, brokenAt: seq + 1 };
      seq = entry.seq;
      hash = entry.hash;
    }
    if (page.length < PAGE) return { intact: true, entries: seq, lastHash: hash };
  }
}
