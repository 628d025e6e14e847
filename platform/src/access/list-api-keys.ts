import type { Output } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { ApiKey } from '../control/schema.ts';

export type ApiKeyAnswer = Output<'revokeApiKey'>;

/** The newest thousand keys, without the keys themselves. */
export async function listApiKeys(deps: Pick<Context, 'db'>): Promise<{ items: ApiKeyAnswer[] }> {
  return { items: await keysWith(deps, null) };
}

export async function showApiKey(deps: Pick<Context, 'db'>, id: string): Promise<ApiKeyAnswer> {
  const [key] = await keysWith(deps, id);
  if (key === undefined) throw new TypeError('a key just written is there');
  return key;
}

async function keysWith({ db }: Pick<Context, 'db'>, id: string | null): Promise<ApiKeyAnswer[]> {
  let query = db
    .selectFrom('api_keys')
    .leftJoin('organisations', 'organisations.id', 'api_keys.organisation_id')
    .selectAll('api_keys')
    .select('organisations.slug')
    .orderBy('api_keys.created_at', 'desc')
    .limit(1000);
  if (id !== null) query = query.where('api_keys.id', '=', id);
  return (await query.execute()).map(describe);
}

function describe(key: ApiKey & { slug: string | null }): ApiKeyAnswer {
  return {
    id: key.id,
    name: key.name,
    prefix: key.prefix,
    organisation: key.slug,
    scopes: key.scopes.filter((scope) => scope === 'read' || scope === 'write'),
    createdAt: key.created_at.toISOString(),
    lastUsedAt: key.last_used_at?.toISOString() ?? null,
    revokedAt: key.revoked_at?.toISOString() ?? null,
  };
}
