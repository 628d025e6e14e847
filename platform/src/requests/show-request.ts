import type { Request } from '@illuminate/contract';
import type { Context } from '../context.ts';
import { simulatorSettings } from '../demo/simulator-settings.ts';
import { fieldsOf } from '../providers/setting-fields.ts';
import { answersFor } from './answers.ts';
import { describeEvent, describeSummary, eventsOf, type JoinedRequest } from './describe-request.ts';
import { findRequest } from './find-request.ts';
import { movesOf } from './moves.ts';
import { suggestSlug } from './suggest-slug.ts';

type Deps = Pick<Context, 'db' | 'connectors'>;

/** One request as the desk works with it. @throws Refusal not-found */
export async function showRequest(deps: Deps, id: string): Promise<Request> {
  const row = await findRequest(deps, id);
  return {
    ...describeSummary(deps, row),
    moves: movesOf(row).filter((move) => move !== 'answer'),
    timeline: (await eventsOf(deps, id)).map(describeEvent),
    templates: answersFor(deps, row),
    completion: {
      suggestedSlug: row.slug ?? (await suggestSlug(deps, row.organisation_name)),
      methods: await methodsOf(deps, row),
    },
  };
}

/** How the desk can connect what was asked for, with what each way asks and what is known of it already. */
async function methodsOf(
  deps: Pick<Context, 'db' | 'connectors'>,
  { provider, account }: JoinedRequest,
): Promise<Request['completion']['methods']> {
  const connector = provider === null ? undefined : deps.connectors.get(provider);
  if (connector === undefined) return [];
  const known = await simulatorSettings(deps, connector.id);
  const fields = fieldsOf(connector.config).map((field) => ({ ...field, default: known[field.name] ?? field.default }));
  const [first] = fields.filter(({ required, secret }) => required && !secret);
  const filled = fields.map((field) => (field === first ? { ...field, default: account } : field));
  return connector.methods
    .filter((method) => method === 'support-request' || method === 'delivery')
    .map((method) => ({ method, fields: method === 'delivery' ? [] : filled }));
}
