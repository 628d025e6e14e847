// What ends well: the connection is made and loads, or the organisation is here and its first administrator invited.
import type { Request } from '@illuminate/contract';
import { addConnection } from '../connections/add-connection.ts';
import type { Context } from '../context.ts';
import type { Connection, ConnectionMethod } from '../control/schema/connections.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { RequestRow } from '../control/schema/requests.ts';
import { addOrganisation } from '../organisations/add-organisation.ts';
import { conflict, invalidInput } from '../refusal.ts';
import { findRequest, lockRequest } from './find-request.ts';
import { inviteRequester } from './invite-requester.ts';
import { moveWithin, type OfDesk } from './move-request.ts';
import { afterMove } from './moves.ts';
import { recordEvent } from './record-event.ts';
import { showRequest } from './show-request.ts';
import { tellDecided, tellReady } from './tell.ts';

export interface CompleteRequest extends OfDesk {
  readonly id: string;
  readonly organisation: Organisation | null;
  readonly newOrganisation?: { readonly slug: string; readonly zone: string; readonly currency: string } | undefined;
  readonly method?: ConnectionMethod | undefined;
  readonly settings: Readonly<Record<string, string>>;
  readonly secret?: string | undefined;
  /** Whether its requester becomes the administrator of an organisation that has none. */
  readonly invite: boolean;
  readonly note: string;
}

/**
 * The organisation and the connection are deeds of their own, each whole: if the last step fails, the same once more finds them
 * and ends it.
 */
export async function completeRequest(context: Context, input: CompleteRequest): Promise<Request> {
  const request = await findRequest(context, input.id);
  if (afterMove(request, 'complete') === null) await refuse(context, request);
  const organisation = await organisationFor(context, request, input);
  const connection = request.kind === 'connection' ? await connect(context, request, organisation, input) : null;
  await context.db.transaction().execute(async (trx) => {
    const before = await lockRequest(trx, request.id);
    const moved = await moveWithin(context, trx, before, 'complete');
    const done = await trx
      .updateTable('requests')
      .set({ organisation_id: organisation.id, connection_id: connection?.id ?? null })
      .where('id', '=', request.id)
      .returningAll()
      .executeTakeFirstOrThrow();
    await recordEvent(trx, done, {
      ...{ at: moved.state_at, by: input.by, side: 'desk', what: 'completed', toState: done.state },
      ...{ text: input.note, actor: input.actor },
    });
    if (input.invite) await inviteRequester(context, trx, done, input.actor);
    if (connection === null) await tellDecided(context, trx, { request: done, decided: 'approved', note: input.note });
    else await tellReady(context, trx, { request: done, organisation, connection, note: input.note });
  });
  await context.control.requestDump('request.completed');
  return showRequest(context, request.id);
}

/** In the words of the move, though nothing is locked yet. */
async function refuse(context: Context, request: RequestRow): Promise<void> {
  await context.db.transaction().execute((trx) => moveWithin(context, trx, request, 'complete'));
}

async function organisationFor(
  context: Context,
  request: RequestRow,
  { organisation, newOrganisation, actor }: CompleteRequest,
): Promise<Organisation> {
  const { db } = context;
  const known = request.organisation_id;
  if (known !== null) {
    if (organisation !== null && organisation.id !== known) {
      throw invalidInput([{ path: 'body.organisation', message: 'is not the one that asked' }]);
    }
    return db.selectFrom('organisations').selectAll().where('id', '=', known).executeTakeFirstOrThrow();
  }
  if (organisation !== null) {
    if (request.kind === 'connection') return organisation;
    throw conflict(
      'This organisation is here already.',
      'Decline the request, and invite its contact to the organisation.',
      'operator',
    );
  }
  if (newOrganisation === undefined) {
    throw invalidInput([{ path: 'body.newOrganisation', message: 'is needed, as the organisation is not here yet' }]);
  }
  const { id } = await addOrganisation(context, { ...newOrganisation, name: request.organisation_name, actor });
  const added = await db.selectFrom('organisations').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
  // From here on the request is this organisation's, so that a second try finds it.
  await db.updateTable('requests').set({ organisation_id: id }).where('id', '=', request.id).execute();
  return added;
}

async function connect(
  context: Context,
  { provider }: RequestRow,
  organisation: Organisation,
  { method, settings, secret, actor }: CompleteRequest,
): Promise<Connection> {
  if (provider === null || (method !== 'support-request' && method !== 'delivery')) {
    throw invalidInput([{ path: 'body.method', message: 'must be support-request or delivery' }]);
  }
  const existing = await context.db
    .selectFrom('connections')
    .selectAll()
    .where('organisation_id', '=', organisation.id)
    .where('provider', '=', provider)
    .where('method', '=', method)
    .where('state', '<>', 'stopped')
    .executeTakeFirst();
  if (existing !== undefined) return existing;
  return addConnection(context, {
    organisation,
    provider,
    method,
    settings,
    secret,
    test: method !== 'delivery',
    actor,
  });
}
