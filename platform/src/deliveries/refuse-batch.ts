import { randomUUID } from 'node:crypto';
import type { Context } from '../context.ts';
import { json } from '../control/json.ts';
import type { DeliveryBatch } from '../control/schema/deliveries.ts';
import { describeProblem } from '../describe-problem.ts';
import { Refusal } from '../refusal.ts';
import { emptySpool } from './forget-batch.ts';
import type { Sender } from './sender.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'changes' | 'deliveries' | 'log'>;

/** Refuses a batch whole: its number is free again, and nothing of it is kept but why. @returns what to throw */
export async function refuseBatch(
  deps: Deps,
  { connection, organisation }: Sender,
  row: DeliveryBatch,
  why: Refusal,
): Promise<Refusal> {
  const reference = randomUUID().slice(0, 8);
  const refusal = new Refusal({ ...why.parts, reference });
  await deps.db.transaction().execute(async (trx) => {
    await trx
      .updateTable('delivery_batches')
      .set({
        state: 'refused',
        ended_at: deps.clock.now(),
        refusal: json(describeProblem(refusal.parts, reference)),
      })
      .where('connection_id', '=', connection.id)
      .where('batch', '=', row.batch)
      .where('state', 'in', ['receiving', 'loading'])
      .execute();
    await trx
      .deleteFrom('delivery_parts')
      .where('connection_id', '=', connection.id)
      .where('batch', '=', row.batch)
      .execute();
  });
  await emptySpool(deps.deliveries, { organisationId: organisation.id, row });
  deps.log.info({ connection: connection.name, batch: row.batch, code: why.code, reference }, 'a delivery was refused');
  deps.changes.changed(connection.id);
  return refusal;
}
