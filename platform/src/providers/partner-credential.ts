import type { Connector } from '@illuminate/connector-kit';
import { z } from 'zod';
import type { Context } from '../context.ts';

export interface PartnerCredential {
  readonly credentialId: string;
  /** As the connector's `providerConsent.partner` describes it. */
  readonly settings: unknown;
}

const stored = z.record(z.string(), z.string());

/** The operator's own sign-in at a provider, opened; null if there is none or the connector no longer takes it. */
export async function readPartnerCredential(
  { db, keys }: Pick<Context, 'db' | 'keys'>,
  connector: Connector,
): Promise<PartnerCredential | null> {
  if (connector.providerConsent === undefined) return null;
  const credential = await db
    .selectFrom('credentials')
    .selectAll()
    .where('provider', '=', connector.id)
    .executeTakeFirst();
  if (credential === undefined) return null;
  const bytes = await keys.openPartner(connector.id, credential.sealed, db);
  const settings = connector.providerConsent.partner.safeParse(stored.parse(JSON.parse(bytes.toString('utf8'))));
  return settings.success ? { credentialId: credential.id, settings: settings.data } : null;
}
