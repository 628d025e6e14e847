import { createHash } from 'node:crypto';
import type { Selectable } from 'kysely';
import type { AuditTable } from '../control/schema/platform.ts';

export const FIRST_HASH = '0'.repeat(64);

/** What is hashed of an entry that is written now. */
export const CHAIN_VERSION = 2;

/** Over everything in the entry and the hash before it, so no entry can be changed, taken out or put in unseen. */
export function hashEntry(entry: Omit<Selectable<AuditTable>, 'hash'>): string {
  const { seq, at, actor, action, subject, organisation_id, details, previous_hash, version, origin } = entry;
  const first = [seq, at.toISOString(), actor, action, subject, organisation_id, details, previous_hash];
  // Entries of the first version had no origin, and none can be given to them afterwards.
  const content = version === 1 && origin === null ? first : [...first, version, origin];
  return hashContent(content);
}

/** The same for the same content, in whatever order its keys stand. What a document's readers can work out themselves. */
export function hashContent(content: unknown): string {
  return createHash('sha256')
    .update(JSON.stringify(sorted(content)))
    .digest('hex');
}

/** jsonb forgets the order of keys, so the hash must not depend on it. */
function sorted(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(sorted);
  if (typeof value !== 'object' || value === null) return value;
  const entries = Object.entries(value).sort(([a], [b]) => (a < b ? -1 : 1));
  return Object.fromEntries(entries.map(([key, inner]) => [key, sorted(inner)]));
}
