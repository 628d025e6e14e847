// What the demo holds: two organisations, both clients of one simulated box office. The only place here that names a provider.
import { createHttpClient } from '@illuminate/connector-kit';
import { z } from 'zod';
import { addConnection } from '../connections/add-connection.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema.ts';
import { addOrganisation } from '../organisations/add-organisation.ts';
import { setPartnerCredential } from '../providers/set-partner-credential.ts';

export const DEMO_PROVIDER = 'spektrix';
/** On at the first start, so that the list of permissions is not empty before anybody has touched a toggle. */
export const ALLOWED_AT_FIRST = ['harbourplayhouse'];
export const TOGGLE_PATH =
  '/riversidetheatre/control-panel/settings/configuration/system-setup/third-party-integrations';

const ACTOR = 'the demo';
const PLACE = { zone: 'Europe/London', currency: 'GBP' };
const SYNC_EVERY_SECONDS = 60;

const accounts = z.object({
  partner: z.object({ login: z.string(), secret: z.string() }),
  clients: z.array(z.object({ client: z.string(), login: z.string(), secret: z.string() })),
});

export async function seedDemo(context: Context, address: string): Promise<void> {
  const { partner, clients } = await readAccounts(address);
  await setPartnerCredential(context, {
    provider: DEMO_PROVIDER,
    settings: { ...partner, host: address },
    actor: ACTOR,
  });
  const riverside = await organisation(context, 'riverside', 'Riverside Theatre');
  const harbour = await organisation(context, 'harbour', 'Harbour Playhouse');
  const usual = { provider: DEMO_PROVIDER, syncEverySeconds: SYNC_EVERY_SECONDS, actor: ACTOR };
  await addConnection(context, {
    ...usual,
    organisation: riverside,
    method: 'provider-consent',
    settings: { client: 'riversidetheatre' },
    test: false,
  });
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

async function organisation(context: Context, slug: string, name: string): Promise<Organisation> {
  const { id } = await addOrganisation(context, { slug, name, ...PLACE, actor: ACTOR });
  return context.db.selectFrom('organisations').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
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
