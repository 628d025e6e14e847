import type { Request } from '@illuminate/contract';
import type { Context } from '../context.ts';
import { lockRequest } from './find-request.ts';
import type { OfDesk } from './move-request.ts';
import { recordEvent } from './record-event.ts';
import { showRequest } from './show-request.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'connectors' | 'control'>;

export interface AssignRequest extends OfDesk {
  readonly id: string;
  /** Null: nobody looks after it in particular. */
  readonly email: string | null;
}

export async function assignRequest(deps: Deps, { id, email, by, actor }: AssignRequest): Promise<Request> {
  await deps.db.transaction().execute(async (trx) => {
    const request = await lockRequest(trx, id);
    if (request.assignee === email) return;
    await trx.updateTable('requests').set({ assignee: email }).where('id', '=', id).execute();
    await recordEvent(trx, request, {
      ...{ at: deps.clock.now(), by, side: 'desk', what: 'assigned', internal: true, text: email, actor },
    });
  });
  return showRequest(deps, id);
}
