import type { Output } from '@illuminate/contract';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { copyStore as copyNow } from '../warehouse/copies.ts';
import { describeCopy } from './describe-copy.ts';

/** Copies an organisation's store now; the copy is read back whole before it counts. */
export async function copyStore(
  { db, warehouse, clock }: Pick<Context, 'db' | 'warehouse' | 'clock'>,
  { organisation, actor }: { organisation: Pick<Organisation, 'id' | 'slug'>; actor: string },
): Promise<Output<'copyStore'>> {
  const copy = describeCopy(await copyNow(warehouse, organisation.id, clock.now().getTime()));
  await db.transaction().execute((trx) =>
    appendAudit(trx, {
      at: clock.now(),
      actor,
      action: 'store.copied',
      subject: organisation.id,
      organisationId: organisation.id,
      details: { organisation: organisation.slug, copy: copy.name },
    }),
  );
  return copy;
}
