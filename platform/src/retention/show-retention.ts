import type { Retention } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { dayOf } from '../syncs/days.ts';
import { countPast, type PastRows } from '../warehouse/remove-past.ts';
import { hasNoStore } from '../warehouse/scan-store.ts';
import { keptFrom } from './kept-from.ts';

type Deps = Pick<Context, 'db' | 'warehouse' | 'clock'>;

const NOTHING: PastRows = { orders: 0, tickets: 0, movements: 0, customers: 0 };

/** `keepYears`: what would go with these, instead of those that are set. */
export async function showRetention(
  { db, warehouse, clock }: Deps,
  { organisation, keepYears }: { organisation: Organisation; keepYears: number | null },
): Promise<Retention> {
  const set = await db
    .selectFrom('retentions')
    .selectAll()
    .where('organisation_id', '=', organisation.id)
    .executeTakeFirst();
  const years = keepYears ?? set?.keep_years ?? null;
  const preview = async (kept: number): Promise<Retention['preview']> => {
    const { day, since } = keptFrom(kept, clock.now());
    const isEmpty = await hasNoStore(warehouse.folders, organisation.id);
    const wouldRemove = isEmpty ? NOTHING : await countPast(warehouse, organisation.id, since);
    return { keepYears: kept, before: day, wouldRemove };
  };
  return {
    organisation: organisation.slug,
    setting:
      set === undefined ? null : { keepYears: set.keep_years, setBy: set.set_by, setAt: set.set_at.toISOString() },
    applied:
      set === undefined || set.applied_at === null || set.kept_from === null
        ? null
        : {
            at: set.applied_at.toISOString(),
            keptFrom: dayOf(set.kept_from.getTime()),
            // Written by apply-retention.
            removed: { ...NOTHING, ...(set.removed as Partial<PastRows> | null) },
          },
    preview: years === null ? null : await preview(years),
  };
}
