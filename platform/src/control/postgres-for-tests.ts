// Test support: a PostgreSQL server of our own on a free loopback port, from the binaries of this machine.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chownSync, existsSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';

export const POSTGRES_MISSING = 'PostgreSQL is not installed here (apt-get install -y postgresql)';

const DEBIAN = '/usr/lib/postgresql';

export interface PostgresForTests {
  /** An empty database. */
  createDatabase(): Promise<string>;
  /** Ends the server as an operator does who restarts it, with its connections cut; `start` starts it on the same port. */
  halt(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
}

export function postgresBinaries(): string | undefined {
  const versions = existsSync(DEBIAN) ? readdirSync(DEBIAN).sort((a, b) => Number(b) - Number(a)) : [];
  const folders = [...versions.map((version) => join(DEBIAN, version, 'bin')), ...(process.env.PATH ?? '').split(':')];
  return folders.find((folder) => existsSync(join(folder, 'initdb')) && existsSync(join(folder, 'postgres')));
}

export async function startPostgres(): Promise<PostgresForTests> {
  const binaries = postgresBinaries();
  if (!binaries) throw new TypeError(POSTGRES_MISSING);
  const data = mkdtempSync(join(tmpdir(), 'illuminate-postgres-'));
  // PostgreSQL refuses to run as root.
  const user = process.getuid?.() === 0 ? unprivilegedUser() : undefined;
  if (user) chownSync(data, user.uid, user.gid);
  const initdb = spawnSync(
    join(binaries, 'initdb'),
    ['-D', data, '-U', 'illuminate', '--auth=trust', '--no-sync', '-E', 'UTF8', '--locale=C'],
    { ...user, cwd: data, encoding: 'utf8' },
  );
  if (initdb.status !== 0) throw new TypeError(`initdb failed: ${initdb.stderr}`);
  const port = await freePort();
  const settings = ['fsync=off', 'max_connections=40', 'unix_socket_directories=', 'listen_addresses=127.0.0.1'];
  const launch = () => {
    const server = spawn(
      join(binaries, 'postgres'),
      ['-D', data, '-p', String(port), ...settings.flatMap((setting) => ['-c', setting])],
      { ...user, cwd: data, stdio: 'ignore' },
    );
    return { server, ended: new Promise<void>((resolve) => server.once('exit', () => resolve())) };
  };
  let running = launch();
  const end = async (signal: NodeJS.Signals) => {
    running.server.kill(signal);
    await running.ended;
  };
  const killed = () => running.server.kill('SIGQUIT');
  process.once('exit', killed);
  const urlOf = (database: string) => `postgres://illuminate@127.0.0.1:${port}/${database}`;
  await answers(urlOf('postgres'));
  let databases = 0;
  return {
    async createDatabase() {
      databases += 1;
      const name = `control_${databases}`;
      await withClient(urlOf('postgres'), (client) => client.query(`create database ${name}`));
      return urlOf(name);
    },
    halt: () => end('SIGINT'),
    async start() {
      running = launch();
      await answers(urlOf('postgres'));
    },
    async stop() {
      process.off('exit', killed);
      await end('SIGQUIT');
      rmSync(data, { recursive: true, force: true });
    },
  };
}

function unprivilegedUser(): { uid: number; gid: number } {
  for (const name of ['postgres', 'nobody']) {
    try {
      const id = (what: string) => Number(execFileSync('id', [what, name], { encoding: 'utf8', stdio: 'pipe' }));
      return { uid: id('-u'), gid: id('-g') };
    } catch {
      // No such user; the next.
    }
  }
  return { uid: 65_534, gid: 65_534 };
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      const port = typeof address === 'object' && address ? address.port : 0;
      server.close(() => resolve(port));
    });
  });
}

async function answers(url: string): Promise<void> {
  for (let attempt = 1; ; attempt += 1) {
    try {
      return await withClient(url, async (client) => {
        await client.query('select 1');
      });
    } catch (err) {
      if (attempt === 100) throw err;
      await new Promise((resolve) => setTimeout(resolve, 100));
    }
  }
}

async function withClient<T>(url: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client(url);
  try {
    await client.connect();
    return await work(client);
  } finally {
    await client.end();
  }
}
