import { NotFoundError } from '@illuminate/connector-kit';
import type { SpektrixPlan } from './api-types.ts';
import type { SpektrixClient } from './client.ts';
import { isObject, linkId, readId, textOrNull } from './normalise/fields.ts';
import { listIn } from './streams/answers.ts';

export interface SpektrixPlanReference {
  readonly venueId: string | null;
  readonly name: string | null;
  readonly capacity: number | null;
}

/** What instances only name: the venue of an instance is that of its plan [O]. */
export interface SpektrixReferences {
  readonly plans: ReadonlyMap<string, SpektrixPlanReference>;
}

/** Reads the seating plans; of each only venue, name and capacity stay. An account that shows none gets by without. */
export async function readReferences(client: SpektrixClient, signal: AbortSignal): Promise<SpektrixReferences> {
  const plans = new Map<string, SpektrixPlanReference>();
  try {
    const answer = await client.getJson('plans', { route: 'plans', signal });
    for (const plan of listIn<SpektrixPlan>(answer.data, 'plans')) {
      const id = isObject(plan) ? readId(plan.id) : null;
      if (id !== null) plans.set(id, planReference(plan));
    }
  } catch (err) {
    if (!(err instanceof NotFoundError)) throw err;
  }
  return { plans };
}

function planReference(plan: SpektrixPlan): SpektrixPlanReference {
  const { capacity } = plan;
  return {
    venueId: linkId(plan.venue),
    name: textOrNull(plan.name),
    capacity: typeof capacity === 'number' && Number.isSafeInteger(capacity) ? capacity : null,
  };
}
