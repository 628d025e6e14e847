import { spawn } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { CommandFailed } from './errors.ts';
import { EXIT } from './exit-codes.ts';
import type { Terminal } from './terminal.ts';

/** The server's own bundle lies beside ours: it alone opens databases. */
const server = join(import.meta.dirname, 'server.mjs');
/** The clone's own data folder, for a command given in another folder; the bundle lies in dist/. */
const cloneData = join(import.meta.dirname, '..', 'data');

export interface RunServer {
  readonly args: readonly string[];
  readonly env?: Readonly<Record<string, string>>;
  /** What to say if it does not succeed; it has said why by then. */
  readonly otherwise: string;
  /** Its standard output is given back instead of shown. */
  readonly quiet?: boolean;
}

/** Does something with a data folder on which no server runs. @returns what it wrote, where that is not shown */
export async function runServer(terminal: Terminal, { args, env = {}, otherwise, quiet = false }: RunServer) {
  if (!existsSync(server)) throw new CommandFailed('The server is not built. Run npm run build.', EXIT.failed);
  let written = '';
  const code = await new Promise<number>((done, reject) => {
    const child = spawn(process.execPath, [server, ...args], {
      stdio: ['ignore', quiet ? 'pipe' : 'inherit', 'inherit'],
      // Its own words are for people; its log is for a server's.
      env: { LOG_LEVEL: 'error', ...terminal.env, ...env },
    });
    child.stdout?.setEncoding('utf8').on('data', (text: string) => {
      written += text;
    });
    child.on('error', reject).on('close', (exitCode) => done(exitCode ?? 1));
  });
  if (code !== 0) throw new CommandFailed(otherwise, EXIT.failed);
  return written;
}

/** The data folder on this machine that a command is for; null if there is none, or if another machine is meant. */
export function localDataFolder({ env }: Terminal): string | null {
  if (env.ILLUMINATE_URL || env.ILLUMINATE_API_KEY) return null;
  const folders = env.ILLUMINATE_DATA ? [env.ILLUMINATE_DATA] : ['data', cloneData];
  const found = folders.find((folder) => existsSync(join(folder, 'folder.json')));
  return found === undefined ? null : resolve(found);
}
