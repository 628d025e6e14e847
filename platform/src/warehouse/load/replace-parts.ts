import { KEPT_COLUMNS, literal, modelColumns, type PartTable, timestamp } from '../layout.ts';
import type { Session } from '../session.ts';

export interface PartsContext {
  readonly connectionId: string;
  readonly recordedAt: number;
  /** Whether any staged order was stored before. */
  readonly someKnown: boolean;
  readonly contested: boolean;
}

/** A stored part goes to another order only if that order's snapshot is the newer one. */
const RANK = '(updated_at, requested_at, order_id)';

/**
 * Works out what happens to the parts of changed orders, into two temporary tables: `staging_claims_<part>`, what the newer
 * snapshots hold, and `staging_stored_<part>`, what the store holds of it (live parts of these orders, and every claimed one).
 * A claim on a part that is live in another order with a newer snapshot is lost; `staging_losers` collects the orders whose
 * hash no longer tells their state, because a part of theirs is elsewhere: they must not stop at their hash next time.
 */
export async function claimParts(session: Session, part: PartTable, context: PartsContext): Promise<void> {
  const { connectionId, someKnown, contested } = context;
  const ours = `t.connection_id = ${literal(connectionId)}`;
  const won = contested ? ` QUALIFY row_number() OVER (PARTITION BY source_id ORDER BY ${RANK} DESC) = 1` : '';
  const losers = contested
    ? `INSERT INTO staging_losers SELECT s.order_id FROM staging_${part} s SEMI JOIN staging_changed c USING (order_id)
         ANTI JOIN staging_claims_${part} w ON w.source_id = s.source_id AND w.order_id = s.order_id;`
    : '';
  const leaving = someKnown
    ? `INSERT INTO staging_stored_${part} SELECT t.* FROM ${part} t SEMI JOIN staging_changed c ON c.order_id = t.order_id
         ANTI JOIN staging_claims_${part} s ON s.source_id = t.source_id WHERE ${ours} AND t.deleted_at IS NULL;`
    : '';
  await session.run(`
CREATE OR REPLACE TEMP TABLE staging_claims_${part} AS
  SELECT s.*, c.updated_at, c.requested_at, c.row_hash, c.effective_at, c.effective_basis
  FROM staging_${part} s JOIN staging_changed c USING (order_id)${won};
CREATE OR REPLACE TEMP TABLE staging_stored_${part} AS
  SELECT t.* FROM ${part} t SEMI JOIN staging_claims_${part} s ON s.source_id = t.source_id WHERE ${ours};
${losers}
${leaving}
CREATE OR REPLACE TEMP TABLE staging_lost AS
  SELECT s.source_id, s.order_id FROM staging_claims_${part} s JOIN staging_stored_${part} b USING (source_id)
    ANTI JOIN staging_changed c ON c.order_id = b.order_id
  WHERE b.deleted_at IS NULL AND b.order_id <> s.order_id
    AND (b.source_updated_at, b.requested_at, b.order_id) > (s.updated_at, s.requested_at, s.order_id);
INSERT INTO staging_losers SELECT order_id FROM staging_lost;
DELETE FROM staging_claims_${part} s USING staging_lost l WHERE l.source_id = s.source_id;
DELETE FROM staging_stored_${part} b USING staging_lost l WHERE l.source_id = b.source_id;
INSERT INTO staging_losers
  SELECT b.order_id FROM staging_stored_${part} b JOIN staging_claims_${part} s USING (source_id)
    ANTI JOIN staging_changed c ON c.order_id = b.order_id
  WHERE b.deleted_at IS NULL AND b.order_id <> s.order_id;`);
}

/** Puts the claimed parts in place of the stored ones, and marks those that left their order. */
export async function replaceParts(session: Session, part: PartTable, context: PartsContext): Promise<number> {
  const { connectionId, recordedAt } = context;
  const at = timestamp(recordedAt);
  const own = Object.keys(modelColumns(part));
  const count = part === 'tickets';
  await session.run(`DELETE FROM ${part} t USING staging_stored_${part} b
    WHERE b.source_id = t.source_id AND t.connection_id = ${literal(connectionId)}`);
  const claimed =
    await session.run(`INSERT INTO ${part}(connection_id, ${own.join(', ')}, ${KEPT_COLUMNS.join(', ')}${count ? ', movements' : ''})
    SELECT ${literal(connectionId)}, ${own.map((name) => `s.${name}`).join(', ')}, coalesce(b.first_seen, ${at}), ${at},
      s.updated_at, s.row_hash, s.requested_at, NULL, NULL${count ? `, coalesce(b.movements, 0) + ${ADDED}` : ''}
    FROM staging_claims_${part} s LEFT JOIN staging_stored_${part} b USING (source_id)`);
  const left = await session.run(`INSERT INTO ${part}
    SELECT b.* REPLACE (${at} AS last_seen, ${at} AS deleted_at, 'absent-from-order' AS deletion_evidence,
      c.updated_at AS source_updated_at, c.requested_at AS requested_at${count ? ', b.movements + 1 AS movements' : ''})
    FROM staging_stored_${part} b JOIN staging_changed c ON c.order_id = b.order_id
      ANTI JOIN staging_claims_${part} s ON s.source_id = b.source_id`);
  return claimed + left;
}

/** Of a claimed ticket `s` and its stored self `b`: it stands elsewhere now, so it is returned there and issued here. */
export const MOVED = `(s.order_id <> b.order_id OR s.event_id <> b.event_id OR s.performance_id <> b.performance_id
  OR s.currency <> b.currency)`;

/** How many movements a claimed ticket adds to the ledger. */
const ADDED = `CASE WHEN b.source_id IS NULL OR b.deleted_at IS NOT NULL THEN 1 WHEN ${MOVED} THEN 2
  WHEN s.total_minor <> b.total_minor THEN 1 ELSE 0 END`;
