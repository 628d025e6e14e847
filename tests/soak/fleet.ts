import type { Client } from '@illuminate/contract';
import { collectAll } from '../support/connect-organisation.ts';
import { until } from '../support/until.ts';
import type { BoxOffices } from './box-offices.ts';
import { PATIENCE_MS } from './patience.ts';

/** One organisation of a life with its one connection. */
export interface Member {
  readonly organisationId: string;
  readonly connection: string;
  /** Whether its sales come by delivery, and its programme from a feed. */
  readonly delivers: boolean;
  /** As its box office calls it. */
  readonly account: string;
}

/** Three organisations: by their own sign-in, by permission given at the provider, by feed and deliveries. */
export interface Fleet {
  readonly members: readonly [own: Member, permitted: Member, delivering: Member];
  /** Under which the sender's key is registered. */
  readonly keyId: string;
}

/** Adds the organisations to a platform and connects them; nothing is collected yet. */
export async function connectFleet(api: Client, { sales, clients, feed }: BoxOffices): Promise<Fleet> {
  const { partner, clients: accounts } = await sales.accounts();
  const own = accounts.find(({ client }) => client === clients[0]);
  if (own === undefined) throw new Error('no such client');
  const host = sales.origin;
  await api.call('setPartnerCredential', {
    params: { provider: 'spektrix' },
    body: { settings: { login: partner.login, secret: partner.secret, host } },
  });
  const london = { zone: 'Europe/London', currency: 'GBP' };
  const dublin = { zone: 'Europe/Dublin', currency: 'EUR' };
  const organisation = async (slug: string, place: typeof london): Promise<string> =>
    (await api.call('addOrganisation', { body: { slug, name: `The ${slug}`, ...place } })).id;
  const ids = [
    await organisation('own', london),
    await organisation('permitted', london),
    await organisation('delivering', dublin),
  ] as const;
  const usual = { syncEverySeconds: 3_600 };
  const first = await api.call('addConnection', {
    body: {
      ...{ organisation: 'own', provider: 'spektrix', method: 'api-credentials', ...usual },
      settings: { client: own.client, login: own.login, host },
      secret: own.secret,
    },
  });
  const second = await api.call('addConnection', {
    body: {
      ...{ organisation: 'permitted', provider: 'spektrix', method: 'provider-consent', ...usual },
      settings: { client: clients[1] },
    },
  });
  const third = await api.call('addConnection', {
    body: {
      ...{ organisation: 'delivering', provider: 'ticketsolve', method: 'support-request', ...usual },
      settings: { account: feed.account, host: feed.door.origin },
    },
  });
  const { id: keyId } = await api.call('addDeliveryKey', {
    params: { connection: third.name },
    body: { publicKey: await feed.publicKey() },
  });
  await until(
    'the permission is noticed',
    PATIENCE_MS,
    async () => (await api.call('showConnection', { params: { connection: second.name } })).state === 'active',
  );
  return {
    members: [
      { organisationId: ids[0], connection: first.name, delivers: false, account: clients[0] },
      { organisationId: ids[1], connection: second.name, delivers: false, account: clients[1] },
      { organisationId: ids[2], connection: third.name, delivers: true, account: feed.account },
    ],
    keyId,
  };
}

/** A fleet and whatever is needed to make it work. */
export interface Work {
  readonly api: Client;
  /** Of the platform. */
  readonly address: string;
  readonly offices: BoxOffices;
  readonly fleet: Fleet;
}

/** Collects and delivers until nothing is missing. @throws Error with what was last seen */
export async function finishWork({ api, address, offices, fleet }: Work): Promise<void> {
  await offices.feed.deliverTo(destinationOf(fleet, address));
  for (const { connection, delivers } of fleet.members) {
    if (!delivers) await collectAll(api, connection, PATIENCE_MS);
  }
  const { connection } = fleet.members[2];
  let seen: unknown;
  await until(
    'the feed is read and all is delivered',
    PATIENCE_MS,
    async () => {
      const { state, failure } = await syncOnce(api, connection);
      const error = await offices.feed.deliver();
      const { counts } = await api.call('showConnection', { params: { connection } });
      seen = { state, failure, error, rejects: counts.rejects };
      return state === 'succeeded' && error === null && counts.rejects === 0;
    },
    () => JSON.stringify(seen),
  );
}

/** Where the sender of a fleet's deliveries is to send them. */
export function destinationOf({ members, keyId }: Fleet, address: string) {
  return { target: address, connection: members[2].connection, keyId };
}

/** Collects now. @returns the sync, when it is over */
export async function syncOnce(api: Client, connection: string) {
  const { id } = await api.call('startSync', { params: { connection } });
  return until('a sync ends', PATIENCE_MS, async () => {
    const sync = await api.call('showSync', { params: { sync: id } });
    return sync.endedAt !== null && sync;
  });
}
