import type { Output } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { InvitationRow } from '../control/schema/access.ts';
import { describeInvitation, stateOf } from './describe-invitation.ts';
import { emailKey } from './email-key.ts';
import { hashLinkToken, linkOpensNothing } from './link-tokens.ts';

type Deps = Pick<Context, 'db' | 'clock'>;

/** The invitation that a link opens. @throws Refusal not-found */
export async function findInvitation({ db, clock }: Deps, token: string): Promise<InvitationRow> {
  const row = await db
    .selectFrom('invitations')
    .selectAll()
    .where('token_hash', '=', hashLinkToken(token))
    .executeTakeFirst();
  if (row === undefined || stateOf(row, clock.now()) !== 'open') throw linkOpensNothing();
  return row;
}

export async function lookUpInvitation(
  deps: Deps & Pick<Context, 'connectors'>,
  token: string,
): Promise<Output<'lookUpInvitation'>> {
  const row = await findInvitation(deps, token);
  const account =
    row.email === null
      ? undefined
      : await deps.db.selectFrom('people').select('id').where('email_key', '=', emailKey(row.email)).executeTakeFirst();
  return { ...(await describeInvitation(deps, row)), hasAccount: account !== undefined };
}
