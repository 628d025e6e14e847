import type { TableName } from '@illuminate/model';
import { PARTS } from '../layout.ts';
import type { PackedBatch } from '../pack.ts';
import type { Session } from '../session.ts';
import type { LoadResult } from '../store-types.ts';
import { findDamage } from './find-damage.ts';
import { pointStagedTickets } from './follow-performances.ts';
import { countVerdicts, judgeOrders, type Rule } from './judge-orders.ts';
import { leaveOutOfOrders } from './leave-out.ts';
import { balanceLedger, recallFromLedger } from './mend-ledger.ts';
import { replaceOrders, touchOrders } from './replace-orders.ts';
import { beginLosers, claimParts, isContested, replaceParts } from './replace-parts.ts';
import { retellReturns } from './retell-returns.ts';
import { stageNothing, stageTable } from './stage-table.ts';
import { writeMovements } from './write-movements.ts';

interface Loading {
  readonly delivered?: boolean;
  /** Staged tickets have the events of their performances already. */
  readonly pointed?: boolean;
  readonly mend?: boolean;
  readonly rule?: Rule;
  readonly stage?: typeof stageTable;
}

type LoadedOrders = Pick<LoadResult, 'orders' | 'rows' | 'movements'>;

/**
 * Orders with their parts and the ledger, inside the transaction of a load. `delivered`: their tickets name performances alone, and
 * take their events from those. `mend`: what is stored of them may have been lost, and is put right.
 */
export async function loadOrders(
  session: Session,
  connectionId: string,
  recordedAt: number,
  { tables }: PackedBatch,
  { delivered = false, pointed = false, mend = false, rule = 'newer', stage = stageTable }: Loading = {},
): Promise<LoadedOrders> {
  if (tables.orders === undefined) {
    return { orders: { changed: 0, unchanged: 0, stale: 0 }, rows: {}, movements: 0 };
  }
  await stage(session, 'orders', tables.orders);
  for (const part of PARTS) {
    const packed = tables[part];
    if (packed === undefined) await stageNothing(session, part);
    else await stage(session, part, packed);
  }
  await leaveOutOfOrders(session, connectionId);
  const judged = await judgeOrders(session, connectionId, mend && rule === 'newer' ? 'read-again' : rule);
  const held = judged.seenAgain + judged.unchanged;
  // Whoever delivers the same again may do so because it was lost here.
  const damaged = (mend || delivered) && held > 0 ? await findDamage(session, connectionId) : 0;
  const verdicts = damaged === 0 ? judged : await countVerdicts(session);
  const isMending = mend || damaged > 0;
  if (verdicts.seenAgain > 0) await touchOrders(session, connectionId, recordedAt);
  const changed = verdicts.fresh + verdicts.changed;
  const orders = { changed, unchanged: verdicts.unchanged + verdicts.seenAgain, stale: verdicts.stale };
  if (changed === 0) return { orders, rows: {}, movements: 0 };

  const rows: Partial<Record<TableName, number>> = { orders: changed };
  let movements = 0;
  await beginLosers(session);
  for (const part of PARTS) {
    const packed = tables[part];
    if (packed === undefined && verdicts.changed === 0) continue;
    if (delivered && !pointed && part === 'tickets') await pointStagedTickets(session, connectionId);
    const context = {
      connectionId,
      recordedAt,
      someKnown: verdicts.changed > 0,
      contested: packed?.mayRepeat === true && (await isContested(session, part)),
    };
    let claims = await claimParts(session, part, context);
    if (part === 'tickets') {
      if (isMending) claims = await recallFromLedger(session, context, claims);
      movements = await writeMovements(session, context, claims);
    }
    rows[part] = await replaceParts(session, part, context, claims);
    if (part === 'tickets' && isMending) {
      movements += await balanceLedger(session, context);
      movements += await retellReturns(session, context);
    }
  }
  await replaceOrders(session, connectionId, recordedAt, verdicts);
  return { orders, rows, movements };
}
