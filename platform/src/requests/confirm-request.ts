import type { OwnRequest } from '@illuminate/contract';
import type { Context } from '../context.ts';
import { describeOwn } from './describe-request.ts';
import { findOpened, type Opened } from './open-link.ts';
import { recordEvent } from './record-event.ts';
import { tellDesk, tellReceived } from './tell.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'keys' | 'connectors' | 'control'>;

/** The address is its requester's, so the desk sees it from now on. Twice is as once. @throws Refusal not-found */
export async function confirmRequest(deps: Deps, opened: Opened): Promise<OwnRequest> {
  const { id } = await findOpened(deps, opened);
  await deps.db.transaction().execute(async (trx) => {
    const now = deps.clock.now();
    const request = await trx
      .updateTable('requests')
      .set({ confirmed_at: now, state_at: now })
      .where('id', '=', id)
      .where('confirmed_at', 'is', null)
      .returningAll()
      .executeTakeFirst();
    if (request === undefined) return;
    await recordEvent(trx, request, {
      ...{ at: now, by: request.contact_name, side: 'requester', what: 'confirmed' },
      actor: `the requester of ${id}`,
    });
    await tellReceived(deps, trx, request);
    await tellDesk(deps, trx, { request, what: 'new' });
  });
  return describeOwn(deps, id);
}
