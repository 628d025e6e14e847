import type { OwnRequest } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { RequestRow } from '../control/schema/requests.ts';
import { Refusal } from '../refusal.ts';
import { describeOwn } from './describe-request.ts';
import type { Limits } from './limits.ts';
import { findByToken } from './links.ts';

export interface Opened {
  readonly token: string;
  readonly network: string;
  readonly limits: Limits;
}

/** @throws Refusal not-found, in the same words whatever is wrong with the link */
export async function findOpened(deps: Pick<Context, 'db'>, { token, network, limits }: Opened): Promise<RequestRow> {
  limits.lookUp({ network });
  const request = await findByToken(deps, token);
  if (request !== undefined) return request;
  throw new Refusal({
    code: 'not-found',
    detail: 'This link opens nothing: it was not confirmed in time, or is not whole.',
    whoActs: 'organisation',
    nextStep: 'Open the link in the mail again, whole; or ask anew.',
  });
}

export async function showByLink(deps: Pick<Context, 'db' | 'connectors'>, opened: Opened): Promise<OwnRequest> {
  return describeOwn(deps, (await findOpened(deps, opened)).id);
}
