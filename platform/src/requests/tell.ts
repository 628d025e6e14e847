// The mails of a request: to whoever made it, and to the desk.
import type { Transaction } from 'kysely';
import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { RequestRow } from '../control/schema/requests.ts';
import type { ControlTables } from '../control/schema.ts';
import { queueMail } from '../notifications/queue-mail.ts';
import { deskPeople } from '../notifications/recipients.ts';
import { titleOf } from './describe-request.ts';
import { linkOf } from './links.ts';
import { sayState, sayTitle } from './say-request.ts';

type Deps = Pick<Context, 'keys' | 'clock' | 'connectors'>;

const about = (request: RequestRow) => ({ organisationId: request.organisation_id, concerns: `request ${request.id}` });

function ofRequest(deps: Deps, request: RequestRow) {
  const provider = titleOf(deps, request);
  return {
    reference: request.id,
    organisation: request.organisation_name,
    title: sayTitle({ kind: request.kind, provider }),
  };
}

const requester = ({ contact_email, contact_name }: RequestRow) => ({ address: contact_email, name: contact_name });

export async function tellReceived(deps: Deps, trx: Transaction<ControlTables>, request: RequestRow): Promise<void> {
  await queueMail(deps, trx, {
    ...about(request),
    to: requester(request),
    template: 'request-received',
    filling: { ...ofRequest(deps, request), path: await linkOf(deps, trx, request) },
  });
}

/** `request` as it is after the move. */
export async function tellMoved(
  deps: Deps,
  trx: Transaction<ControlTables>,
  { request, note, word }: { request: RequestRow; note: string | null; word?: string },
): Promise<void> {
  const said = sayState({ kind: request.kind, state: request.state, provider: titleOf(deps, request) });
  await queueMail(deps, trx, {
    ...about(request),
    to: requester(request),
    template: 'request-moved',
    filling: {
      ...ofRequest(deps, request),
      path: await linkOf(deps, trx, request),
      state: word ?? said.word,
      says: said.sentence,
      note: note === '' ? null : note,
    },
  });
}

export async function tellDesk(
  deps: Deps,
  trx: Transaction<ControlTables>,
  { request, what }: { request: RequestRow; what: 'new' | 'answered' },
): Promise<void> {
  for (const to of await deskPeople(trx, request.assignee)) {
    await queueMail(deps, trx, {
      ...about(request),
      to,
      template: 'request-waits',
      filling: {
        ...ofRequest(deps, request),
        path: `/desk/requests/${request.id}`,
        what: request.kind === 'sign-up' && what === 'new' ? 'sign-up' : what,
      },
    });
  }
}

/** How a sign-up was decided; the invitation of one that was approved goes out in a mail of its own. */
export async function tellDecided(
  deps: Deps,
  trx: Transaction<ControlTables>,
  { request, decided, note }: { request: RequestRow; decided: 'approved' | 'declined'; note: string },
): Promise<void> {
  await queueMail(deps, trx, {
    ...about(request),
    to: requester(request),
    template: `organisation-${decided}`,
    filling: { organisation: request.organisation_name, note: note === '' ? null : note },
  });
}

export async function tellReady(
  deps: Deps,
  trx: Transaction<ControlTables>,
  {
    request,
    organisation,
    connection,
    note,
  }: {
    request: RequestRow;
    organisation: Organisation;
    connection: Connection;
    note: string;
  },
): Promise<void> {
  await queueMail(deps, trx, {
    organisationId: organisation.id,
    concerns: `connection ${connection.id}`,
    to: requester(request),
    template: 'connection-ready',
    filling: {
      organisation: organisation.name,
      provider: titleOf(deps, request) ?? connection.provider,
      path: await linkOf(deps, trx, request),
      note: note === '' ? null : note,
    },
  });
}
