import type { ConnectionMethod, Connector } from '@illuminate/connector-kit';
import type { Provider } from '@illuminate/contract';
import type { Context } from '../context.ts';
import { fieldsOf, type SettingField } from './setting-fields.ts';

/** Which box office systems are integrated: all of it comes from the connectors themselves. */
export async function listProviders({ db, connectors }: Pick<Context, 'db' | 'connectors'>): Promise<Provider[]> {
  const held = await db.selectFrom('credentials').select('provider').where('provider', 'is not', null).execute();
  const holders = new Set(held.map(({ provider }) => provider));
  return [...connectors.values()].map((connector) => ({
    id: connector.id,
    title: connector.title,
    summary: connector.summary,
    since: connector.about.since,
    supplies: connector.about.supplies.map(({ what, by }) => ({ what, by: [...(by ?? connector.methods)] })),
    knownLimits: connector.about.knownLimits.map((limit) => ({ ...limit })),
    methods: connector.methods.map((method) => ({
      method,
      fields: fieldsFor(connector, method),
      steps: stepsFor(connector, method),
      ...switchOf(connector, method),
    })),
    collects: connector.streams.map(({ name, keeps }) => ({ stream: name, fields: [...keeps] })),
    reliesOn: connector.reliesOn.map((reliance) => ({ ...reliance })),
    partnerCredential: {
      needed: connector.providerConsent !== undefined,
      held: holders.has(connector.id),
      fields: connector.providerConsent === undefined ? [] : fieldsOf(connector.providerConsent.partner),
    },
  }));
}

/** What a person gives: a whole sign-in, or only whose client they are. */
function fieldsFor(connector: Connector, method: ConnectionMethod): SettingField[] {
  if (method === 'delivery' || method === 'upload') return [];
  const fields = fieldsOf(connector.config);
  return method === 'provider-consent' ? fields.filter(({ name }) => name === 'client') : fields;
}

/** Who can do it, and what the switch says. */
function switchOf({ providerConsent }: Connector, method: ConnectionMethod) {
  const has = method === 'provider-consent' ? providerConsent : undefined;
  return { whoCan: has?.whoCan ?? null, switchLabel: has?.switchLabel ?? null };
}

/** What a person does for a connection of this kind, step by step. */
export function stepsFor({ providerConsent, supportRequest }: Connector, method: ConnectionMethod): string[] {
  if (method === 'provider-consent') return [...(providerConsent?.steps ?? [])];
  return method === 'support-request' ? [...(supportRequest?.steps ?? [])] : [];
}
