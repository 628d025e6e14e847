import type { Connector, Probe } from '@illuminate/connector-kit';
import { isClientWord } from '../consents/claims/client-word.ts';
import type { Permission } from '../consents/record-permission.ts';
import type { Context } from '../context.ts';
import type { Connection, ConnectionMethod } from '../control/schema/connections.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { conflict, invalidInput, notFound } from '../refusal.ts';
import { collects } from './collects.ts';
import { isOpenClaim } from './is-open-claim.ts';
import { probeBoxOffice, refusalOf } from './probe-box-office.ts';
import { parseSignIn, type SignIn } from './sign-in-fields.ts';
import { type Draft, storeConnection } from './store-connection.ts';

export interface AddConnection {
  readonly organisation: Organisation;
  readonly provider: string;
  readonly method: ConnectionMethod;
  readonly settings: Readonly<Record<string, string>>;
  readonly secret?: string | undefined;
  readonly historyFrom?: string | undefined;
  readonly syncEverySeconds?: number | undefined;
  /** Whether to sign in before anything is stored. */
  readonly test: boolean;
  /** Left out, the operator vouches for it. */
  readonly permission?: Permission;
  readonly actor: string;
}

/**
 * Connects an organisation's box office. What was stopped is taken up again in place, so that there never is a second
 * connection to the same box office.
 */
export async function addConnection(context: Context, input: AddConnection): Promise<Connection> {
  const connector = context.connectors.get(input.provider);
  if (connector === undefined) throw notFound(`provider called ${input.provider}`);
  if (!connector.methods.includes(input.method)) {
    throw invalidInput([
      { path: 'body.method', message: `${connector.title} can be connected by ${connector.methods.join(' or ')}` },
    ]);
  }
  await refuseSecond(context, input, connector);
  const draft =
    input.method === 'provider-consent'
      ? draftByConsent(connector, input)
      : input.method === 'delivery' || input.method === 'upload'
        ? draftWithoutSignIn(input)
        : await draftBySignIn(context, connector, input);
  const name = nameOf(input);
  const connection = await context.db
    .transaction()
    .execute((trx) => storeConnection(context, trx, { connector, input, draft, name }));
  context.changes.changed(connection.id);
  await context.control.requestDump('connection.added');
  if (connection.state === 'active' && collects(connection)) await context.syncs.request(connection.id, 'start');
  return connection;
}

const nameOf = ({ organisation, provider }: AddConnection): string => `${organisation.slug}-${provider}`;

async function refuseSecond({ db }: Pick<Context, 'db'>, input: AddConnection, { title }: Connector): Promise<void> {
  const name = nameOf(input);
  const existing = await db.selectFrom('connections').select('state').where('name', '=', name).executeTakeFirst();
  if (existing === undefined || existing.state === 'stopped' || (await isOpenClaim(db, name))) return;
  throw conflict(
    `${input.organisation.name} has a connection to ${title} already: ${name}.`,
    `Repair or change ${name} instead: its sign-in can be replaced and it can be paused and stopped.`,
  );
}

/** Collection begins when the client is known to be the organisation's, and the provider names it. */
function draftByConsent(connector: Connector, input: AddConnection): Draft {
  const client = input.settings.client?.trim() ?? '';
  const extra = Object.keys(input.settings).filter((name) => name !== 'client');
  const wrong = extra.map((name) => ({ path: `body.settings.${name}`, message: 'is not used with provider-consent' }));
  if (input.secret !== undefined) wrong.push({ path: 'body.secret', message: 'is not used with provider-consent' });
  if (!isClientWord(client)) {
    wrong.push({ path: 'body.settings.client', message: `name the client at ${connector.title}, in one word` });
  }
  if (wrong.length > 0) throw invalidInput(wrong);
  return { state: 'waiting_for_consent', settings: { client }, signIn: null, probe: null };
}

/** Whoever delivers signs with a key of its own, which is registered afterwards; whoever uploads is signed in. */
function draftWithoutSignIn({ settings, secret, method }: AddConnection): Draft {
  const wrong = Object.keys(settings).map((name) => ({
    path: `body.settings.${name}`,
    message: `is not used with ${method}`,
  }));
  if (secret !== undefined) wrong.push({ path: 'body.secret', message: `is not used with ${method}` });
  if (wrong.length > 0) throw invalidInput(wrong);
  return { state: 'active', settings: {}, signIn: null, probe: null };
}

async function draftBySignIn(context: Context, connector: Connector, input: AddConnection): Promise<Draft> {
  const signIn = parseSignIn(connector, { settings: input.settings, secret: input.secret });
  const probe = input.test ? await tested(context, connector, signIn) : null;
  return { state: 'active', settings: signIn.settings, signIn, probe };
}

async function tested(context: Context, connector: Connector, signIn: SignIn): Promise<Probe> {
  try {
    return await probeBoxOffice(context, connector, signIn.config);
  } catch (err) {
    throw refusalOf(err) ?? err;
  }
}
