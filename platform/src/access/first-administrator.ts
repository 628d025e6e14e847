import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import { newId } from '../control/new-id.ts';
import { newLinkToken, pathTo } from './link-tokens.ts';

const VALID_MS = 24 * 3_600_000;

/**
 * A link with which whoever started this platform becomes its administrator, as long as nobody has an account. One from an
 * earlier start opens nothing any longer. @returns null where somebody has one
 */
export async function inviteFirstAdministrator({
  db,
  clock,
  address,
}: Pick<Context, 'db' | 'clock' | 'address'>): Promise<string | null> {
  const { token, hash } = newLinkToken();
  const isInvited = await db.transaction().execute(async (trx) => {
    const somebody = await trx.selectFrom('people').select('id').limit(1).executeTakeFirst();
    const at = clock.now();
    await trx
      .updateTable('invitations')
      .set({ revoked_at: at })
      .where('email', 'is', null)
      .where('accepted_at', 'is', null)
      .where('revoked_at', 'is', null)
      .execute();
    if (somebody !== undefined) return false;
    const id = newId('inv');
    await trx
      .insertInto('invitations')
      .values({
        ...{ id, token_hash: hash, email: null, role: 'platform-admin', organisation_id: null, provider: null },
        ...{ invited_by: 'the operator', created_at: at, expires_at: new Date(at.getTime() + VALID_MS) },
        ...{ accepted_at: null, accepted_by: null, revoked_at: null },
      })
      .execute();
    await appendAudit(trx, {
      at,
      actor: 'system',
      action: 'invitation.made',
      subject: id,
      organisationId: null,
      details: { role: 'platform-admin', at: 'the first start' },
    });
    return true;
  });
  return isInvited ? `${address}${pathTo('welcome', token)}` : null;
}
