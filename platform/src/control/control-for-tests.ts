// Test support: a control database of its own for each test, from a template that is made once and kept in .cache.
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type Clock, systemClock } from '../clock.ts';
import type { Config } from '../config/config.ts';
import { silentLogger } from '../logger.ts';
import { type DataFolder, openDataFolder } from './data-folder.ts';
import { acquireFolderLock } from './folder-lock.ts';
import { schemaFingerprint } from './migrate.ts';
import { type Control, openControl } from './open-control.ts';
import { makeTemplate } from './template.ts';

export interface ControlForTests {
  control: Control;
  folder: DataFolder;
  config: Pick<Config, 'dataFolder' | 'databaseUrl'>;
  /** Closes, then opens the same folder and database again. */
  reopen(): Promise<ControlForTests>;
  close(): Promise<void>;
}

export interface OpenForTests {
  clock?: Clock;
  databaseUrl?: string;
  path?: string;
}

export async function openControlForTests(options: OpenForTests = {}): Promise<ControlForTests> {
  const { clock = systemClock, databaseUrl, path = temporaryFolder() } = options;
  const folder = await openDataFolder(path, clock);
  const config = { dataFolder: path, ...(databaseUrl ? { databaseUrl } : {}) };
  const control = await openControl({
    config,
    folder,
    logger: silentLogger,
    clock,
    template: await templateForTests(),
  }).catch((err: unknown) => {
    folder.release();
    throw err;
  });
  const close = async () => {
    await control.close();
    folder.release();
  };
  const reopen = async () => {
    await close();
    return openControlForTests({ ...options, path });
  };
  return { control, folder, config, reopen, close };
}

const made: string[] = [];

export function temporaryFolder(): string {
  const path = mkdtempSync(join(tmpdir(), 'illuminate-test-'));
  if (made.length === 0) process.once('exit', removeTemporaryFolders);
  made.push(path);
  return path;
}

export function removeTemporaryFolders(): void {
  for (const path of made.splice(0)) rmSync(path, { recursive: true, force: true });
}

/** The file, made by whoever comes first while the others wait. */
export async function templateForTests(): Promise<string> {
  const cache = join(dirname(fileURLToPath(import.meta.url)), '../../../.cache');
  const file = join(cache, `control-template-${templateKey()}.tar.gz`);
  while (!existsSync(file)) {
    mkdirSync(cache, { recursive: true });
    const lock = await acquireFolderLock(`${file}.lock`, systemClock).catch(() => undefined);
    if (lock && !existsSync(file)) await makeTemplate(file).finally(() => lock.release());
    else if (lock) lock.release();
    else await systemClock.sleep(200);
  }
  return file;
}

function templateKey(): string {
  const require = createRequire(import.meta.url);
  const versions = ['@electric-sql/pglite', 'pg-boss'].map((name) => readFileSync(packageFile(require, name), 'utf8'));
  return createHash('sha256')
    .update([schemaFingerprint(), ...versions].join('\n'))
    .digest('hex')
    .slice(0, 12);
}

function packageFile(require: NodeJS.Require, name: string): string {
  const folders = require.resolve.paths(name) ?? [];
  const found = folders.map((folder) => join(folder, name, 'package.json')).find((file) => existsSync(file));
  if (!found) throw new TypeError(`${name} is not installed`);
  return found;
}
