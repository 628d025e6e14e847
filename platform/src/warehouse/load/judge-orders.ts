import { literal } from '../layout.ts';
import type { Session } from '../session.ts';
import { findKnown } from './find-known.ts';

/**
 * What may replace what. `newer`: a later state, by the box office's last transaction and by when we asked. `read-again`: whatever was asked
 * for later, since a person or a comparison doubts what is stored: a transaction that was struck out makes an order's last one earlier.
 * `replay`: any other
 * content, since the snapshot is the last that was read of its order and only what it means has changed. `fresh`: whatever differs from
 * what was loaded from scratch, unless it has changed since; under the same hash what is stored is damaged. `upload`: whatever differs,
 * since a person has said what counts.
 */
export type Rule = 'newer' | 'read-again' | 'replay' | 'fresh' | 'upload';

/** In place of the hash of an order that the box office has no more. */
export const GONE = 'gone';

export interface Verdicts {
  /** Orders without a stored row, and orders whose snapshot replaces the stored one. */
  readonly fresh: number;
  readonly changed: number;
  /** Same content, asked for later: only the time it was seen moves. */
  readonly seenAgain: number;
  readonly unchanged: number;
  readonly stale: number;
}

/**
 * Compares staged orders, whose parts are staged too, with stored ones. An order's hash covers its parts, in whatever order they
 * are listed. An unchanged order stops here, at its hash; an older snapshot is stale. What is
 * left is `staging_changed`, with the time at which, as far as the box office tells, the change happened.
 */
export async function judgeOrders(session: Session, connectionId: string, rule: Rule = 'newer'): Promise<Verdicts> {
  await session.run(HASH_WITH_PARTS);
  const known = await findKnown(session, 'orders', { connectionId, staged: 'staging_orders' });
  await session.run(judgement(connectionId, known, rule));
  return countVerdicts(session);
}

/** The verdicts as they stand in `staging_verdicts`. */
export async function countVerdicts(session: Session): Promise<Verdicts> {
  const rows = await session.rows('SELECT verdict, count(*) AS orders FROM staging_verdicts GROUP BY verdict');
  const count = (verdict: string): number => Number(rows.find((row) => row.verdict === verdict)?.orders ?? 0);
  return {
    fresh: count('fresh'),
    changed: count('changed'),
    seenAgain: count('seen-again'),
    unchanged: count('unchanged'),
    stale: count('stale'),
  };
}

const HASH_WITH_PARTS = `
UPDATE staging_orders o SET row_hash = (o.row_hash::HUGEINT + p.content_hash)::VARCHAR FROM (
    SELECT order_id, sum(content_hash) AS content_hash
    FROM (SELECT order_id, content_hash FROM staging_tickets
      UNION ALL SELECT order_id, content_hash FROM staging_order_items) GROUP BY order_id
  ) p WHERE p.order_id = o.source_id`;

function judgement(connectionId: string, known: string, rule: Rule): string {
  return `
CREATE OR REPLACE TEMP TABLE staging_stored_orders AS
  SELECT o.source_id, o.first_seen, o.last_transaction_at, o.requested_at, o.row_hash, o.deleted_at
  FROM orders o SEMI JOIN ${known} s ON s.source_id = o.source_id WHERE o.connection_id = ${literal(connectionId)};
${rule === 'newer' || rule === 'read-again' ? '' : SEEN_SINCE}
CREATE OR REPLACE TEMP TABLE staging_verdicts AS
  SELECT s.source_id, o.first_seen, o.last_transaction_at AS stored_transaction_at,
    s.row_hash = o.row_hash AS is_same,
    CASE WHEN o.source_id IS NULL THEN 'fresh'
      ${rule === 'fresh' ? `WHEN s.row_hash = o.row_hash OR s.row_hash = '${GONE}' THEN 'changed'` : ''}
      ${rule === 'upload' ? OF_UPLOADS : ''}
      WHEN s.row_hash = o.row_hash AND s.requested_at > o.requested_at THEN 'seen-again'
      WHEN s.row_hash = o.row_hash THEN 'unchanged'
      ${rule === 'replay' ? "WHEN o.deleted_at IS NULL THEN 'changed'" : rule === 'upload' ? "WHEN true THEN 'changed'" : ''}
      ${rule === 'read-again' || rule === 'fresh' ? "WHEN s.requested_at > o.requested_at THEN 'changed'" : ''}
      WHEN (s.last_transaction_at, s.requested_at) > (o.last_transaction_at, o.requested_at) THEN 'changed'
      ELSE 'stale' END AS verdict
  FROM staging_orders s LEFT JOIN staging_stored_orders o USING (source_id);
CREATE OR REPLACE TEMP TABLE staging_changed AS
  SELECT s.source_id AS order_id, v.first_seen, v.verdict = 'fresh' AS is_fresh, s.last_transaction_at AS updated_at,
    s.requested_at, s.row_hash,
    CASE WHEN v.verdict = 'fresh' OR v.is_same THEN s.first_transaction_at
      WHEN s.last_transaction_at > v.stored_transaction_at THEN s.last_transaction_at
      ELSE s.requested_at END AS effective_at,
    CASE WHEN v.verdict = 'fresh' OR v.is_same THEN 'order_first'
      WHEN s.last_transaction_at > v.stored_transaction_at THEN 'order_last'
      ELSE 'bounded' END AS effective_basis
  FROM staging_orders s JOIN staging_verdicts v USING (source_id) WHERE v.verdict IN ('fresh', 'changed');`;
}

/** One that was taken back may come again, and one that is taken back is gone once. */
const OF_UPLOADS = `WHEN s.row_hash = '${GONE}' AND o.deleted_at IS NOT NULL THEN 'unchanged'
      WHEN s.row_hash = '${GONE}' OR o.deleted_at IS NOT NULL THEN 'changed'`;

/** An order that was read again since, and was the same, is as old as that reading: what was asked for before it may not replace it. */
const SEEN_SINCE = `UPDATE staging_orders s SET requested_at = o.requested_at FROM staging_stored_orders o
  WHERE o.source_id = s.source_id AND o.requested_at > s.requested_at;`;
