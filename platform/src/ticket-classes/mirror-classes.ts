import type { Context } from '../context.ts';
import { describeError } from '../logger.ts';
import { latestVersion, standingClasses } from './standing-classes.ts';

const MIRRORED_SQL = `SELECT connection_id, type_key, class, is_concession FROM ticket_classes ORDER BY connection_id, type_key`;

/**
 * Writes an organisation's classes into its store, beside the types that they are about. They are the control database's: whatever
 * else a store says, after a copy was put in its place or a crash between the two, gives way.
 */
export async function mirrorClasses(
  { db, warehouse }: Pick<Context, 'db' | 'warehouse'>,
  organisationId: string,
): Promise<void> {
  if ((await latestVersion(db, organisationId)) === 0) return;
  const standing = await standingClasses(db, organisationId);
  const wanted = standing.map((one) => [one.connectionId, one.typeKey, one.class, one.isConcession]);
  await warehouse.withStore(organisationId, async (store) => {
    const known = await store.query(MIRRORED_SQL);
    const asText = (rows: readonly (readonly unknown[])[]): string => JSON.stringify(rows.map(String).sort());
    if (asText(known.map((row) => Object.values(row))) !== asText(wanted)) await store.setTicketClasses(standing);
  });
}

/** At the start: a process may have ended between a version and its mirror. One store that cannot be read stops no other. */
export async function mirrorAllClasses({
  db,
  warehouse,
  log,
}: Pick<Context, 'db' | 'warehouse' | 'log'>): Promise<void> {
  const rows = await db.selectFrom('ticket_class_versions').select('organisation_id').distinct().execute();
  for (const { organisation_id } of rows) {
    await mirrorClasses({ db, warehouse }, organisation_id).catch((err: unknown) =>
      log.warn({ err: describeError(err), organisation: organisation_id }, 'ticket classes could not be mirrored'),
    );
  }
}
