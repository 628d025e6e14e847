import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { type Client, createClient } from '@illuminate/contract';
import { type StartedProcess, startNode } from './start-process.ts';
import { program } from './start-simulator.ts';

const exitWithParent = join(import.meta.dirname, 'exit-with-parent.mjs');

export interface PlatformOptions {
  readonly data: string;
  /** Off unless said. */
  readonly demo?: boolean;
  readonly env?: Readonly<Record<string, string>>;
  /** Modules to load before the server. */
  readonly preload?: readonly string[];
  /** How long it may take to be ready; a minute and a half unless said. */
  readonly readyWithinMs?: number;
}

export interface StartedPlatform extends AsyncDisposable {
  readonly address: string;
  /** The API with the operator's key. */
  readonly api: Client;
  readonly operatorKey: string;
  readonly process: StartedProcess;
  /** How many ms it took to be ready. */
  readonly readyAfter: number;
}

/** Starts the server as a process; it has no line to say yet. */
export function launchPlatform({ data, demo = false, env = {}, preload = [] }: PlatformOptions): StartedProcess {
  const imports = [exitWithParent, ...preload].flatMap((path) => ['--import', path]);
  return startNode([...imports, ...program('server', 'platform/src/main.ts')], {
    env: {
      ILLUMINATE_DATA: data,
      PORT: '0',
      ...(demo ? {} : { ILLUMINATE_DEMO: 'off', ILLUMINATE_ALLOW_LOOPBACK: 'on' }),
      ...env,
    },
  });
}

/** Starts the server and waits for its ready line. @throws Error with what it wrote if it ends first */
export async function startPlatform(options: PlatformOptions): Promise<StartedPlatform> {
  const began = performance.now();
  const process = launchPlatform(options);
  const address = await process.line(/^Illuminate is ready: (http:\S+)$/m, options.readyWithinMs ?? 90_000);
  const readyAfter = performance.now() - began;
  const operatorKey = (await readFile(join(options.data, 'operator.key'), 'utf8')).trim();
  return {
    address,
    api: createClient({ baseUrl: address, apiKey: operatorKey }),
    operatorKey,
    process,
    readyAfter,
    async [Symbol.asyncDispose]() {
      await process.stop();
    },
  };
}
