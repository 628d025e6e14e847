import type { Output } from '@illuminate/contract';
import type { Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import { newId } from '../control/new-id.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { ControlTables } from '../control/schema.ts';
import { conflict, notFound } from '../refusal.ts';

const MOST_PLACES = 1_000;

/** "The  Main house" is "the main house": a place is kept once. */
const keyOfPlace = (name: string): string => name.normalize('NFKC').toLowerCase().replaceAll(/\s+/g, ' ').trim();

/** The id of a place by its name; one that is new is kept. */
export async function settlePlace(
  trx: Transaction<ControlTables>,
  {
    organisation,
    name,
    actor,
    at,
  }: { readonly organisation: Organisation; readonly name: string; readonly actor: string; readonly at: Date },
): Promise<string> {
  await trx
    .insertInto('activity_places')
    .values({
      id: newId('plc'),
      organisation_id: organisation.id,
      name: name.replaceAll(/\s+/g, ' ').trim(),
      name_key: keyOfPlace(name),
      added_by: actor,
      added_at: at,
    })
    .onConflict((known) => known.doNothing())
    .execute();
  const { id } = await trx
    .selectFrom('activity_places')
    .select('id')
    .where('organisation_id', '=', organisation.id)
    .where('name_key', '=', keyOfPlace(name))
    .executeTakeFirstOrThrow();
  return id;
}

/** Places with the number of activities there, by name. */
export async function listPlaces(
  { db }: Pick<Context, 'db'>,
  organisation: Organisation,
): Promise<Output<'listPlaces'>> {
  const rows = await db
    .selectFrom('activity_places')
    .leftJoin('activities', 'activities.place_id', 'activity_places.id')
    .select([
      'activity_places.id',
      'activity_places.name',
      (eb) => eb.fn.count<number>('activities.id').as('activities'),
    ])
    .where('activity_places.organisation_id', '=', organisation.id)
    .groupBy(['activity_places.id', 'activity_places.name', 'activity_places.name_key'])
    .orderBy('activity_places.name_key')
    .limit(MOST_PLACES)
    .execute();
  return { items: rows.map(({ id, name, activities }) => ({ id, name, activities: Number(activities) })) };
}

/** Which of these names are of no place that is kept yet, each once. */
export async function newPlaces(
  { db }: Pick<Context, 'db'>,
  organisation: Organisation,
  names: readonly string[],
): Promise<string[]> {
  const { items } = await listPlaces({ db }, organisation);
  const known = new Set(items.map(({ name }) => keyOfPlace(name)));
  const fresh = new Map<string, string>();
  for (const name of names) {
    const key = keyOfPlace(name);
    if (!known.has(key) && !fresh.has(key)) fresh.set(key, name);
  }
  return [...fresh.values()];
}

export interface RenamePlace {
  readonly organisation: Organisation;
  readonly place: string;
  readonly name: string;
  /** Where another place is called so already, both are that place. */
  readonly merge: boolean;
  readonly actor: string;
}

/** Gives a place another name, for all activities there; or makes it the same as another one. @throws Refusal */
export async function renamePlace(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { organisation, place, name, merge, actor }: RenamePlace,
): Promise<Output<'renamePlace'>> {
  const kept = await db.transaction().execute(async (trx) => {
    const before = await trx
      .selectFrom('activity_places')
      .select(['id', 'name'])
      .where('organisation_id', '=', organisation.id)
      .where('id', '=', place)
      .forUpdate()
      .executeTakeFirst();
    if (before === undefined) throw notFound(`place ${place} of ${organisation.slug}`);
    const same = await trx
      .selectFrom('activity_places')
      .select('id')
      .where('organisation_id', '=', organisation.id)
      .where('name_key', '=', keyOfPlace(name))
      .where('id', '<>', place)
      .forUpdate()
      .executeTakeFirst();
    if (same !== undefined && !merge) {
      throw conflict(
        `There is a place called “${name}” already.`,
        'Say that both are one place, or choose another name.',
      );
    }
    if (same !== undefined) {
      await trx.updateTable('activities').set({ place_id: same.id }).where('place_id', '=', place).execute();
      await trx.deleteFrom('activity_places').where('id', '=', place).execute();
    } else {
      await trx
        .updateTable('activity_places')
        .set({ name, name_key: keyOfPlace(name) })
        .where('id', '=', place)
        .execute();
    }
    await appendAudit(trx, {
      at: clock.now(),
      actor,
      action: same === undefined ? 'place.renamed' : 'place.merged',
      subject: place,
      organisationId: organisation.id,
      details: { from: before.name, to: name, ...(same === undefined ? {} : { into: same.id }) },
    });
    return same?.id ?? place;
  });
  const { items } = await listPlaces({ db }, organisation);
  const shown = items.find(({ id }) => id === kept);
  if (shown === undefined) throw notFound(`place ${place} of ${organisation.slug}`);
  return shown;
}
