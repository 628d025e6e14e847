import type { DeliveryPosition } from '@illuminate/contract';
import type { Context } from '../context.ts';
import { describeBatch, receivedParts } from './describe-batch.ts';
import { recordStanding } from './record-standing.ts';
import type { Sender } from './sender.ts';
import { gapsOf } from './standing.ts';

/** Where a sender stands, as the store tells. */
export async function showPosition(
  { db, warehouse }: Pick<Context, 'db' | 'warehouse'>,
  { connection }: Sender,
): Promise<DeliveryPosition> {
  const { facts } = await recordStanding({ db, warehouse }, connection);
  const rows = await db
    .selectFrom('delivery_batches')
    .selectAll()
    .where('connection_id', '=', connection.id)
    .where('state', 'in', ['receiving', 'loading'])
    .orderBy('sequence')
    .limit(1000)
    .execute();
  const received = await receivedParts(
    db,
    connection.id,
    rows.map(({ batch }) => batch),
  );
  const numbers = rows.filter(({ spoiled }) => !spoiled).map(({ sequence }) => sequence);
  const highest = Math.max(facts.lastSequence ?? 0, ...numbers);
  return {
    connection: connection.name,
    nextSequence: highest + 1,
    lastSequence: facts.lastSequence,
    coveredTo: facts.coveredTo === null ? null : new Date(facts.coveredTo).toISOString(),
    gaps: gapsOf(facts).map(({ from, to }) => ({ from, to })),
    open: rows.map((row) => {
      const { batch, sequence, missingParts } = describeBatch(row, received.get(row.batch) ?? []);
      return { batch, sequence, missingParts };
    }),
  };
}
