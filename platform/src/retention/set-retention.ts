import type { Retention } from '@illuminate/contract';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { removePast } from '../warehouse/remove-past.ts';
import { hasNoStore } from '../warehouse/scan-store.ts';
import { showRetention } from './show-retention.ts';

export interface SetRetention {
  readonly organisation: Organisation;
  /** Null: everything is kept. */
  readonly keepYears: number | null;
  readonly actor: string;
}

/** Nothing goes before the night: until then it can be set otherwise. */
export async function setRetention(
  context: Context,
  { organisation, keepYears, actor }: SetRetention,
): Promise<Retention> {
  const { db, clock, warehouse } = context;
  await db.transaction().execute(async (trx) => {
    const now = clock.now();
    const before = await trx
      .selectFrom('retentions')
      .select('keep_years')
      .where('organisation_id', '=', organisation.id)
      .executeTakeFirst();
    if (keepYears === null) {
      await trx.deleteFrom('retentions').where('organisation_id', '=', organisation.id).execute();
    } else {
      const set = { keep_years: keepYears, set_by: actor, set_at: now };
      await trx
        .insertInto('retentions')
        .values({ organisation_id: organisation.id, ...set, applied_at: null, kept_from: null, removed: null })
        .onConflict((on) => on.column('organisation_id').doUpdateSet(set))
        .execute();
    }
    await appendAudit(trx, {
      at: now,
      actor,
      action: 'retention.set',
      subject: organisation.id,
      organisationId: organisation.id,
      details: { organisation: organisation.slug, from: before?.keep_years ?? null, to: keepYears },
    });
  });
  // What is over may be loaded again, if somebody wants it.
  if (keepYears === null && !(await hasNoStore(warehouse.folders, organisation.id))) {
    await removePast(warehouse, organisation.id, { since: null, at: clock.now().getTime() });
  }
  await context.control.requestDump('retention.set');
  return showRetention(context, { organisation, keepYears: null });
}
