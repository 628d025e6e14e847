import type { Connector, ConnectorIo } from '@illuminate/connector-kit';
import type { Context } from '../../context.ts';
import type { ClaimRow } from '../../control/schema/consents.ts';
import { readPartnerCredential } from '../../providers/partner-credential.ts';
import { codeSeen } from './code-seen.ts';

const READ_MS = 15_000;
/** In one turn; those that were looked for longest ago come first. */
const AT_ONCE = 50;

type Deps = Pick<Context, 'config' | 'db' | 'control' | 'clock' | 'keys' | 'connectors' | 'changes' | 'log'>;

/**
 * Looks for the codes of claims, behind everybody's back: whoever claims learns nothing by how long an answer takes. A client is
 * asked only where the provider names it as consenting, and for nothing but what bears the code.
 */
export async function lookForProofs(deps: Deps, signal: AbortSignal): Promise<void> {
  const waiting = await deps.db
    .selectFrom('claims')
    .innerJoin('connections', 'connections.id', 'claims.connection_id')
    .selectAll('claims')
    .where('claims.state', '=', 'waiting')
    .where('claims.ended_at', 'is', null)
    .where('claims.code_until', '>', deps.clock.now())
    .where('connections.state', '=', 'waiting_for_consent')
    .orderBy('claims.looked_at', (order) => order.asc().nullsFirst())
    .limit(AT_ONCE)
    .execute();
  for (const provider of new Set(waiting.map((claim) => claim.provider))) {
    const claims = waiting.filter((claim) => claim.provider === provider);
    await lookAtProvider(deps, deps.connectors.get(provider), claims, signal).catch((err: unknown) => {
      if (!signal.aborted) deps.log.info({ err, provider }, 'no codes could be looked for');
    });
  }
}

async function lookAtProvider(
  deps: Deps,
  connector: Connector | undefined,
  claims: readonly ClaimRow[],
  signal: AbortSignal,
): Promise<void> {
  const consent = connector?.providerConsent;
  if (connector === undefined || consent?.proof === undefined || signal.aborted) return;
  const partner = await readPartnerCredential(deps, connector);
  if (partner === null) return;
  const io: ConnectorIo = { allowLoopback: deps.config.allowLoopback, onRequest: () => undefined };
  const within = (): AbortSignal => AbortSignal.any([signal, AbortSignal.timeout(READ_MS)]);
  const consenting = await consent.listConsentingClients(partner.settings, io, within());
  const named = new Set(consenting.map(({ client }) => client.toLowerCase()));
  for (const claim of claims) {
    if (signal.aborted) return;
    const { client, code } = claim;
    const looked = { partner: partner.settings, client, code: code ?? '' };
    const isThere =
      code !== null &&
      named.has(client.toLowerCase()) &&
      (await consent.proof.find(looked, io, within()).catch((err: unknown) => {
        if (!signal.aborted) deps.log.info({ err, claim: claim.id }, 'a code could not be looked for');
        return false;
      }));
    await deps.db.updateTable('claims').set({ looked_at: deps.clock.now() }).where('id', '=', claim.id).execute();
    if (isThere) await codeSeen(deps, claim);
    else deps.changes.changed(claim.connection_id);
  }
}
