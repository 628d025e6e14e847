import type { Connector, Probe } from '@illuminate/connector-kit';
import type { Output } from '@illuminate/contract';
import { readCapabilities } from '../connections/capabilities.ts';
import { probeBoxOffice, refusalOf } from '../connections/probe-box-office.ts';
import { parseSignIn } from '../connections/sign-in-fields.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { notFound, notPossibleNow, Refusal } from '../refusal.ts';

export interface TrySignIn {
  readonly organisation: Pick<Organisation, 'id'>;
  readonly provider: string;
  readonly settings: Readonly<Record<string, string>>;
  readonly secret: string;
}

const HOUR_MS = 3_600_000;
/** Enough for somebody who mistypes, too few for somebody who tries keys. */
const AN_HOUR = 30;
/** When each organisation tried; forgotten with the process, which costs an attacker nothing that helps. */
const tries = new Map<string, number[]>();

/** Signs in as typed and says what can be seen. Nothing is stored. */
export async function trySignIn(context: Context, input: TrySignIn): Promise<Output<'trySignIn'>> {
  const connector = connectorBySignIn(context, input.provider);
  refuseTooManyTries(context, input.organisation.id);
  const signIn = parseSignIn(connector, { settings: input.settings, secret: input.secret });
  const probe = await probed(context, connector, signIn.config);
  return readCapabilities({ capabilities: { ...probe } });
}

/** @throws Refusal for a provider that is connected in another way */
export function connectorBySignIn({ connectors }: Pick<Context, 'connectors'>, provider: string): Connector {
  const connector = connectors.get(provider);
  if (connector === undefined) throw notFound(`provider called ${provider}`);
  if (connector.methods.includes('api-credentials')) return connector;
  throw notPossibleNow(
    `${connector.title} is not connected by a sign-in.`,
    'Choose one of the ways in which it is connected.',
  );
}

async function probed(context: Context, connector: Connector, config: unknown): Promise<Probe> {
  try {
    return await probeBoxOffice(context, connector, config);
  } catch (err) {
    throw refusalOf(err) ?? err;
  }
}

export function refuseTooManyTries({ clock }: Pick<Context, 'clock'>, organisationId: string): void {
  const now = clock.now().getTime();
  const recent = (tries.get(organisationId) ?? []).filter((at) => at > now - HOUR_MS);
  if (recent.length >= AN_HOUR) {
    throw new Refusal({
      code: 'too-many-attempts',
      detail: `This organisation has tried ${AN_HOUR} sign-ins within an hour.`,
      whoActs: 'organisation',
      nextStep: 'Wait an hour, and make sure of the login and the key meanwhile.',
      retryAfter: HOUR_MS / 1000,
    });
  }
  tries.set(organisationId, [...recent, now]);
}
