import type { Activity } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { notFound } from '../refusal.ts';
import { describeActivities } from './list-activities.ts';
import { readActivity } from './read-activities.ts';

/** @throws Refusal not-found */
export async function showActivity(
  deps: Pick<Context, 'db' | 'warehouse' | 'clock'>,
  organisation: Organisation,
  id: string,
): Promise<Activity> {
  const row = await readActivity(deps.db, organisation.id, id);
  const [described] = row === undefined ? [] : await describeActivities(deps, organisation, [row]);
  if (described === undefined) throw notFound(`activity ${id} in the log of ${organisation.slug}`);
  return described.activity;
}
