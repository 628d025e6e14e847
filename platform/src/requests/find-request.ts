import type { Transaction } from 'kysely';
import type { Context } from '../context.ts';
import type { RequestRow } from '../control/schema/requests.ts';
import type { ControlTables } from '../control/schema.ts';
import { notFound } from '../refusal.ts';
import { type JoinedRequest, requestsOf } from './describe-request.ts';

/** What is not confirmed is not there for the desk. @throws Refusal not-found */
export async function findRequest(deps: Pick<Context, 'db'>, id: string): Promise<JoinedRequest> {
  const row = await requestsOf(deps)
    .where('requests.id', '=', id)
    .where('requests.confirmed_at', 'is not', null)
    .executeTakeFirst();
  if (row === undefined) throw notFound(`request ${id}`);
  return row;
}

/** Within the transaction of a deed, so that no other deed comes between. @throws Refusal not-found */
export async function lockRequest(trx: Transaction<ControlTables>, id: string): Promise<RequestRow> {
  const row = await trx
    .selectFrom('requests')
    .selectAll()
    .where('id', '=', id)
    .where('confirmed_at', 'is not', null)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw notFound(`request ${id}`);
  return row;
}
