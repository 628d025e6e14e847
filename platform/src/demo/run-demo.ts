import { join } from 'node:path';
import { z } from 'zod';
import type { Config } from '../config/config.ts';
import type { Context } from '../context.ts';
import type { DataFolder } from '../control/data-folder.ts';
import { readSetting, storeSetting } from '../control/settings.ts';
import { describeError, type Logger } from '../logger.ts';
import type { DemoProvider } from './demo-provider.ts';
import { settleFenwick, uploadFenwick } from './fenwick.ts';
import { settlePeople } from './people.ts';
import { refreshAddresses } from './refresh-addresses.ts';
import { seedRequests } from './requests.ts';
import { settingOf } from './simulator-settings.ts';
import { spektrixDemo } from './spektrix.ts';
import { type Simulator, startSimulator } from './start-simulator.ts';
import { ticketsolveDemo } from './ticketsolve.ts';

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
  /** What box offices begin by themselves, once we can be called at `own`. */
  begin(context: Context, own: string): void;
}

const PROVIDERS: readonly DemoProvider[] = [spektrixDemo, ticketsolveDemo];
const remembered = z.object({ address: z.string() });

/** A provider of the demo with its simulator. */
interface Running {
  readonly of: DemoProvider;
  readonly simulator: Promise<Simulator>;
  /** Called when the simulator was started again. */
  again: () => void;
}

export function startDemo({ config, folder, log, say }: StartDemo): Demo {
  const simulators = folder.folder('simulators');
  say('Starting the simulated box offices …');
  const running = PROVIDERS.map((of) => run(of));
  const keyFileOf = (provider: string): string => join(simulators, `${provider}.pem`);

  function run(of: DemoProvider): Running {
    const start = (port: number): Promise<Simulator> =>
      startSimulator({
        provider: of.provider,
        port,
        stateFile: join(simulators, `${of.provider}.json`),
        words: of.words,
        log,
        onRestart: () => one.again(),
      });
    const wanted = config.port === 0 ? 0 : config.port + of.portAfter;
    const simulator = start(wanted).catch((err: unknown) => {
      if (wanted === 0) throw err;
      say(`Port ${wanted} is not free for it; taking another.`);
      return start(0);
    });
    // Whoever settles hears of a failure; until then it must not count as unhandled.
    simulator.catch(() => undefined);
    const one: Running = { of, simulator, again: () => undefined };
    return one;
  }

  return {
    async settle(context) {
      const settled: { provider: string; address: string }[] = [];
      for (const { of, simulator } of running) {
        const { address } = await simulator;
        await settleOne(context, of, address);
        settled.push({ provider: of.provider, address });
        say(`The simulated box office (${context.connectors.get(of.provider)?.title ?? of.provider}) is at ${address}`);
        for (const line of of.say?.(address) ?? []) say(line);
      }
      await settleFenwick(context);
      await settlePeople(context);
      await seedRequests(context);
      await folder.markDemo();
      return settled;
    },
    begin(context, own) {
      uploadFenwick(context).catch((err: unknown) =>
        log.warn({ err: describeError(err) }, 'the uploads of the demo go on at its next start'),
      );
      for (const one of running) {
        one.again = () => {
          one.simulator
            .then(({ address }) => one.of.begin?.(context, { address, own, keyFile: keyFileOf(one.of.provider) }))
            .catch((err: unknown) => log.error({ err: describeError(err) }, 'a simulated box office did not begin'));
        };
        one.again();
      }
    },
    async [Symbol.asyncDispose]() {
      await Promise.all(running.map(async ({ simulator }) => (await simulator.catch(() => null))?.stop()));
    },
  };
}

async function settleOne(context: Context, of: DemoProvider, address: string): Promise<void> {
  const setting = settingOf(of.provider);
  const before = remembered.safeParse(await readSetting(context.db, setting));
  if (!before.success) await of.seed(context, address);
  else if (before.data.address !== address) {
    const moved = { before: before.data.address, now: address };
    await refreshAddresses(context, of.provider, moved);
    await of.moved?.(context, moved);
  }
  await storeSetting(context.db, setting, { address } satisfies z.infer<typeof remembered>);
}
