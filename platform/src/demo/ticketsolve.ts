// Mill Arts Centre, on a simulated Ticketsolve: its feed is read, and the box office delivers its sales.
import { z } from 'zod';
import { addConnection } from '../connections/add-connection.ts';
import { addKey } from '../deliveries/add-key.ts';
import { listKeys } from '../deliveries/list-keys.ts';
import { keyIdsOf, parsePublicKey } from '../deliveries/public-key.ts';
import { demoOrganisation } from './demo-organisation.ts';
import { ACTOR, type DemoProvider } from './demo-provider.ts';
import { tellSimulator } from './tell-simulator.ts';

const PROVIDER = 'ticketsolve';
const ACCOUNT = 'mill';
const CONNECTION = 'mill-ticketsolve';
const SYNC_EVERY_SECONDS = 120;
const DELIVER_EVERY_SECONDS = 180;

export const ticketsolveDemo: DemoProvider = {
  provider: PROVIDER,
  portAfter: 20,
  words: [],
  async seed(context, address) {
    const organisation = await demoOrganisation(context, {
      slug: 'mill',
      name: 'Mill Arts Centre',
      zone: 'Europe/Dublin',
      currency: 'EUR',
    });
    await addConnection(context, {
      organisation,
      provider: PROVIDER,
      method: 'support-request',
      settings: { account: ACCOUNT, host: address },
      syncEverySeconds: SYNC_EVERY_SECONDS,
      test: false,
      actor: ACTOR,
    });
  },
  async begin(context, { address, own, keyFile }) {
    const connection = await context.db
      .selectFrom('connections')
      .selectAll()
      .where('name', '=', CONNECTION)
      .executeTakeFirst();
    if (connection === undefined || connection.state === 'stopped') return;
    const { publicKey } = publicKeyOf.parse(await tellSimulator(address, 'key', { keyFile }));
    const raw = parsePublicKey(publicKey);
    const { items } = await listKeys(context, connection);
    const registered = items.find(({ id, retiredAt }) => retiredAt === null && [...keyIdsOf(raw)].includes(id));
    const { id } = registered ?? (await addKey(context, { connection, publicKey, name: 'box office', actor: ACTOR }));
    await tellSimulator(address, 'deliveries', {
      account: ACCOUNT,
      target: own,
      connection: CONNECTION,
      keyFile,
      keyId: id,
      everySeconds: DELIVER_EVERY_SECONDS,
    });
  },
};

const publicKeyOf = z.object({ publicKey: z.string() });
