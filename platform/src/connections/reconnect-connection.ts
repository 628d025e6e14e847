import type { Context } from '../context.ts';
import type { Connection } from '../control/schema/connections.ts';
import { notPossibleNow } from '../refusal.ts';
import { addConnection } from './add-connection.ts';

export interface ReconnectConnection {
  readonly connection: Connection;
  /** Only those that change. */
  readonly settings: Readonly<Record<string, string>>;
  readonly secret: string | undefined;
  /** Whether it is the operator who does it, and vouches for whose client it is and that it is agreed. */
  readonly vouches?: boolean;
  readonly actor: string;
}

/** Takes a stopped connection up again in place: its name, its past and what was kept stay its own. */
export async function reconnectConnection(
  context: Context,
  { connection, settings, secret, vouches = false, actor }: ReconnectConnection,
): Promise<void> {
  const { name, provider, method, state, history_from: historyFrom } = connection;
  if (state !== 'stopped') {
    throw notPossibleNow(`${name} is not stopped, so there is nothing to take up again.`, 'Look at its status.');
  }
  const organisation = await context.db
    .selectFrom('organisations')
    .selectAll()
    .where('id', '=', connection.organisation_id)
    .executeTakeFirstOrThrow();
  const held = Object.fromEntries(Object.entries(connection.settings).map(([key, value]) => [key, String(value)]));
  await addConnection(context, {
    organisation,
    provider,
    method,
    settings: { ...held, ...settings },
    secret,
    ...(historyFrom === null ? {} : { historyFrom }),
    syncEverySeconds: connection.sync_every_seconds,
    test: method === 'api-credentials',
    permission: { kind: vouches ? 'arranged' : 'again' },
    actor,
  });
  // The box office is asked now, rather than within the minute.
  if (method === 'provider-consent') await context.queue.send('consents');
}
