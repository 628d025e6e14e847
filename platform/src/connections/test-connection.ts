import { ReauthoriseError } from '@illuminate/connector-kit';
import type { Output } from '@illuminate/contract';
import type { Context } from '../context.ts';
import { json } from '../control/json.ts';
import type { Connection } from '../control/schema/connections.ts';
import { notPossibleNow } from '../refusal.ts';
import { boxOfficeConfig } from './box-office-config.ts';
import { readCapabilities } from './capabilities.ts';
import { credentialNeeded } from './credential-needed.ts';
import { credentialRejected, credentialUsed } from './mark-credential.ts';
import { isConnectorError, probeBoxOffice } from './probe-box-office.ts';

/** Signs in now and tells what can be seen; what is found is kept. */
export async function testConnection(context: Context, connection: Connection): Promise<Output<'testConnection'>> {
  const connector = context.connectors.get(connection.provider);
  if (connector === undefined || connection.state === 'stopped' || connection.state === 'waiting_for_consent') {
    throw notPossibleNow(
      `${connection.name} may not call its box office now.`,
      'See its status for what it waits for.',
    );
  }
  const needed = { credentialNeeded: credentialNeeded(connector, connection.method) };
  const { config, credentialId } = await boxOfficeConfig(context, connection);
  try {
    const probe = await probeBoxOffice(context, connector, config);
    if (credentialId !== null) await credentialUsed(context, connection.id, credentialId);
    await context.db
      .updateTable('connections')
      .set({ capabilities: json(probe), probed_at: context.clock.now() })
      .where('id', '=', connection.id)
      .execute();
    context.changes.changed(connection.id);
    return { signedIn: true, ...needed, ...readCapabilities({ capabilities: { ...probe } }), failure: null };
  } catch (err) {
    if (!isConnectorError(err)) throw err;
    if (err instanceof ReauthoriseError && credentialId !== null) {
      await credentialRejected(context, connection.id, credentialId);
    }
    return {
      signedIn: false,
      ...needed,
      signedInAs: null,
      sees: [],
      cannotSee: [],
      notSupplied: [],
      failure: { ...err.fault, stream: null, reference: '' },
    };
  }
}
