import type { Output } from '@illuminate/contract';
import { appendAudit } from '../audit/append.ts';
import { mirrorErasures } from '../bookers/mirror-erasures.ts';
import { collects } from '../connections/collects.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { recordStanding } from '../deliveries/record-standing.ts';
import { refreshMatches } from '../matching/refresh-matches.ts';
import { mirrorChoices } from '../sources/mirror-choices.ts';
import { noticeOverlaps } from '../sources/notice-overlaps.ts';
import { forgetStreamFailures } from '../syncs/stream-states.ts';
import { noticeUnsorted } from '../ticket-classes/notice-unsorted.ts';
import { restoreStore as putInPlace } from '../warehouse/restore.ts';
import { describeCopy } from './describe-copy.ts';
import { forgetDamage } from './store-damages.ts';
import { withoutSyncs } from './without-syncs.ts';

export interface RestoreStore {
  readonly organisation: Pick<Organisation, 'id' | 'slug'>;
  /** Null: the newest. */
  readonly copy: string | null;
  readonly actor: string;
}

type Deps = Pick<Context, 'db' | 'warehouse' | 'clock' | 'connectors' | 'syncs' | 'changes' | 'log' | 'control'>;

/**
 * Puts a copy in the place of a store. Syncs of the organisation are ended for it; the cursors lie in the store, so the next
 * ones read again what the copy lacks.
 */
export async function restoreStore(
  deps: Deps,
  { organisation, copy, actor }: RestoreStore,
): Promise<Output<'restoreStore'>> {
  const { db, warehouse, clock } = deps;
  const connections = await db
    .selectFrom('connections')
    .select(['id', 'state', 'method'])
    .where('organisation_id', '=', organisation.id)
    .execute();
  const ids = connections.map(({ id }) => id);
  const { restored, keptAside } = await withoutSyncs(deps, { ids, reason: 'store restored' }, () =>
    putInPlace(warehouse, organisation.id, { copy, now: clock.now().getTime() }),
  );
  // The copy was read whole.
  await forgetDamage(deps, organisation.id);
  // Whoever was erased since is in the copy.
  await mirrorErasures(deps, organisation.id);
  // A copy knows the choices of its day.
  await mirrorChoices(deps, organisation.id);
  await noticeOverlaps(deps, organisation.id);
  await noticeUnsorted(deps, organisation.id);
  await refreshMatches(deps, organisation.id);
  await db.transaction().execute((trx) =>
    appendAudit(trx, {
      at: clock.now(),
      actor,
      action: 'store.restored',
      subject: organisation.id,
      organisationId: organisation.id,
      details: { organisation: organisation.slug, copy: restored.name, keptAside },
    }),
  );
  for (const { id, state, method } of connections) {
    await forgetStreamFailures(db, id);
    if (await isDeliveredTo(db, id)) await recordStanding(deps, { id, organisation_id: organisation.id });
    if (state === 'active' && collects({ method })) await deps.syncs.request(id, 'manual');
    deps.changes.changed(id);
  }
  return { restored: describeCopy(restored), keptAside };
}

async function isDeliveredTo(db: Context['db'], id: string): Promise<boolean> {
  const row = await db
    .selectFrom('delivery_standings')
    .select('connection_id')
    .where('connection_id', '=', id)
    .executeTakeFirst();
  return row !== undefined;
}
