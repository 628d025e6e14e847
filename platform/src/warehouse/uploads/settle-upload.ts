import { literal, PARTS, timestamp } from '../layout.ts';
import { AWAITED_EVENT, followPerformances, standInForPerformances } from '../load/follow-performances.ts';
import { GONE } from '../load/judge-orders.ts';
import { loadCatalogue } from '../load/load-catalogue.ts';
import { loadOrders } from '../load/load-orders.ts';
import { forgetTouched, hasOtherSources, matchPerformances, noteTouched } from '../load/match-performances.ts';
import type { Session } from '../session.ts';
import { bookReversals } from './book-reversals.ts';
import { batchOf, columnsOf, LAYERED, stageTop, stageTopOrders } from './layers.ts';
import type { UploadOf } from './upload-types.ts';

const IS_STAGED = async (): Promise<void> => {};

export interface Settling extends UploadOf {
  /** Later than any earlier change of an upload of this connection: what settles last counts (ms). */
  readonly recordedAt: number;
}

/**
 * Makes the stored rows that an upload touches what the layers say, inside the transaction that took it back or put it back. Orders go
 * through the same comparison and ledger as any other; rows of the catalogue that no layer has any more are removed.
 * @returns how many movements were written
 */
export async function settleUpload(session: Session, settling: Settling): Promise<number> {
  const { connectionId, recordedAt } = settling;
  const catalogue = await settleCatalogue(session, settling);
  const { staged, gone } = await stageTopOrders(session, settling, recordedAt);
  const loaded = await loadOrders(session, connectionId, recordedAt, staged, STAGED_ORDERS);
  const movements = gone > 0 ? loaded.movements + (await takeOut(session, settling)) : loaded.movements;
  await bookReversals(session, { ...settling, isTurned: true });
  await standInForPerformances(session, connectionId, recordedAt);
  if (await hasOtherSources(session, connectionId)) {
    await forgetTouched(session);
    await noteTouched(session, loaded);
    await matchPerformances(session, connectionId, recordedAt, catalogue > 0 || gone > 0);
  }
  return movements;
}

const STAGED_ORDERS = { delivered: true, rule: 'upload', stage: IS_STAGED } as const;
/** Of orders that lie in a layer. */
export const LAID_ORDERS = { ...STAGED_ORDERS, pointed: true } as const;

/** @returns how many events and performances changed */
export async function settleCatalogue(session: Session, settling: Settling): Promise<number> {
  const { connectionId, recordedAt } = settling;
  const connection = literal(connectionId);
  let changed = 0;
  for (const table of LAYERED) {
    const staged = await stageTop(session, table, settling, recordedAt);
    const loaded = await loadCatalogue(session, connectionId, recordedAt, batchOf({ [table]: staged }), {
      stage: IS_STAGED,
    });
    const gone = `staging_keys k ANTI JOIN staging_${table} s ON s.source_id = k.source_id`;
    if (table === 'performances') {
      await followPerformances(session, connectionId);
      await session.run(`CREATE OR REPLACE TEMP TABLE staging_gone_performances AS SELECT k.source_id FROM ${gone}`);
      for (const follower of ['tickets', 'ticket_movements']) {
        await session.run(`UPDATE ${follower} t SET event_id = ${literal(AWAITED_EVENT)} FROM staging_gone_performances g
          WHERE g.source_id = t.performance_id AND t.connection_id = ${connection}`);
      }
    }
    const removed = await session.run(`DELETE FROM ${table} t USING (SELECT k.source_id FROM ${gone}) g
      WHERE g.source_id = t.source_id AND t.connection_id = ${connection}`);
    if (table === 'events' || table === 'performances') changed += (loaded[table] ?? 0) + removed;
  }
  return changed;
}

/** Orders of which no layer is left lose their tickets, in the ledger too, and are marked. */
async function takeOut(session: Session, settling: Settling): Promise<number> {
  const { connectionId, recordedAt } = settling;
  const connection = literal(connectionId);
  const at = timestamp(recordedAt);
  const orders = await session.run(`CREATE OR REPLACE TEMP TABLE staging_orders AS
    SELECT ${columnsOf('orders', 's.')}, ${at} AS requested_at, '${GONE}' AS row_hash FROM orders s
    SEMI JOIN staging_gone g ON g.source_id = s.source_id WHERE s.connection_id = ${connection}`);
  for (const part of PARTS) {
    await session.run(`CREATE OR REPLACE TEMP TABLE staging_${part} AS
      SELECT ${columnsOf(part, 's.')}, 0::UBIGINT AS content_hash FROM ${part} s WHERE false`);
  }
  const batch = batchOf({ orders, tickets: 0, order_items: 0 });
  const { movements } = await loadOrders(session, connectionId, recordedAt, batch, STAGED_ORDERS);
  await session.run(`UPDATE orders o SET deleted_at = ${at}, deletion_evidence = '${UNDONE}', row_hash = NULL
      FROM staging_gone g WHERE g.source_id = o.source_id AND o.connection_id = ${connection};
    UPDATE tickets t SET deletion_evidence = '${UNDONE}' FROM staging_gone g
      WHERE g.source_id = t.order_id AND t.connection_id = ${connection} AND t.deleted_at = ${at};
    UPDATE order_items t SET deletion_evidence = '${UNDONE}' FROM staging_gone g
      WHERE g.source_id = t.order_id AND t.connection_id = ${connection} AND t.deleted_at = ${at}`);
  return movements;
}

const UNDONE = 'upload taken back';
