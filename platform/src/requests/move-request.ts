import type { Request, RequestMove } from '@illuminate/contract';
import type { Transaction } from 'kysely';
import type { Context } from '../context.ts';
import type { RequestRow } from '../control/schema/requests.ts';
import type { ControlTables } from '../control/schema.ts';
import { notPossibleNow } from '../refusal.ts';
import { lockRequest } from './find-request.ts';
import { afterMove, type Move } from './moves.ts';
import { recordEvent } from './record-event.ts';
import { showRequest } from './show-request.ts';
import { tellDecided, tellMoved } from './tell.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'keys' | 'connectors' | 'control'>;

/** Who of the desk does it: as its requester reads it, and as the audit trail has it. */
export interface OfDesk {
  readonly by: string;
  readonly actor: string;
}

export interface MoveRequest extends OfDesk {
  readonly id: string;
  readonly move: RequestMove;
  readonly note: string;
}

/** Moves a request on, if that is possible; its requester is told, with the note. */
export async function moveRequest(deps: Deps, { id, move, note, by, actor }: MoveRequest): Promise<Request> {
  await deps.db.transaction().execute(async (trx) => {
    const before = await lockRequest(trx, id);
    const moved = await moveWithin(deps, trx, before, move);
    await recordEvent(trx, before, {
      ...{ at: moved.state_at, by, side: 'desk', what: 'moved', toState: moved.state, text: note, actor },
    });
    if (before.kind === 'sign-up' && move === 'decline')
      await tellDecided(deps, trx, { request: moved, decided: 'declined', note });
    else await tellMoved(deps, trx, { request: moved, note });
  });
  return showRequest(deps, id);
}

/** @throws Refusal not-possible-now */
export async function moveWithin(
  { clock }: Pick<Deps, 'clock'>,
  trx: Transaction<ControlTables>,
  request: RequestRow,
  move: Move,
): Promise<RequestRow> {
  const state = afterMove(request, move);
  if (state === null) {
    throw notPossibleNow(
      `${request.id} is ${request.state.replaceAll('-', ' ')}, so this is not possible: ${move.replaceAll('-', ' ')}.`,
      'Look at it again: somebody else may have moved it.',
      'operator',
    );
  }
  return trx
    .updateTable('requests')
    .set({ state, state_at: clock.now() })
    .where('id', '=', request.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
