import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../config/config.ts';
import type { Context } from '../context.ts';
import type { DataFolder } from '../control/data-folder.ts';
import { readSetting, storeSetting } from '../control/settings.ts';
import type { Logger } from '../logger.ts';
import { refreshAddresses } from './refresh-addresses.ts';
import { ALLOWED_AT_FIRST, DEMO_PROVIDER, seedDemo, TOGGLE_PATH } from './seed.ts';
import { type Simulator, startSimulator } from './start-simulator.ts';

export interface StartDemo {
  readonly config: Config;
  readonly folder: DataFolder;
  readonly log: Logger;
  readonly say: (line: string) => void;
}

/** Simulated box offices, started before there is anybody to call them. */
export interface Demo extends AsyncDisposable {
  /** Organisations that are their clients: seeded once, found again at every start. Resolves when the box offices answer. */
  settle(context: Context): Promise<readonly { readonly provider: string; readonly address: string }[]>;
}

const SETTING = 'demo';
const remembered = z.object({ address: z.string() });

export function startDemo({ config, folder, log, say }: StartDemo): Demo {
  const stateFile = join(folder.folder('simulators'), `${DEMO_PROVIDER}.json`);
  const start = (port: number): Promise<Simulator> =>
    startSimulator({ provider: DEMO_PROVIDER, port, stateFile, allowed: ALLOWED_AT_FIRST, log });
  const wanted = config.port === 0 ? 0 : config.port + 10;
  say('Starting a simulated box office …');
  const starting = start(wanted).catch((err: unknown) => {
    if (wanted === 0) throw err;
    say(`Port ${wanted} is not free for it; taking another.`);
    return start(0);
  });
  // Whoever settles hears of a failure; until then it must not count as unhandled.
  starting.catch(() => undefined);
  return {
    async settle(context) {
      const { address } = await starting;
      const before = remembered.safeParse(await readSetting(context.db, SETTING));
      if (before.success) await refreshAddresses(context, { before: before.data.address, now: address });
      else await seedDemo(context, address);
      await storeSetting(context.db, SETTING, { address } satisfies z.infer<typeof remembered>);
      await folder.markDemo();
      const title = context.connectors.get(DEMO_PROVIDER)?.title ?? DEMO_PROVIDER;
      say(`The simulated box office (${title}) is at ${address}`);
      say(`Give permission for Riverside Theatre there: ${address}${TOGGLE_PATH}`);
      return [{ provider: DEMO_PROVIDER, address }];
    },
    async [Symbol.asyncDispose]() {
      const simulator = await starting.catch(() => null);
      await simulator?.stop();
    },
  };
}
