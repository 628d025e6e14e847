import type { Output } from '@illuminate/contract';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { scanOne } from './scan-stores.ts';

/**
 * Reads an organisation's store whole, as every night.
 * @throws StoreError `store-damaged` if any of it cannot be read
 */
export async function checkStore(
  deps: Pick<Context, 'db' | 'warehouse' | 'clock' | 'log' | 'changes'>,
  { organisation, actor }: { organisation: Pick<Organisation, 'id' | 'slug'>; actor: string },
): Promise<Output<'checkStore'>> {
  const found = await scanOne(deps, organisation.id);
  await deps.db.transaction().execute((trx) =>
    appendAudit(trx, {
      at: deps.clock.now(),
      actor,
      action: 'store.checked',
      subject: organisation.id,
      organisationId: organisation.id,
      details: { organisation: organisation.slug, rows: found?.rows ?? null },
    }),
  );
  return { rows: found?.rows ?? null };
}
