import type { Activity } from '@illuminate/contract';
import { appendAudit } from '../audit/append.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { MatchingDeps } from '../matching/do-deed.ts';
import { refreshMatches } from '../matching/refresh-matches.ts';
import { type ActivityInput, insertActivity, requireSense } from './insert-activity.ts';
import { showActivity } from './show-activity.ts';

export interface AddActivity {
  readonly organisation: Organisation;
  readonly input: ActivityInput;
  readonly actor: string;
}

/** Puts an activity into the log; an Event ID in it is matched at once. @throws Refusal invalid-input */
export async function addActivity(deps: MatchingDeps, { organisation, input, actor }: AddActivity): Promise<Activity> {
  requireSense(input);
  const at = deps.clock.now();
  const id = await deps.db.transaction().execute(async (trx) => {
    const added = await insertActivity(trx, { organisation, input, origin: 'typed', actor, at });
    await appendAudit(trx, {
      at,
      actor,
      action: 'activity.added',
      subject: added,
      organisationId: organisation.id,
      details: { title: input.title, from: input.from },
    });
    return added;
  });
  await refreshMatches(deps, organisation.id);
  return showActivity(deps, organisation, id);
}
