import type { Kysely, Selectable } from 'kysely';
import type { Context } from '../context.ts';
import type { SourceChoicesTable } from '../control/schema/sources.ts';
import type { ControlTables } from '../control/schema.ts';
import { describeError } from '../logger.ts';
import { MIRRORED_SQL } from './sources-sql.ts';
import { effectiveSpans } from './spans.ts';

/** Choices of an organisation that hold, the earliest first. */
export function standingChoices(
  db: Kysely<ControlTables>,
  organisationId: string,
): Promise<Selectable<SourceChoicesTable>[]> {
  return db
    .selectFrom('source_choices')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('undone_at', 'is', null)
    .orderBy('number')
    .execute();
}

/**
 * Writes an organisation's choices into its store, beside what they decide. They are the control database's: whatever else a store
 * says, after a copy was put in its place or a crash between the two, gives way.
 */
export async function mirrorChoices(
  { db, warehouse }: Pick<Context, 'db' | 'warehouse'>,
  organisationId: string,
): Promise<void> {
  const spans = effectiveSpans(await standingChoices(db, organisationId));
  await warehouse.withStore(organisationId, async (store) => {
    const known = await store.query(MIRRORED_SQL);
    const asText = (rows: readonly object[]): string =>
      JSON.stringify(
        rows.map((row) => JSON.stringify(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1)))).sort(),
      );
    if (asText(known) !== asText(spans)) await store.setSourceChoices(spans);
  });
}

/** At the start: a process may have ended between a choice and its mirror. One store that cannot be read stops no other. */
export async function mirrorAllChoices({
  db,
  warehouse,
  log,
}: Pick<Context, 'db' | 'warehouse' | 'log'>): Promise<void> {
  const rows = await db.selectFrom('source_choices').select('organisation_id').distinct().execute();
  for (const { organisation_id } of rows) {
    await mirrorChoices({ db, warehouse }, organisation_id).catch((err: unknown) =>
      log.warn({ err: describeError(err), organisation: organisation_id }, 'choices of sources could not be mirrored'),
    );
  }
}
