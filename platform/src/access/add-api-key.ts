import type { Output } from '@illuminate/contract';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { createApiKey } from '../keys/create-api-key.ts';
import { showApiKey } from './list-api-keys.ts';

type Deps = Pick<Context, 'db' | 'control' | 'clock'>;

export interface AddApiKey {
  readonly organisation: Organisation;
  readonly name: string;
  readonly scopes: readonly ('read' | 'write')[];
  readonly actor: string;
}

/** The key is in the answer and nowhere else, ever. */
export async function addApiKey(deps: Deps, input: AddApiKey): Promise<Output<'addApiKey'>> {
  const { organisation, name, actor } = input;
  const scopes = [...new Set(input.scopes)];
  const { id, token } = await deps.db.transaction().execute(async (trx) => {
    const at = deps.clock.now();
    const created = await createApiKey(trx, { name, organisationId: organisation.id, scopes, at });
    await appendAudit(trx, {
      at,
      actor,
      action: 'api-key.added',
      subject: created.id,
      organisationId: organisation.id,
      details: { name, scopes },
    });
    return created;
  });
  await deps.control.requestDump('api-key.added');
  return { ...(await showApiKey(deps, id)), key: token };
}
