import type { Context } from '../context.ts';
import { describeError } from '../logger.ts';
import { hasNoStore } from '../warehouse/scan-store.ts';
import { type EraseDeps, eraseEverywhere } from './erase-booker.ts';

/**
 * Erases again whoever was erased and is not on the list of their store: a copy from before was put in its place, or a process ended
 * in the middle.
 */
export async function mirrorErasures(context: EraseDeps, organisationId: string): Promise<void> {
  const { db, warehouse } = context;
  const rows = await db
    .selectFrom('erased_bookers')
    .select('pseudonym')
    .where('organisation_id', '=', organisationId)
    .orderBy('pseudonym')
    .execute();
  if (rows.length === 0 || (await hasNoStore(warehouse.folders, organisationId))) return;
  const known = await warehouse.withStore(organisationId, async (store) => {
    const listed = await store.query('SELECT pseudonym FROM erased_bookers');
    return new Set(listed.map(({ pseudonym }) => pseudonym));
  });
  const missing = rows.filter(({ pseudonym }) => !known.has(pseudonym));
  if (missing.length === 0) return;
  await eraseEverywhere(
    context,
    organisationId,
    rows.map(({ pseudonym }) => pseudonym),
  );
}

/** At the start. One store that cannot be read stops no other. */
export async function mirrorAllErasures(context: Context): Promise<void> {
  const rows = await context.db.selectFrom('erased_bookers').select('organisation_id').distinct().execute();
  for (const { organisation_id: id } of rows) {
    await mirrorErasures(context, id).catch((err: unknown) =>
      context.log.error({ err: describeError(err), organisation: id }, 'erasures could not be carried out in a store'),
    );
  }
}
