// From settings to a server that answers, said step by step; and back.
import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { inviteFirstAdministrator } from './access/first-administrator.ts';
import { listen } from './api/listen.ts';
import { createApi } from './api/server.ts';
import { type Clock, systemClock } from './clock.ts';
import { createClosers } from './closers.ts';
import type { Config } from './config/config.ts';
import { decideDemo } from './config/demo.ts';
import { StartRefused } from './config/start-refused.ts';
import { openDataFolder } from './control/data-folder.ts';
import { startDemo } from './demo/run-demo.ts';
import type { Logger } from './logger.ts';
import { sayMail } from './notifications/say-mail.ts';
import { openContext } from './open-context.ts';
import { VERSION } from './version.ts';

export interface StartPlatform {
  readonly config: Config;
  readonly log: Logger;
  /** The built web app, if there is one. */
  readonly webFolder: string | null;
  readonly clock?: Clock;
  /** Told when another process has taken the data folder meanwhile: nothing may be written from then on. */
  readonly onFolderLost?: () => void;
  /** Short lines for people about what is happening. */
  readonly say?: (line: string) => void;
}

export interface Platform extends AsyncDisposable {
  /** Such as http://127.0.0.1:4310. */
  readonly address: string;
}

/** Resolves once everything answers. @throws StartRefused with what to do */
export async function startPlatform(options: StartPlatform): Promise<Platform> {
  const { log, webFolder, clock = systemClock, say = () => undefined } = options;
  await using opened = createClosers();
  say(`Illuminate ${VERSION} is starting with the data in ${options.config.dataFolder}`);
  const folder = opened.use(await openDataFolder(options.config.dataFolder, clock, { onLost: options.onFolderLost }));
  const server = await listen(options.config).catch((err: unknown) => {
    throw portRefused(err, options.config) ?? err;
  });
  opened.defer(() => server.close());
  const demo = decideDemo(options.config, folder);
  const config: Config = demo ? { ...options.config, allowLoopback: true } : options.config;
  const demonstration = demo ? opened.use(startDemo({ config, folder, log, say })) : null;
  const address = `http://${config.host.includes(':') ? `[${config.host}]` : config.host}:${server.port}`;
  const { context, startWork } = opened.use(await openContext({ config, folder, log, address, clock, say }));
  for (const line of sayMail(config)) say(line);
  const simulators = (await demonstration?.settle(context)) ?? [];
  await startWork();

  let isReady = false;
  const listening = { host: config.host, port: server.port, publicUrl: config.publicUrl ?? null };
  const { app, close } = createApi({
    context,
    installation: {
      version: VERSION,
      startedAt: clock.now(),
      demo,
      simulators,
    },
    listening,
    webFolder,
    isReady: () => isReady,
  });
  server.answerWith(app.fetch);
  opened.defer(async () => {
    isReady = false;
    server.answerWith(null);
    close();
    await server.close();
  });
  const addressFile = join(folder.path, 'address');
  writeFileSync(addressFile, `${address}\n`, { mode: 0o600 });
  opened.defer(() => rmSync(addressFile, { force: true }));
  isReady = true;
  const welcome = demo ? null : await inviteFirstAdministrator(context);
  if (welcome !== null) say(`Nobody has an account yet. Make the first administrator's, within a day: ${welcome}`);
  demonstration?.begin(context, address);
  const closing = opened.move();
  return { address, [Symbol.asyncDispose]: () => closing[Symbol.asyncDispose]() };
}

function portRefused(err: unknown, { host, port }: Config): StartRefused | null {
  const code = err instanceof Error && 'code' in err ? err.code : undefined;
  if (code === 'EADDRINUSE') {
    return new StartRefused(
      'setting_invalid',
      `Port ${port} is in use by another program: stop that one, or start on another port with PORT=${port < 65_525 ? port + 10 : 4310} (PORT=0 picks a free one).`,
    );
  }
  if (code === 'EACCES' || code === 'EADDRNOTAVAIL') {
    return new StartRefused(
      'setting_invalid',
      `Illuminate may not listen on ${host}, port ${port}: set HOST to an address of this machine and PORT to a number above 1023.`,
    );
  }
  return null;
}
