import type { TableName } from '@illuminate/model';
import { CATALOGUE, literal, modelColumns, PARTS, timestamp } from '../layout.ts';
import { checkedName } from '../names.ts';
import type { PackedBatch } from '../pack.ts';
import type { Session } from '../session.ts';
import { claimFence } from './claim-fence.ts';
import { FRESH, findDiffering, slicesOf } from './compare-fresh.ts';
import { GONE } from './judge-orders.ts';
import { loadCatalogue } from './load-catalogue.ts';
import { loadOrders } from './load-orders.ts';
import { forgetTouched, hasOtherSources, matchPerformances } from './match-performances.ts';
import { settleRejects } from './settle-rejects.ts';
import { unstage } from './unstage.ts';

export interface LoadFreshRequest {
  readonly connectionId: string;
  readonly fence: number;
  readonly syncId: string;
  /** Milliseconds, our clock. */
  readonly recordedAt: number;
  /** When loading from scratch was asked for (ms): what has been seen in the box office since is not gone. */
  readonly since: number;
  /** The first day of which every order has been read; null where nothing may be concluded from an order's absence. */
  readonly readFrom: string | null;
  /** A person has looked: whatever is absent is gone, however much it is. */
  readonly acceptMissing: boolean;
}

export interface FreshLoaded {
  /** Set where so much is absent that a person is asked first: nothing was written then. */
  readonly doubt: { readonly missing: number; readonly of: number } | null;
  readonly orders: number;
  readonly gone: number;
  readonly catalogue: number;
  readonly movements: number;
}

const SHARE_IN_DOUBT = 0.05;
const FEWEST_IN_DOUBT = 20;
const IS_STAGED = async (): Promise<void> => {};

/**
 * Puts what was loaded from scratch, which lies in `file`, in the place of what is stored, in one transaction: rows that differ are
 * replaced, with the ledger going on; orders that the box office has no more are marked as gone, with the evidence.
 */
export async function loadFresh(session: Session, file: string, request: LoadFreshRequest): Promise<FreshLoaded> {
  const connectionId = checkedName(request.connectionId, 'connection');
  await session.run(`ATTACH ${literal(file)} AS ${FRESH} (READ_ONLY)`);
  try {
    await session.run('BEGIN');
    try {
      const loaded = await replaceAll(session, connectionId, request);
      await session.run(loaded.doubt === null ? 'COMMIT' : 'ROLLBACK');
      return loaded;
    } catch (err) {
      await session.run('ROLLBACK').catch(() => {});
      throw err;
    }
  } finally {
    await unstage(session).catch(() => {});
    await session.run(`DETACH ${FRESH}`);
  }
}

async function replaceAll(session: Session, connectionId: string, request: LoadFreshRequest): Promise<FreshLoaded> {
  const recordedAt = await claimFence(session, connectionId, request.fence, request.recordedAt);
  const gone = await findGone(session, connectionId, request);
  const [row] = await session.rows(
    `SELECT count(*) AS orders FROM orders WHERE connection_id = ${literal(connectionId)} AND deleted_at IS NULL`,
  );
  const of = Number(row?.orders ?? 0);
  if (gone > Math.max(FEWEST_IN_DOUBT, of * SHARE_IN_DOUBT) && !request.acceptMissing) {
    return { doubt: { missing: gone, of }, orders: 0, gone: 0, catalogue: 0, movements: 0 };
  }
  const catalogue = await replaceCatalogue(session, connectionId, recordedAt);
  let [orders, movements] = [0, 0];
  for (const slice of await slicesOf(session, connectionId)) {
    const differing = await findDiffering(session, connectionId, slice);
    if (differing === 0) continue;
    const loaded = await loadOrders(session, connectionId, recordedAt, await stageDiffering(session, connectionId), {
      mend: true,
      rule: 'fresh',
      stage: IS_STAGED,
    });
    orders += loaded.orders.changed;
    movements += loaded.movements;
  }
  if (gone > 0) movements += await markGone(session, connectionId, recordedAt);
  await settleRejects(session, connectionId, recordedAt);
  await session.run(
    `INSERT INTO loads SELECT ${literal(connectionId)}, $1, ${request.fence}, ${timestamp(recordedAt)}, ${orders + gone}, 0, 0, 0,
       ${movements}, 0`,
    [request.syncId],
  );
  if (await hasOtherSources(session, connectionId)) {
    await forgetTouched(session);
    await matchPerformances(session, connectionId, recordedAt, true);
  }
  return { doubt: null, orders, gone, catalogue, movements };
}

/** What of a performance may be known from elsewhere, such as an observation: loading from scratch does not observe. */
const LEARNT = new Set(['capacity', 'on_sale_at', 'duration_minutes']);

/** Rows of the catalogue that differ in any column, whatever their hashes say. Observations stay what they were: they are of their time. */
async function replaceCatalogue(session: Session, connectionId: string, recordedAt: number): Promise<number> {
  const connection = literal(connectionId);
  let rows = 0;
  for (const table of CATALOGUE) {
    if (table === 'capacity_snapshots') continue;
    const own = Object.keys(modelColumns(table)).map((name) => ({
      name,
      value: table === 'performances' && LEARNT.has(name) ? `coalesce(s.${name}, t.${name})` : `s.${name}`,
    }));
    const differs = own.map(({ name, value }) => `t.${name} IS DISTINCT FROM ${value}`).join(' OR ');
    const staged = await session.run(`CREATE OR REPLACE TEMP TABLE staging_${table} AS
      SELECT ${own.map(({ name, value }) => `${value} AS ${name}`).join(', ')}, s.requested_at, s.row_hash FROM ${FRESH}.${table} s
      LEFT JOIN (FROM ${table} WHERE connection_id = ${connection}) t ON t.source_id = s.source_id
      WHERE s.connection_id = ${connection} AND s.deleted_at IS NULL AND (t.source_id IS NULL OR t.deleted_at IS NOT NULL OR ${differs})`);
    if (staged === 0) continue;
    const options = { rule: 'fresh', stage: IS_STAGED } as const;
    const loaded = await loadCatalogue(session, connectionId, recordedAt, batchOf({ [table]: staged }), options);
    rows += loaded[table] ?? 0;
  }
  return rows;
}

async function stageDiffering(session: Session, connectionId: string): Promise<PackedBatch> {
  const connection = literal(connectionId);
  const from = (table: string, key: string): string => `FROM ${FRESH}.${table} s
    SEMI JOIN staging_differing d ON d.source_id = s.${key} WHERE s.connection_id = ${connection} AND s.deleted_at IS NULL`;
  const counts: Partial<Record<TableName, number>> = {};
  counts.orders = await session.run(`CREATE OR REPLACE TEMP TABLE staging_orders AS
    SELECT ${columnsOf('orders')}, s.requested_at, s.row_hash ${from('orders', 'source_id')}`);
  for (const part of PARTS) {
    // The hash of an order covers its parts already.
    counts[part] = await session.run(`CREATE OR REPLACE TEMP TABLE staging_${part} AS
      SELECT ${columnsOf(part)}, 0::UBIGINT AS content_hash ${from(part, 'order_id')}`);
  }
  return batchOf(counts);
}

/**
 * Finds live orders that the box office did not show again: those of days that were read whole, seen by nobody since, and of which
 * nothing was refused. They become `staging_gone`. @returns how many
 */
async function findGone(
  session: Session,
  connectionId: string,
  { since, readFrom }: LoadFreshRequest,
): Promise<number> {
  const connection = literal(connectionId);
  const open = `FROM ${FRESH}.rejects WHERE connection_id = ${connection} AND stream = 'orders' AND resolved_at IS NULL`;
  const isConcluded =
    readFrom === null
      ? 'false'
      : `NOT EXISTS (${open} AND part IS NULL AND (source_id IS NULL OR source_id LIKE '% %'))`;
  return session.run(`CREATE OR REPLACE TEMP TABLE staging_gone AS
    SELECT o.source_id FROM orders o
    ANTI JOIN (SELECT source_id FROM ${FRESH}.orders WHERE connection_id = ${connection} AND deleted_at IS NULL) f
      ON f.source_id = o.source_id
    WHERE o.connection_id = ${connection} AND o.deleted_at IS NULL AND o.requested_at < ${timestamp(since)}
      AND o.first_transaction_local >= DATE ${literal(readFrom ?? '2000-01-01')}
      AND o.source_id NOT IN (SELECT source_id ${open} AND source_id IS NOT NULL) AND ${isConcluded}`);
}

/** Orders that are gone lose all their parts, in the ledger too, and are marked themselves. */
async function markGone(session: Session, connectionId: string, recordedAt: number): Promise<number> {
  const connection = literal(connectionId);
  const at = timestamp(recordedAt);
  const evidence = literal(`resync of ${new Date(recordedAt).toISOString().slice(0, 10)}`);
  const orders = await session.run(`CREATE OR REPLACE TEMP TABLE staging_orders AS
    SELECT ${columnsOf('orders')}, ${at} AS requested_at, '${GONE}' AS row_hash FROM orders s
    SEMI JOIN staging_gone g ON g.source_id = s.source_id WHERE s.connection_id = ${connection}`);
  for (const part of PARTS) {
    await session.run(`CREATE OR REPLACE TEMP TABLE staging_${part} AS
      SELECT ${columnsOf(part)}, 0::UBIGINT AS content_hash FROM ${part} s WHERE false`);
  }
  const batch = batchOf({ orders, tickets: 0, order_items: 0 });
  const { movements } = await loadOrders(session, connectionId, recordedAt, batch, {
    mend: true,
    rule: 'fresh',
    stage: IS_STAGED,
  });
  // Without a hash the order is a changed one, should it ever come again.
  await session.run(`UPDATE orders o SET deleted_at = ${at}, deletion_evidence = ${evidence}, row_hash = NULL
      FROM staging_gone g WHERE g.source_id = o.source_id AND o.connection_id = ${connection};
    UPDATE tickets t SET deletion_evidence = ${evidence} FROM staging_gone g
      WHERE g.source_id = t.order_id AND t.connection_id = ${connection} AND t.deleted_at = ${at};
    UPDATE order_items t SET deletion_evidence = ${evidence} FROM staging_gone g
      WHERE g.source_id = t.order_id AND t.connection_id = ${connection} AND t.deleted_at = ${at}`);
  return movements;
}

function columnsOf(table: TableName): string {
  return Object.keys(modelColumns(table))
    .map((name) => `s.${name}`)
    .join(', ');
}

function batchOf(counts: Partial<Record<TableName, number>>): PackedBatch {
  return {
    tables: Object.fromEntries(
      Object.entries(counts).map(([table, count]) => [table, { count, columns: [], mayRepeat: false }]),
    ),
  };
}
