import type { Kysely } from 'kysely';
import { json } from './json.ts';
import type { ControlTables } from './schema.ts';

/** What a setting holds is for its owner to parse. */
export async function readSetting(db: Kysely<ControlTables>, key: string): Promise<unknown> {
  const row = await db.selectFrom('settings').select('value').where('key', '=', key).executeTakeFirst();
  return row?.value;
}

export async function storeSetting(db: Kysely<ControlTables>, key: string, value: unknown): Promise<void> {
  await db
    .insertInto('settings')
    .values({ key, value: json(value) })
    .onConflict((conflict) => conflict.column('key').doUpdateSet({ value: json(value) }))
    .execute();
}
