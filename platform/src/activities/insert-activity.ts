import type { activityFields } from '@illuminate/contract';
import type { Transaction } from 'kysely';
import type { z } from 'zod';
import { newId } from '../control/new-id.ts';
import type { ActivitiesTable } from '../control/schema/activities.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { ControlTables } from '../control/schema.ts';
import { invalidInput } from '../refusal.ts';
import { settlePlace } from './places.ts';

/** What a person says of an activity, checked. */
export type ActivityInput = z.output<typeof activityFields>;

export interface InsertActivity {
  readonly organisation: Organisation;
  readonly input: ActivityInput;
  readonly origin: ActivitiesTable['origin'];
  readonly actor: string;
  readonly at: Date;
}

/** What of an activity cannot be seen in one field alone. @throws Refusal invalid-input */
export function requireSense({ from, to, people, method }: ActivityInput): void {
  if (to !== undefined && to < from)
    throw invalidInput([{ path: 'body.to', message: 'must not be before the first day' }]);
  if (people !== null && method === 'box-office') {
    const message = 'say whether they were counted or estimated, or leave the number out: the box office’s is shown';
    throw invalidInput([{ path: 'body.method', message }]);
  }
}

/** The columns that a person fills. */
export async function columnsOf(
  trx: Transaction<ControlTables>,
  { organisation, input, actor, at }: Omit<InsertActivity, 'origin'>,
) {
  const { title, kind, artform, place, from, to, people, method, eventId, notes } = input;
  return {
    title,
    kind,
    artform,
    place_id: place === null ? null : await settlePlace(trx, { organisation, name: place, actor, at }),
    from_day: from,
    to_day: to ?? from,
    people,
    method,
    event_id_typed: eventId,
    notes: notes === '' ? null : notes,
    changed_by: actor,
    changed_at: at,
  };
}

/** @returns its id */
export async function insertActivity(trx: Transaction<ControlTables>, one: InsertActivity): Promise<string> {
  const { organisation, origin, actor, at } = one;
  const id = newId('act');
  await trx
    .insertInto('activities')
    .values({
      id,
      organisation_id: organisation.id,
      ...(await columnsOf(trx, one)),
      origin,
      archived_at: null,
      added_by: actor,
      added_at: at,
    })
    .execute();
  return id;
}
