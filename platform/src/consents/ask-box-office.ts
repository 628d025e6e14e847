import { type ConnectorIo, ConsentWithdrawnError } from '@illuminate/connector-kit';
import { boxOfficeConfig } from '../connections/box-office-config.ts';
import type { Context } from '../context.ts';

const ASK_MS = 15_000;

/** Whether the box office itself refuses this client. Anything but a clear refusal is a no. */
export async function askBoxOffice(
  deps: Pick<Context, 'config' | 'db' | 'keys' | 'connectors' | 'log'>,
  connectionId: string,
  stopping: AbortSignal,
): Promise<boolean> {
  const connection = await deps.db
    .selectFrom('connections')
    .selectAll()
    .where('id', '=', connectionId)
    .executeTakeFirst();
  const connector = connection && deps.connectors.get(connection.provider);
  if (connection === undefined || connector === undefined) return false;
  const io: ConnectorIo = { allowLoopback: deps.config.allowLoopback, onRequest: () => undefined };
  const { config } = await boxOfficeConfig(deps, connection);
  const client = connector.connect(config, io);
  try {
    await connector.probe(client, AbortSignal.any([stopping, AbortSignal.timeout(ASK_MS)]));
    return false;
  } catch (err) {
    if (err instanceof ConsentWithdrawnError) return true;
    deps.log.info({ err, connection: connectionId }, 'the box office could not be asked whether permission stands');
    return false;
  } finally {
    await connector.close(client);
  }
}
