import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import { notFound } from '../refusal.ts';
import { type ApiKeyAnswer, keysWithin, showApiKey } from './list-api-keys.ts';
import type { Reach } from './reach.ts';

/** From the next request on the key opens nothing, and neither do its sessions. */
export async function revokeApiKey(
  deps: Pick<Context, 'db' | 'control' | 'clock'>,
  { id, reach, actor }: { readonly id: string; readonly reach: Reach; readonly actor: string },
): Promise<ApiKeyAnswer> {
  await deps.db.transaction().execute(async (trx) => {
    const at = deps.clock.now();
    const key = await trx
      .updateTable('api_keys')
      .set((eb) => ({ revoked_at: eb.fn.coalesce('revoked_at', eb.val(at)) }))
      .where('id', '=', id)
      // The operator's own key is a file, and is replaced by deleting that.
      .where('organisation_id', 'is not', null)
      .where(keysWithin(reach))
      .returning(['name', 'organisation_id'])
      .executeTakeFirst();
    if (key === undefined) throw notFound('API key with this id');
    await trx.deleteFrom('sessions').where('api_key_id', '=', id).execute();
    await appendAudit(trx, {
      at,
      actor,
      action: 'api-key.revoked',
      subject: id,
      organisationId: key.organisation_id,
      details: { name: key.name },
    });
  });
  await deps.control.requestDump('api-key.revoked');
  return showApiKey(deps, id);
}
