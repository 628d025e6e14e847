import type { OwnRequest } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { conflict, notFound } from '../refusal.ts';
import { describeOwn } from './describe-request.ts';
import { OPEN } from './moves.ts';
import { recordEvent } from './record-event.ts';
import { insertRequest, requireArranged } from './submit-request.ts';
import { tellDesk, tellReceived } from './tell.ts';

type Deps = Pick<Context, 'db' | 'clock' | 'keys' | 'connectors' | 'control'>;

export interface RequestConnection {
  readonly organisation: Organisation;
  readonly provider: string;
  readonly contactName: string;
  readonly email: string;
  readonly account: string;
  readonly need: string;
  readonly actor: string;
}

/** From within an organisation: who asks is known, so the desk has it at once. */
export async function requestConnection(deps: Deps, input: RequestConnection): Promise<OwnRequest> {
  const { organisation, provider, actor } = input;
  requireArranged(deps, provider);
  const id = await deps.db.transaction().execute(async (trx) => {
    const open = await trx
      .selectFrom('requests')
      .select('id')
      .where('organisation_id', '=', organisation.id)
      .where('provider', '=', provider)
      .where('state', 'in', OPEN)
      .executeTakeFirst();
    if (open !== undefined) {
      throw conflict(
        `${organisation.name} has asked for this already: ${open.id}.`,
        `Look at ${open.id}, and answer there.`,
      );
    }
    const now = deps.clock.now();
    const { request } = await insertRequest(deps, trx, {
      ...{ kind: 'connection', provider, organisationId: organisation.id, organisationName: organisation.name },
      ...{ contactName: input.contactName, email: input.email, account: input.account, need: input.need },
      confirmedAt: now,
    });
    await recordEvent(trx, request, {
      ...{ at: now, by: input.contactName, side: 'requester', what: 'received', toState: 'new', actor },
    });
    await tellReceived(deps, trx, request);
    await tellDesk(deps, trx, { request, what: 'new' });
    return request.id;
  });
  return describeOwn(deps, id);
}

/** The newest requests of an organisation, as its own people see them. */
export async function listOwnRequests(
  deps: Pick<Deps, 'db' | 'connectors'>,
  organisation: Organisation,
): Promise<{ items: OwnRequest[] }> {
  const rows = await deps.db
    .selectFrom('requests')
    .select('id')
    .where('organisation_id', '=', organisation.id)
    .where('confirmed_at', 'is not', null)
    .orderBy('number', 'desc')
    .limit(50)
    .execute();
  const items: OwnRequest[] = [];
  for (const { id } of rows) items.push(await describeOwn(deps, id));
  return { items };
}

/** @throws Refusal not-found for another organisation's as for one that is not there */
export async function requireOwn({ db }: Pick<Deps, 'db'>, id: string, organisationId: string): Promise<void> {
  const own = await db
    .selectFrom('requests')
    .select('id')
    .where('id', '=', id)
    .where('organisation_id', '=', organisationId)
    .executeTakeFirst();
  if (own === undefined) throw notFound(`request ${id}`);
}
