import type { Connector } from '@illuminate/connector-kit';
import type { Transaction } from 'kysely';
import { nameOfActor } from '../audit/say-actor.ts';
import type { Context } from '../context.ts';
import { json } from '../control/json.ts';
import { newId } from '../control/new-id.ts';
import type { Connection } from '../control/schema/connections.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { ControlTables } from '../control/schema.ts';
import { conflict, notPossibleNow } from '../refusal.ts';
import { agreementText } from './agreement/agreement-text.ts';
import { type Agreeing, recordAgreement } from './agreement/record-agreement.ts';
import { openClaim } from './claims/open-claim.ts';
import { endClaim, lockClaims, recordClaim } from './claims/record-claim.ts';
import { holderOf, releaseStopped } from './claims/rivals.ts';
import { issueReceipt } from './receipts/issue-receipt.ts';

/** By which a connection comes to be: the operator vouches for it, a person of the organisation agrees, or a client is claimed. */
export type Permission =
  | { readonly kind: 'arranged' }
  | { readonly kind: 'accepted'; readonly name: string; readonly position: string | null }
  | { readonly kind: 'claimed' }
  /** What a person stopped is taken up again: what was proven and agreed then holds again. */
  | { readonly kind: 'again' };

export interface RecordPermission {
  readonly connector: Connector;
  readonly connection: Connection;
  readonly organisation: Pick<Organisation, 'name' | 'slug'>;
  readonly permission: Permission;
  /** Whether the sign-in was tried. */
  readonly tested: boolean;
  readonly actor: string;
  readonly now: Date;
}

/** Within the transaction that makes the connection. */
export async function recordPermission(
  context: Pick<Context, 'keys' | 'clock'>,
  trx: Transaction<ControlTables>,
  recorded: RecordPermission,
): Promise<void> {
  const { connector, connection, organisation, permission, actor, now } = recorded;
  if (connection.method === 'provider-consent') await recordWhoseClient(trx, recorded);
  else await endClaim(trx, connection.id, now);
  if (permission.kind === 'claimed') return;
  const agreeing = await whoAgrees(trx, recorded);
  if (agreeing === null) return;
  await recordAgreement(trx, { connector, connection, organisation, agreeing, actor, now });
  // The box office itself gives its consent later, on its list.
  if (connection.method === 'provider-consent') return;
  await trx
    .insertInto('consents')
    .values({
      id: newId('cns'),
      connection_id: connection.id,
      client: typeof connection.settings.client === 'string' ? connection.settings.client : connection.name,
      state: 'granted',
      evidence: json({ source: connection.method, says: evidenceOf(recorded) }),
      since: now,
      ended_at: null,
    })
    .onConflict((on) => on.column('connection_id').where('state', '=', 'granted').doNothing())
    .execute();
  await issueReceipt(context, trx, { connector, connectionId: connection.id, kind: 'given', actor, now });
}

/** Null where somebody of the organisation has to agree anew before anything is collected. */
async function whoAgrees(
  trx: Transaction<ControlTables>,
  { connector, connection, organisation, permission }: RecordPermission,
): Promise<Agreeing | null> {
  if (permission.kind === 'accepted') {
    return { basis: 'accepted', name: permission.name, position: permission.position };
  }
  if (permission.kind !== 'again') return { basis: 'arranged' };
  const before = await trx
    .selectFrom('agreements')
    .selectAll()
    .where('connection_id', '=', connection.id)
    .orderBy('accepted_at', 'desc')
    .limit(1)
    .executeTakeFirst();
  if (before?.hash === agreementText(connector, organisation.name).hash) {
    return before.basis === 'arranged'
      ? { basis: 'arranged' }
      : { basis: 'accepted', name: before.name, position: before.position };
  }
  if (connection.method === 'provider-consent') return null;
  throw notPossibleNow(
    `The data agreement has changed since ${connection.name} was stopped.`,
    'Connect the box office anew: its page asks for the agreement.',
  );
}

async function recordWhoseClient(
  trx: Transaction<ControlTables>,
  { connector, connection, organisation, permission, actor, now }: RecordPermission,
): Promise<void> {
  const client = String(connection.settings.client);
  const whose = { provider: connector.id, client, connection_id: connection.id };
  await lockClaims(trx);
  if (permission.kind === 'again') {
    const own = await openClaim(trx, connection.id);
    if (own?.state === 'proven' && own.client.toLowerCase() === client.toLowerCase()) return;
  }
  if (permission.kind === 'claimed' || permission.kind === 'again') {
    await recordClaim(trx, { connection, client, by: { slug: organisation.slug }, actor, now });
    return;
  }
  if ((await holderOf(trx, whose)) !== undefined) {
    throw conflict(
      `The client ${client} at ${connector.title} is attached to another organisation.`,
      'Make sure whose client it is; stop the other connection first if it is the wrong one.',
      'operator',
    );
  }
  await releaseStopped(trx, whose, now);
  await recordClaim(trx, { connection, client, by: 'operator', actor, now });
}

function evidenceOf({ connection, tested, permission, actor }: RecordPermission): string {
  const who = permission.kind === 'accepted' ? permission.name : nameOfActor(actor);
  switch (connection.method) {
    case 'api-credentials':
      return `A sign-in of the box office’s own, given by ${who}${tested ? ' and tried' : ''}`;
    case 'delivery':
      return `Deliveries signed with a key of the organisation, arranged by ${who}`;
    case 'upload':
      return `Files uploaded by people of the organisation, begun by ${who}`;
    default:
      return `A request of the organisation, arranged by ${who}`;
  }
}
