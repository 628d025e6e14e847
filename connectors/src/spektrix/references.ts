import type { SpektrixPlan } from './api-types.ts';
import type { SpektrixClient } from './client.ts';
import { isObject, linkId, readCount, readId, textOrNull } from './normalise/fields.ts';
import { getList, ifSupplied } from './streams/answers.ts';

export interface SpektrixPlanReference {
  readonly venueId: string | null;
  readonly name: string | null;
  readonly capacity: number | null;
}

/** What instances only name: the venue of an instance is that of its plan [O]. */
export interface SpektrixReferences {
  readonly plans: ReadonlyMap<string, SpektrixPlanReference>;
}

/** Reads the seating plans; of each only venue, name and capacity stay. An account that supplies none gets by without. */
export async function readReferences(client: SpektrixClient, signal: AbortSignal): Promise<SpektrixReferences> {
  const { references } = client.learnt;
  client.learnt.references = null;
  return references ?? (await readPlans(client, signal)) ?? { plans: new Map() };
}

/** Null where the account supplies no plans. */
export async function readPlans(client: SpektrixClient, signal: AbortSignal): Promise<SpektrixReferences | null> {
  const list = await ifSupplied(getList<SpektrixPlan>(client, 'plans', { route: 'plans', signal }));
  if (list === null) return null;
  const plans = new Map<string, SpektrixPlanReference>();
  for (const plan of list.records) {
    const id = isObject(plan) ? readId(plan.id) : null;
    if (id !== null) plans.set(id, planReference(plan));
  }
  return { plans };
}

function planReference(plan: SpektrixPlan): SpektrixPlanReference {
  return { venueId: linkId(plan.venue), name: textOrNull(plan.name), capacity: readCount(plan.capacity) };
}
