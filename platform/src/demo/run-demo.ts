import { join } from 'node:path';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { readSetting, storeSetting } from '../control/settings.ts';
import { refreshAddresses } from './refresh-addresses.ts';
import { ALLOWED_AT_FIRST, DEMO_PROVIDER, seedDemo, TOGGLE_PATH } from './seed.ts';
import { type Simulator, startSimulator } from './start-simulator.ts';

export interface Demo extends AsyncDisposable {
  readonly simulators: readonly { readonly provider: string; readonly address: string }[];
}

const SETTING = 'demo';
const remembered = z.object({ address: z.string() });

/** Simulated box offices, and organisations that are their clients; seeded once, found again at every start. */
export async function runDemo(context: Context, say: (line: string) => void): Promise<Demo> {
  const { config, control, db, log } = context;
  const title = context.connectors.get(DEMO_PROVIDER)?.title ?? DEMO_PROVIDER;
  say(`Starting a simulated box office (${title}) …`);
  const start = (port: number): Promise<Simulator> =>
    startSimulator({
      provider: DEMO_PROVIDER,
      port,
      stateFile: join(control.folder.folder('simulators'), `${DEMO_PROVIDER}.json`),
      allowed: ALLOWED_AT_FIRST,
      log,
    });
  const wanted = config.port === 0 ? 0 : config.port + 10;
  const simulator = await start(wanted).catch((err: unknown) => {
    if (wanted === 0) throw err;
    say(`Port ${wanted} is not free for it; taking another.`);
    return start(0);
  });
  try {
    const before = remembered.safeParse(await readSetting(db, SETTING));
    if (before.success) await refreshAddresses(context, { before: before.data.address, now: simulator.address });
    else await seedDemo(context, simulator.address);
    await storeSetting(db, SETTING, { address: simulator.address } satisfies z.infer<typeof remembered>);
    await control.folder.markDemo();
  } catch (err) {
    await simulator.stop();
    throw err;
  }
  say(`The simulated ${title} is at ${simulator.address}`);
  say(`Give permission for Riverside Theatre there: ${simulator.address}${TOGGLE_PATH}`);
  return {
    simulators: [{ provider: DEMO_PROVIDER, address: simulator.address }],
    [Symbol.asyncDispose]: () => simulator.stop(),
  };
}
