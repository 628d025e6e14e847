import type { Request } from '@illuminate/contract';
import type { Context } from '../context.ts';
import { lockRequest } from './find-request.ts';
import type { OfDesk } from './move-request.ts';
import { recordEvent } from './record-event.ts';
import { showRequest } from './show-request.ts';
import { tellMoved } from './tell.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'keys' | 'connectors' | 'control'>;

export interface NoteRequest extends OfDesk {
  readonly id: string;
  readonly text: string;
  /** For the desk alone; otherwise its requester gets it by mail. */
  readonly internal: boolean;
}

export async function noteRequest(deps: Deps, { id, text, internal, by, actor }: NoteRequest): Promise<Request> {
  await deps.db.transaction().execute(async (trx) => {
    const request = await lockRequest(trx, id);
    await recordEvent(trx, request, { at: deps.clock.now(), by, side: 'desk', what: 'note', internal, text, actor });
    if (!internal) await tellMoved(deps, trx, { request, note: text, word: 'The support desk has written' });
  });
  return showRequest(deps, id);
}
