import type { Client, Input, Output } from '@illuminate/contract';
import type { SimulatorDoor } from './simulator-door.ts';
import { until } from './until.ts';

/** Adds an organisation and connects it to a client of a simulator, as an operator does. */
export async function connectOrganisation(
  api: Client,
  door: SimulatorDoor,
  { slug, client, zone = 'Europe/London' }: { readonly slug: string; readonly client?: string; readonly zone?: string },
): Promise<Output<'addConnection'>> {
  const { clients } = await door.accounts();
  const account = clients.find((each) => client === undefined || each.client === client);
  if (account === undefined) throw new Error(`no client ${client}`);
  await api.call('addOrganisation', { body: { slug, name: `The ${slug}`, zone, currency: 'GBP' } });
  const body: Input<'addConnection'>['body'] = {
    organisation: slug,
    provider: 'spektrix',
    method: 'api-credentials',
    settings: { client: account.client, login: account.login, host: door.origin },
    secret: account.secret,
    syncEverySeconds: 3_600,
  };
  return api.call('addConnection', { body });
}

/** Asks for syncs until all that the box office has at this moment is there: history too, and nothing refused. */
export async function collectAll(api: Client, connection: string, withinMs = 120_000): Promise<void> {
  const since = (await api.call('showStatus', {})).now;
  let seen: unknown;
  await until(
    `${connection} is collected`,
    withinMs,
    async () => {
      const { id } = await api.call('startSync', { params: { connection } });
      const sync = await until('a sync ends', withinMs, async () => {
        const { endedAt, ...rest } = await api.call('showSync', { params: { sync: id } });
        return endedAt !== null && rest;
      });
      const now = await api.call('showConnection', { params: { connection } });
      seen = { sync, dataTo: now.dataTo, since, streams: now.streams, rejects: now.counts.rejects };
      const isFresh = now.dataTo !== null && now.dataTo >= since;
      return sync.state === 'succeeded' && isFresh && now.progress?.complete === true && now.counts.rejects === 0;
    },
    () => JSON.stringify(seen),
  );
}
