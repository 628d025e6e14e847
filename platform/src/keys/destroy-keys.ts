import { sql } from 'kysely';
import type { Control } from '../control/open-control.ts';

/**
 * Deleting a row leaves its bytes in the table's file, so the table is written anew; older dumps, which could bring
 * the keys back, are deleted once one without them is on the disk.
 */
export async function destroyKeys(control: Control, organisationId: string): Promise<void> {
  await control.db.deleteFrom('organisation_keys').where('organisation_id', '=', organisationId).execute();
  await sql`vacuum full organisation_keys`.execute(control.db);
  await sql`checkpoint`.execute(control.db).catch((err: unknown) => {
    // A PostgreSQL server lets only some users do this, and does it by itself within minutes.
    if (control.kind === 'embedded') throw err;
  });
  await control.requestDump(`keys of ${organisationId} destroyed`, { discardOlder: true });
}
