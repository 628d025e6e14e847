// Riverside Theatre and Harbour Playhouse, both clients of one simulated Spektrix.
import { createHttpClient } from '@illuminate/connector-kit';
import { z } from 'zod';
import { addConnection } from '../connections/add-connection.ts';
import type { Context } from '../context.ts';
import { readPartnerCredential } from '../providers/partner-credential.ts';
import { setPartnerCredential } from '../providers/set-partner-credential.ts';
import { seedActivities } from './activities.ts';
import { demoOrganisation } from './demo-organisation.ts';
import { ACTOR, type DemoProvider } from './demo-provider.ts';
import type { Moved } from './refresh-addresses.ts';

const PROVIDER = 'spektrix';
const PLACE = { zone: 'Europe/London', currency: 'GBP' };
const SYNC_EVERY_SECONDS = 60;
/** On at the first start, so that the list of permissions is not empty before anybody has touched a toggle. */
const ALLOWED_AT_FIRST = ['harbourplayhouse'];
const TOGGLE_PATH = '/riversidetheatre/control-panel/settings/configuration/system-setup/third-party-integrations';

export const spektrixDemo: DemoProvider = {
  provider: PROVIDER,
  portAfter: 10,
  words: ALLOWED_AT_FIRST.flatMap((client) => ['--allow', client]),
  seed,
  moved: movePartner,
  say: (address) => [`Give permission for Riverside Theatre there: ${address}${TOGGLE_PATH}`],
};

const accounts = z.object({
  partner: z.object({ login: z.string(), secret: z.string() }),
  clients: z.array(z.object({ client: z.string(), login: z.string(), secret: z.string() })),
});

async function seed(context: Context, address: string): Promise<void> {
  const { partner, clients } = await readAccounts(address);
  await setPartnerCredential(context, {
    provider: PROVIDER,
    settings: { ...partner, host: address },
    actor: ACTOR,
  });
  const riverside = await demoOrganisation(context, { slug: 'riverside', name: 'Riverside Theatre', ...PLACE });
  const harbour = await demoOrganisation(context, { slug: 'harbour', name: 'Harbour Playhouse', ...PLACE });
  const usual = { provider: PROVIDER, syncEverySeconds: SYNC_EVERY_SECONDS, actor: ACTOR };
  const connection = await addConnection(context, {
    ...usual,
    organisation: riverside,
    method: 'provider-consent',
    settings: { client: 'riversidetheatre' },
    test: false,
  });
  await seedActivities(context, { organisation: riverside, connection, client: 'riversidetheatre', address });
  const account = clients.find(({ client }) => client === 'harbourplayhouse');
  if (account === undefined) throw new TypeError('the simulator has the demo’s clients');
  await addConnection(context, {
    ...usual,
    organisation: harbour,
    method: 'api-credentials',
    settings: { client: account.client, login: account.login, host: address },
    secret: account.secret,
    test: true,
  });
}

/** The partner's sign-in names the address as well. */
async function movePartner(context: Context, { before, now }: Moved): Promise<void> {
  const connector = context.connectors.get(PROVIDER);
  const partner = connector === undefined ? null : await readPartnerCredential(context, connector);
  if (partner === null) return;
  const settings = partner.settings as Record<string, string>;
  if (settings.host !== before) return;
  await setPartnerCredential(context, { provider: PROVIDER, settings: { ...settings, host: now }, actor: ACTOR });
}

/** The simulator's own door, which no box office has. */
async function readAccounts(address: string): Promise<z.infer<typeof accounts>> {
  const door = createHttpClient({
    title: 'the simulator',
    baseUrl: `${address}/__simulator/`,
    hostRules: { allowLoopback: true },
    concurrency: 1,
  });
  try {
    const { data } = await door.getJson('accounts', { route: 'accounts', signal: AbortSignal.timeout(10_000) });
    return accounts.parse(data);
  } finally {
    await door.close();
  }
}
