import type { OwnRequest } from '@illuminate/contract';
import type { Context } from '../context.ts';
import { notFound, notPossibleNow } from '../refusal.ts';
import { describeOwn } from './describe-request.ts';
import { afterMove } from './moves.ts';
import { recordEvent } from './record-event.ts';
import { tellDesk } from './tell.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'keys' | 'connectors' | 'control'>;

export interface AnswerRequest {
  readonly id: string;
  readonly text: string;
  /** As the timeline says it; null is the contact. */
  readonly by: string | null;
  readonly actor: string;
}

/** What its requester writes. If the desk waited for that, the turn is the desk's again. */
export async function answerRequest(deps: Deps, { id, text, by, actor }: AnswerRequest): Promise<OwnRequest> {
  await deps.db.transaction().execute(async (trx) => {
    const request = await trx.selectFrom('requests').selectAll().where('id', '=', id).forUpdate().executeTakeFirst();
    if (request === undefined) throw notFound('request with this number');
    const next = request.confirmed_at === null ? null : afterMove(request, 'answer');
    if (next === null) {
      throw notPossibleNow(
        request.confirmed_at === null
          ? 'The address is not confirmed yet.'
          : `${id} is done, and is not answered any more.`,
        request.confirmed_at === null ? 'Confirm it first.' : 'Ask for something else anew.',
      );
    }
    const now = deps.clock.now();
    const state_at = next === request.state ? request.state_at : now;
    await trx.updateTable('requests').set({ state: next, state_at }).where('id', '=', id).execute();
    await recordEvent(trx, request, {
      ...{ at: now, by: by ?? request.contact_name, side: 'requester', what: 'answered', text, actor },
      toState: next === request.state ? null : next,
    });
    await tellDesk(deps, trx, { request, what: 'answered' });
  });
  return describeOwn(deps, id);
}
