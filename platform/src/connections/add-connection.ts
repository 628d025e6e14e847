import type { Connector, Probe } from '@illuminate/connector-kit';
import { sql, type Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import { json } from '../control/json.ts';
import { newId } from '../control/new-id.ts';
import type { Connection, ConnectionMethod, ConnectionState, ControlTables, Organisation } from '../control/schema.ts';
import { keepWanted } from '../deletions/keep-wanted.ts';
import { conflict, invalidInput, notFound } from '../refusal.ts';
import { collects } from './collects.ts';
import { probeBoxOffice, refusalOf } from './probe-box-office.ts';
import { sealCredential } from './seal-credential.ts';
import { parseSignIn, type SignIn } from './sign-in-fields.ts';

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
  readonly actor: string;
}

const USUAL_INTERVAL_SECONDS = 900;

interface Draft {
  readonly state: ConnectionState;
  readonly settings: Readonly<Record<string, string>>;
  readonly signIn: SignIn | null;
  readonly probe: Probe | null;
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
      : input.method === 'delivery'
        ? draftByDelivery(input)
        : await draftBySignIn(context, connector, input);
  const connection = await context.db.transaction().execute((trx) => store(context, trx, connector, input, draft));
  context.changes.changed(connection.id);
  await context.control.requestDump('connection.added');
  if (connection.state === 'active' && collects(connection)) await context.syncs.request(connection.id, 'start');
  return connection;
}

const nameOf = ({ organisation, provider }: AddConnection): string => `${organisation.slug}-${provider}`;

async function refuseSecond({ db }: Pick<Context, 'db'>, input: AddConnection, { title }: Connector): Promise<void> {
  const name = nameOf(input);
  const existing = await db.selectFrom('connections').select('state').where('name', '=', name).executeTakeFirst();
  if (existing === undefined || existing.state === 'stopped') return;
  throw conflict(
    `${input.organisation.name} has a connection to ${title} already: ${name}.`,
    `Repair or change ${name} instead: its sign-in can be replaced and it can be paused and stopped.`,
  );
}

/** The operator's line that attaches a client to an organisation; collection begins when the provider names the client. */
function draftByConsent(connector: Connector, input: AddConnection): Draft {
  const client = input.settings.client?.trim() ?? '';
  const extra = Object.keys(input.settings).filter((name) => name !== 'client');
  const wrong = extra.map((name) => ({ path: `body.settings.${name}`, message: 'is not used with provider-consent' }));
  if (input.secret !== undefined) wrong.push({ path: 'body.secret', message: 'is not used with provider-consent' });
  if (!/^[\p{L}\p{N}][^\s\p{C}/\\?#%]{0,99}$/u.test(client)) {
    wrong.push({ path: 'body.settings.client', message: `name the client at ${connector.title}, in one word` });
  }
  if (wrong.length > 0) throw invalidInput(wrong);
  return { state: 'waiting_for_consent', settings: { client }, signIn: null, probe: null };
}

/** Whoever delivers signs with a key of its own, which is registered afterwards. */
function draftByDelivery({ settings, secret }: AddConnection): Draft {
  const wrong = Object.keys(settings).map((name) => ({
    path: `body.settings.${name}`,
    message: 'is not used with delivery',
  }));
  if (secret !== undefined) wrong.push({ path: 'body.secret', message: 'is not used with delivery' });
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

/** Any number, the same in every process: two organisations must not claim one client at once. */
const CLAIM_LOCK = 4_310_003;

async function store(
  context: Context,
  trx: Transaction<ControlTables>,
  connector: Connector,
  input: AddConnection,
  draft: Draft,
): Promise<Connection> {
  await sql`select pg_advisory_xact_lock(${sql.lit(CLAIM_LOCK)})`.execute(trx);
  if (draft.settings.client !== undefined && input.method === 'provider-consent') {
    await refuseClaimed(trx, connector, draft.settings.client, nameOf(input));
  }
  const now = context.clock.now();
  const row = {
    organisation_id: input.organisation.id,
    provider: connector.id,
    method: input.method,
    state: draft.state,
    state_reason: null,
    state_by: input.actor,
    state_at: now,
    state_before: null,
    settings: json(draft.settings),
    history_from: input.historyFrom ?? null,
    sync_every_seconds: input.syncEverySeconds ?? USUAL_INTERVAL_SECONDS,
    capabilities: draft.probe === null ? null : json(draft.probe),
    probed_at: draft.probe === null ? null : now,
  };
  const name = nameOf(input);
  const stopped = await trx
    .selectFrom('connections')
    .select(['id', 'state'])
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirst();
  if (stopped !== undefined && stopped.state !== 'stopped') {
    throw conflict(`There is a connection called ${name} already.`, `Look at ${name}.`);
  }
  const connection =
    stopped === undefined
      ? await trx
          .insertInto('connections')
          .values({ id: newId('con'), name, created_at: now, ...row })
          .returningAll()
          .executeTakeFirstOrThrow()
      : await trx
          .updateTable('connections')
          .set(row)
          .where('id', '=', stopped.id)
          .returningAll()
          .executeTakeFirstOrThrow();
  if (stopped !== undefined) await keepWanted(trx, connection, { actor: input.actor, at: now });
  await storeCredential(context, trx, connection, draft, now);
  await appendAudit(trx, {
    at: now,
    actor: input.actor,
    action: stopped === undefined ? 'connection.added' : 'connection.reconnected',
    subject: connection.id,
    organisationId: input.organisation.id,
    details: { connection: name, method: input.method, settings: draft.settings, tested: draft.probe !== null },
  });
  return connection;
}

/** What opened a stopped connection opens it no more: a sign-in is given anew, and so are the keys of senders. */
async function storeCredential(
  { keys }: Context,
  trx: Transaction<ControlTables>,
  connection: Connection,
  { signIn, probe }: Draft,
  now: Date,
): Promise<void> {
  await trx.deleteFrom('credentials').where('connection_id', '=', connection.id).execute();
  await trx
    .updateTable('delivery_keys')
    .set({ retired_at: now })
    .where('connection_id', '=', connection.id)
    .where('retired_at', 'is', null)
    .execute();
  if (signIn === null || Object.keys(signIn.secrets).length === 0) return;
  await trx
    .insertInto('credentials')
    .values({
      id: newId('crd'),
      connection_id: connection.id,
      provider: null,
      sealed: await sealCredential({ keys, db: trx }, connection, signIn.secrets),
      last_four: signIn.lastFour,
      created_at: now,
      rotated_at: null,
      rejected_at: null,
      last_used_at: probe === null ? null : now,
    })
    .execute();
}

async function refuseClaimed(
  trx: Transaction<ControlTables>,
  { id, title }: Connector,
  client: string,
  name: string,
): Promise<void> {
  const rival = await trx
    .selectFrom('connections')
    .select('id')
    .where('provider', '=', id)
    .where('method', '=', 'provider-consent')
    .where(sql`lower(settings ->> 'client')`, '=', client.toLowerCase())
    .where('name', '<>', name)
    .where((eb) => eb.not(eb.and([eb('state', '=', 'stopped'), eb('state_reason', '=', 'by-person')])))
    .executeTakeFirst();
  if (rival === undefined) return;
  throw conflict(
    `The client ${client} at ${title} is attached to another organisation.`,
    'Make sure whose client it is; stop the other connection first if it is the wrong one.',
  );
}
