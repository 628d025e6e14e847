// What the desk of the demo has on its table: from halls with simulated box offices, in different states.
import type { Context } from '../context.ts';
import { readSetting, storeSetting } from '../control/settings.ts';
import { moveRequest } from '../requests/move-request.ts';
import { noteRequest } from '../requests/note-request.ts';
import { recordEvent } from '../requests/record-event.ts';
import { type Asked, insertRequest } from '../requests/submit-request.ts';
import { ACTOR } from './demo-provider.ts';

const SETTING = 'demo requests';
const DESK = { by: 'The support desk', actor: ACTOR };

const asked = (of: Pick<Asked, 'organisationName' | 'contactName' | 'email' | 'account' | 'need'>): Asked => ({
  kind: 'connection',
  provider: 'ticketsolve',
  organisationId: null,
  ...of,
});

const OLD_HALL = asked({
  organisationName: 'The Old Hall',
  contactName: 'Sam Okafor',
  email: 'sam@oldhall.example',
  account: 'oldhall',
  need: 'All our events since 2019, please.\nOur treasurer, Ffion, can answer while I am away.',
});

const LANTERN = asked({
  organisationName: 'Lantern Studio',
  contactName: 'Niamh Byrne',
  email: 'niamh@lantern.example',
  account: 'the lantern',
  need: '',
});

const CANAL_STREET: Asked = {
  kind: 'sign-up',
  provider: null,
  organisationId: null,
  organisationName: 'Canal Street Dance',
  contactName: 'Theo Marsh',
  email: 'theo@canalstreet.example',
  account: null,
  need: 'We are funded from April on and were told to register here.',
};

/** Once; found again at every start. */
export async function seedRequests(context: Context): Promise<void> {
  if ((await readSetting(context.db, SETTING)) !== undefined) return;
  await storeSetting(context.db, SETTING, true);
  await receive(context, OLD_HALL);
  const id = await receive(context, LANTERN);
  await noteRequest(context, { id, text: 'Rang them: only the office is there before noon.', internal: true, ...DESK });
  const note =
    'Dear Niamh,\n\nthank you. Which is your Ticketsolve account? It is the first part of the address of your Ticketsolve pages.\n\nThe support desk';
  await moveRequest(context, { id, move: 'ask-organisation', note, ...DESK });
  await receive(context, CANAL_STREET);
}

/** As if its address had been confirmed. */
async function receive(context: Context, request: Asked): Promise<string> {
  return context.db.transaction().execute(async (trx) => {
    const at = context.clock.now();
    const inserted = await insertRequest(context, trx, { ...request, confirmedAt: at });
    for (const what of ['received', 'confirmed'] as const) {
      await recordEvent(trx, inserted.request, {
        ...{ at, by: request.contactName, side: 'requester', what, actor: ACTOR },
        toState: what === 'received' ? 'new' : null,
      });
    }
    return inserted.request.id;
  });
}
