import { KEPT_COLUMNS, literal, modelColumns, type PartTable, timestamp } from '../layout.ts';
import type { Session } from '../session.ts';
import { findKnown } from './find-known.ts';

export interface PartsContext {
  readonly connectionId: string;
  readonly recordedAt: number;
  /** Whether any staged order was stored before. */
  readonly someKnown: boolean;
  readonly contested: boolean;
}

/** What the newer snapshots hold of a kind of part, as SQL, and how many stored rows that concerns. */
export interface Claims {
  readonly sql: string;
  /** Rows of `staging_stored_<part>` that are claimed: stored ones that are replaced. */
  readonly replaced: number;
  /** Rows of `staging_stored_<part>` that no snapshot holds any more. */
  readonly leaving: number;
}

/** Whose snapshot is the newer one decides between two orders that hold one part. */
const CLAIM_RANK = '(s.updated_at, s.requested_at, s.order_id)';

/** Begins a load's list of the orders that lost a part, each time to whom, and when the winner's last transaction was. */
export async function beginLosers(session: Session): Promise<void> {
  await session.run(`CREATE OR REPLACE TEMP TABLE staging_losers(
    order_id VARCHAR, part VARCHAR, source_id VARCHAR, winner VARCHAR, won_at TIMESTAMP)`);
}

/** Whether more than one staged order claims the same part. */
export async function isContested(session: Session, part: PartTable): Promise<boolean> {
  const [row] = await session.rows(`SELECT count(*) > count(DISTINCT source_id) AS contested FROM staging_${part}`);
  return row?.contested === true;
}

/**
 * Works out what happens to the parts of changed orders. `staging_stored_<part>` becomes what the store holds of it: every
 * claimed part, and the live ones of these orders. A claim on a part that is live in another order with a newer snapshot is
 * lost. `staging_losers` collects the orders whose hash no longer tells their state, because a part of theirs is elsewhere, with
 * the order that has it: they must not stop at their hash next time.
 */
export async function claimParts(session: Session, part: PartTable, context: PartsContext): Promise<Claims> {
  const ours = `t.connection_id = ${literal(context.connectionId)}`;
  const all = `SELECT s.*, c.updated_at, c.requested_at, c.effective_at, c.effective_basis
    FROM staging_${part} s JOIN staging_changed c USING (order_id)`;
  let sql = `(${all})`;
  if (context.contested) {
    sql = `(SELECT * FROM (${all}) s QUALIFY row_number() OVER (PARTITION BY source_id ORDER BY ${CLAIM_RANK} DESC) = 1)`;
    await session.run(`INSERT INTO staging_losers SELECT s.order_id, '${part}', s.source_id, w.order_id, w.updated_at
      FROM (${all}) s JOIN ${sql} w ON w.source_id = s.source_id WHERE w.order_id <> s.order_id`);
  }
  const known = await findKnown(session, part, { connectionId: context.connectionId, staged: sql });
  let replaced = await session.run(`CREATE OR REPLACE TEMP TABLE staging_stored_${part} AS
    SELECT ${columnsOf(part)} FROM ${part} t SEMI JOIN ${known} s ON s.source_id = t.source_id WHERE ${ours}`);
  if (replaced > 0) {
    const lost = await loseClaims(session, part, sql);
    if (lost > 0) sql = `(SELECT s.* FROM ${sql} s ANTI JOIN staging_lost l ON l.source_id = s.source_id)`;
    replaced -= lost;
  }
  const leaving = context.someKnown
    ? await session.run(`INSERT INTO staging_stored_${part} SELECT ${columnsOf(part)} FROM ${part} t
        SEMI JOIN staging_changed c ON c.order_id = t.order_id ANTI JOIN ${sql} s ON s.source_id = t.source_id
        WHERE ${ours} AND t.deleted_at IS NULL`)
    : 0;
  return { sql, replaced, leaving };
}

/** Takes lost claims out of `staging_stored_<part>`, into `staging_lost`. @returns how many. */
async function loseClaims(session: Session, part: PartTable, claims: string): Promise<number> {
  const elsewhere = `FROM ${claims} s JOIN staging_stored_${part} b USING (source_id)
    ANTI JOIN staging_changed c ON c.order_id = b.order_id WHERE b.deleted_at IS NULL AND b.order_id <> s.order_id`;
  const lost = await session.run(`CREATE OR REPLACE TEMP TABLE staging_lost AS
    SELECT s.order_id, s.source_id, b.order_id AS winner, b.source_updated_at AS won_at ${elsewhere}
    AND (b.source_updated_at, b.requested_at, b.order_id) > ${CLAIM_RANK}`);
  if (lost > 0) {
    await session.run(`INSERT INTO staging_losers SELECT order_id, '${part}', source_id, winner, won_at FROM staging_lost;
      DELETE FROM staging_stored_${part} b USING staging_lost l WHERE l.source_id = b.source_id`);
  }
  await session.run(`INSERT INTO staging_losers
    SELECT b.order_id, '${part}', b.source_id, s.order_id, s.updated_at ${elsewhere}`);
  return lost;
}

/** What of a stored part is asked for: wide rows are slow to read where few of many are wanted. */
function columnsOf(part: PartTable): string {
  const own = ['source_id', 'order_id', 'first_seen', 'source_updated_at', 'requested_at', 'deleted_at'];
  const ticket = ['event_id', 'performance_id', 'currency', 'total_minor', 'movements'];
  return [...own, ...(part === 'tickets' ? ticket : [])].map((name) => `t.${name}`).join(', ');
}

/** Puts the claimed parts in place of the stored ones, and marks those that left their order. */
export async function replaceParts(
  session: Session,
  part: PartTable,
  { connectionId, recordedAt }: PartsContext,
  claims: Claims,
): Promise<number> {
  const at = timestamp(recordedAt);
  const connection = literal(connectionId);
  const own = Object.keys(modelColumns(part));
  const isCounted = part === 'tickets';
  const leaving = `staging_stored_${part} b JOIN staging_changed c ON c.order_id = b.order_id
    ANTI JOIN ${claims.sql} s ON s.source_id = b.source_id`;
  const left =
    claims.leaving === 0
      ? 0
      : await session.run(`UPDATE ${part} t SET last_seen = ${at}, deleted_at = ${at}, deletion_evidence = 'absent-from-order',
          source_updated_at = l.updated_at, requested_at = l.requested_at${isCounted ? ', movements = t.movements + 1' : ''}
        FROM (SELECT b.source_id, c.updated_at, c.requested_at FROM ${leaving}) l
        WHERE l.source_id = t.source_id AND t.connection_id = ${connection}`);
  if (claims.replaced > 0) {
    await session.run(`DELETE FROM ${part} t USING (SELECT b.source_id FROM staging_stored_${part} b SEMI JOIN ${claims.sql} s
      ON s.source_id = b.source_id) b WHERE b.source_id = t.source_id AND t.connection_id = ${connection}`);
  }
  const columns = ['connection_id', ...own, ...KEPT_COLUMNS, ...(isCounted ? ['movements'] : [])].join(', ');
  const claimed = await session.run(`INSERT INTO ${part}(${columns})
    SELECT ${connection}, ${own.map((name) => `s.${name}`).join(', ')}, coalesce(b.first_seen, ${at}), ${at},
      s.updated_at, NULL, s.requested_at, NULL, NULL${isCounted ? `, coalesce(b.movements, 0) + ${ADDED}` : ''}
    FROM ${claims.sql} s LEFT JOIN staging_stored_${part} b USING (source_id)`);
  return claimed + left;
}

/** Of a claimed ticket `s` and its stored self `b`: it stands elsewhere now, so it is returned there and issued here. */
export const MOVED = `(s.order_id <> b.order_id OR s.event_id <> b.event_id OR s.performance_id <> b.performance_id
  OR s.currency <> b.currency)`;

/** How many movements a claimed ticket adds to the ledger. */
const ADDED = `CASE WHEN b.source_id IS NULL OR b.deleted_at IS NOT NULL THEN 1 WHEN ${MOVED} THEN 2
  WHEN s.total_minor <> b.total_minor THEN 1 ELSE 0 END`;
