import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import { readPartnerCredential } from '../providers/partner-credential.ts';
import { notPossibleNow } from '../refusal.ts';
import { openCredential } from './seal-credential.ts';

export interface BoxOfficeConfig {
  /** What the connector's `connect` takes. */
  readonly config: unknown;
  /** The credential it rests on: the connection's own, or the operator's at the provider. */
  readonly credentialId: string | null;
}

type Deps = Pick<Context, 'db' | 'keys' | 'connectors'>;
type Whose = Pick<Connection, 'id' | 'organisation_id' | 'provider' | 'method' | 'settings' | 'name'>;

/** The connector's configuration for a connection, its secret opened. @throws Refusal where something is missing. */
export async function boxOfficeConfig(deps: Deps, connection: Whose): Promise<BoxOfficeConfig> {
  const connector = deps.connectors.get(connection.provider);
  if (connector === undefined) {
    throw notPossibleNow(
      `${connection.name} belongs to a provider that this Illuminate has no connector for.`,
      'Start a version of Illuminate that has the connector.',
      'operator',
    );
  }
  if (connection.method === 'provider-consent') {
    const partner = await readPartnerCredential(deps, connector);
    const { client } = connection.settings;
    if (partner === null || connector.providerConsent === undefined || typeof client !== 'string') {
      throw notPossibleNow(
        `The operator's own sign-in at ${connector.title} is not set.`,
        `Set the partner credential of ${connector.title}.`,
        'operator',
      );
    }
    return {
      config: connector.providerConsent.configFor(partner.settings, client),
      credentialId: partner.credentialId,
    };
  }
  const credential = await deps.db
    .selectFrom('credentials')
    .selectAll()
    .where('connection_id', '=', connection.id)
    .executeTakeFirst();
  const secrets = credential === undefined ? {} : await openCredential(deps, connection, credential.sealed);
  const parsed = connector.config.safeParse({ ...connection.settings, ...secrets });
  if (!parsed.success) {
    throw notPossibleNow(
      `${connection.name} has no complete sign-in.`,
      `Give ${connection.name} its sign-in again.`,
      'organisation',
    );
  }
  return { config: parsed.data, credentialId: credential?.id ?? null };
}
