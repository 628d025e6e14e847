import type { Connector, Probe } from '@illuminate/connector-kit';
import { sql, type Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import { recordPermission } from '../consents/record-permission.ts';
import type { Context } from '../context.ts';
import { json } from '../control/json.ts';
import { newId } from '../control/new-id.ts';
import type { Connection, ConnectionState } from '../control/schema/connections.ts';
import type { ControlTables } from '../control/schema.ts';
import { keepWanted } from '../deletions/keep-wanted.ts';
import { conflict } from '../refusal.ts';
import type { AddConnection } from './add-connection.ts';
import { isOpenClaim } from './is-open-claim.ts';
import { sealCredential } from './seal-credential.ts';
import type { SignIn } from './sign-in-fields.ts';

export interface Draft {
  readonly state: ConnectionState;
  readonly settings: Readonly<Record<string, string>>;
  readonly signIn: SignIn | null;
  readonly probe: Probe | null;
}

const USUAL_INTERVAL_SECONDS = 900;

/** Any number, the same in every process: two connections must not take one name at once. */
const NAME_LOCK = 4_310_004;

export interface StoreConnection {
  readonly connector: Connector;
  readonly input: AddConnection;
  readonly draft: Draft;
  readonly name: string;
}

/** The connection with what permits it. One that was stopped, or that only waits for its claim, is taken up in place. */
export async function storeConnection(
  context: Context,
  trx: Transaction<ControlTables>,
  { connector, input, draft, name }: StoreConnection,
): Promise<Connection> {
  await sql`select pg_advisory_xact_lock(${sql.lit(NAME_LOCK)})`.execute(trx);
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
  const before = await trx
    .selectFrom('connections')
    .select(['id', 'state'])
    .where('name', '=', name)
    .forUpdate()
    .executeTakeFirst();
  if (before !== undefined && before.state !== 'stopped' && !(await isOpenClaim(trx, name))) {
    throw conflict(`There is a connection called ${name} already.`, `Look at ${name}.`);
  }
  const connection =
    before === undefined
      ? await trx
          .insertInto('connections')
          .values({ id: newId('con'), name, created_at: now, ...row })
          .returningAll()
          .executeTakeFirstOrThrow()
      : await trx
          .updateTable('connections')
          .set(row)
          .where('id', '=', before.id)
          .returningAll()
          .executeTakeFirstOrThrow();
  if (before?.state === 'stopped') await keepWanted(trx, connection, { actor: input.actor, at: now });
  await storeCredential(context, trx, connection, draft, now);
  await appendAudit(trx, {
    at: now,
    actor: input.actor,
    action: before?.state === 'stopped' ? 'connection.reconnected' : 'connection.added',
    subject: connection.id,
    organisationId: input.organisation.id,
    details: { connection: name, method: input.method, settings: draft.settings, tested: draft.probe !== null },
  });
  await recordPermission(context, trx, {
    connector,
    connection,
    organisation: input.organisation,
    permission: input.permission ?? { kind: 'arranged' },
    tested: draft.probe !== null,
    actor: input.actor,
    now,
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
