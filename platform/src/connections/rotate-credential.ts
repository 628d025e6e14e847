import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import { json } from '../control/json.ts';
import { newId } from '../control/new-id.ts';
import type { Connection } from '../control/schema/connections.ts';
import { notPossibleNow } from '../refusal.ts';
import { forgetStreamFailures } from '../syncs/stream-states.ts';
import { credentialNeeded } from './credential-needed.ts';
import { probeBoxOffice, refusalOf } from './probe-box-office.ts';
import { sealCredential } from './seal-credential.ts';
import { parseSignIn } from './sign-in-fields.ts';

export interface RotateCredential {
  readonly connection: Connection;
  /** Only those that change. */
  readonly settings: Readonly<Record<string, string>>;
  readonly secret: string;
  readonly actor: string;
}

/** Replaces the sign-in once the new one has been seen to work. */
export async function rotateCredential(
  context: Context,
  { connection, settings, secret, actor }: RotateCredential,
): Promise<void> {
  const connector = context.connectors.get(connection.provider);
  if (connector === undefined || connection.method !== 'api-credentials' || connection.state === 'stopped') {
    throw notPossibleNow(
      `${connection.name} has no sign-in of its own that could be replaced.`,
      connection.state === 'stopped'
        ? 'Add the connection again.'
        : credentialNeeded(connector, connection.method)
          ? 'Set the partner credential of its provider.'
          : 'None is needed. To change what it reads, stop it and add it again.',
      'operator',
    );
  }
  const held = Object.fromEntries(Object.entries(connection.settings).map(([name, value]) => [name, String(value)]));
  const signIn = parseSignIn(connector, { settings: { ...held, ...settings }, secret });
  const probe = await probeBoxOffice(context, connector, signIn.config).catch((err: unknown) => {
    throw refusalOf(err) ?? err;
  });
  await context.db.transaction().execute(async (trx) => {
    const now = context.clock.now();
    const sealed = await sealCredential({ keys: context.keys, db: trx }, connection, signIn.secrets);
    const fresh = { sealed, last_four: signIn.lastFour, rotated_at: now, rejected_at: null, last_used_at: now };
    await trx
      .insertInto('credentials')
      .values({ id: newId('crd'), connection_id: connection.id, provider: null, created_at: now, ...fresh })
      .onConflict((on) => on.column('connection_id').doUpdateSet(fresh))
      .execute();
    await trx
      .updateTable('connections')
      .set({ settings: json(signIn.settings), capabilities: json(probe), probed_at: now })
      .where('id', '=', connection.id)
      .execute();
    await forgetStreamFailures(trx, connection.id);
    await appendAudit(trx, {
      at: now,
      actor,
      action: 'connection.credential-rotated',
      subject: connection.id,
      organisationId: connection.organisation_id,
      details: { connection: connection.name, changed: Object.keys(settings) },
    });
  });
  context.changes.changed(connection.id);
  await context.control.requestDump('connection.credential-rotated');
  if (connection.state === 'active') await context.syncs.request(connection.id, 'manual');
}
