import { HostRefusedError } from '@illuminate/connector-kit';
import type { Output } from '@illuminate/contract';
import { appendAudit } from '../audit/append.ts';
import { lastFourOf } from '../connections/last-four.ts';
import { isConnectorError, refusalOf } from '../connections/probe-box-office.ts';
import type { Context } from '../context.ts';
import { newId } from '../control/new-id.ts';
import { invalidInput, notFound } from '../refusal.ts';
import { fieldsOf } from './setting-fields.ts';

export interface SetPartnerCredential {
  readonly provider: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly actor: string;
}

const CHECK_MS = 15_000;

/** Sets or rotates the operator's own sign-in at a provider; an address that may not be called is refused at once. */
export async function setPartnerCredential(
  context: Pick<Context, 'config' | 'db' | 'control' | 'clock' | 'keys' | 'connectors' | 'log'>,
  { provider, settings, actor }: SetPartnerCredential,
): Promise<Output<'setPartnerCredential'>> {
  const connector = context.connectors.get(provider);
  if (connector?.providerConsent === undefined) throw notFound(`provider called ${provider} with consent of its own`);
  const { partner } = connector.providerConsent;
  const parsed = partner.strict().safeParse(settings);
  if (!parsed.success) {
    throw invalidInput(
      parsed.error.issues.map(({ path, message }) => ({ path: `body.settings.${String(path[0] ?? '')}`, message })),
    );
  }
  await refuseAddress(context, () =>
    connector.providerConsent?.listConsentingClients(
      parsed.data,
      { allowLoopback: context.config.allowLoopback, onRequest: () => undefined },
      AbortSignal.timeout(CHECK_MS),
    ),
  );
  const secretNames = fieldsOf(partner).filter(({ secret }) => secret);
  const lastFour = lastFourOf(secretNames.map(({ name }) => settings[name] ?? '').join(''));
  const text = Object.fromEntries(Object.entries(parsed.data).map(([name, value]) => [name, String(value)]));
  await context.db.transaction().execute(async (trx) => {
    const now = context.clock.now();
    const sealed = await context.keys.sealPartner(provider, Buffer.from(JSON.stringify(text)), trx);
    const fresh = { sealed, last_four: lastFour, rejected_at: null };
    await trx
      .insertInto('credentials')
      .values({
        id: newId('crd'),
        connection_id: null,
        provider,
        created_at: now,
        rotated_at: null,
        last_used_at: null,
        ...fresh,
      })
      .onConflict((on) => on.column('provider').doUpdateSet({ ...fresh, rotated_at: now }))
      .execute();
    await appendAudit(trx, {
      at: now,
      actor,
      action: 'provider.partner-credential-set',
      subject: provider,
      organisationId: null,
      details: { provider, fields: Object.keys(text) },
    });
  });
  await context.control.requestDump('provider.partner-credential-set');
  return { provider, lastFour };
}

/** Only an address is refused here: whether the list answers now is for the polls to find out, and to tell. */
async function refuseAddress({ log }: Pick<Context, 'log'>, ask: () => Promise<unknown> | undefined): Promise<void> {
  try {
    await ask();
  } catch (err) {
    if (err instanceof HostRefusedError) throw refusalOf(err) ?? err;
    if (!isConnectorError(err)) throw err;
    log.warn({ err }, 'the list of consenting clients could not be read with the new partner credential');
  }
}
