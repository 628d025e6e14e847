import type { Output } from '@illuminate/contract';
import { type ExpressionBuilder, type SqlBool, sql } from 'kysely';
import type { Context } from '../context.ts';
import type { ApiKey } from '../control/schema/access.ts';
import type { ControlTables } from '../control/schema.ts';
import { EVERYTHING, type Reach } from './reach.ts';

export type ApiKeyAnswer = Output<'revokeApiKey'>;

/** The newest thousand keys that are reached, without the keys themselves. */
export async function listApiKeys(deps: Pick<Context, 'db'>, reach: Reach): Promise<{ items: ApiKeyAnswer[] }> {
  return { items: await keysWith(deps, { reach }) };
}

export async function showApiKey(deps: Pick<Context, 'db'>, id: string): Promise<ApiKeyAnswer> {
  const [key] = await keysWith(deps, { id });
  if (key === undefined) throw new TypeError('a key just written is there');
  return key;
}

async function keysWith(
  { db }: Pick<Context, 'db'>,
  { id, reach = EVERYTHING }: { readonly id?: string; readonly reach?: Reach },
): Promise<ApiKeyAnswer[]> {
  let query = db
    .selectFrom('api_keys')
    .leftJoin('organisations', 'organisations.id', 'api_keys.organisation_id')
    .selectAll('api_keys')
    .select('organisations.slug')
    .orderBy('api_keys.created_at', 'desc')
    .limit(1000);
  if (id !== undefined) query = query.where('api_keys.id', '=', id);
  query = query.where(keysWithin(reach));
  return (await query.execute()).map(describe);
}

/** Keys of organisations; the operator's is everybody's things alone. */
export function keysWithin({ all, organisations, within }: Reach) {
  return (eb: ExpressionBuilder<ControlTables, 'api_keys'>) => {
    const reached = all
      ? sql<SqlBool>`true`
      : sql<SqlBool>`${eb.ref('api_keys.organisation_id')} = any(${[...organisations]}::text[])`;
    return within === null ? reached : eb.and([reached, eb('api_keys.organisation_id', '=', within)]);
  };
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
