import { existsSync } from 'node:fs';
import { cp, mkdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { HeadlineCode } from '@illuminate/contract';
import { inject } from 'vitest';
import { openDoor } from './simulator-door.ts';
import { type PlatformOptions, type StartedPlatform, startPlatform } from './start-platform.ts';
import { until } from './until.ts';

/** How long the first who asks may wait for the demo to be loaded, and whoever asks meanwhile. */
const LOADED_DEMO_MS = 480_000;

/** Riverside has events that no activity names, which is said of it when all is here. */
const LOADED: ReadonlySet<string> = new Set<HeadlineCode>(['OK', 'PARTIAL']);

/**
 * Starts the demo on a data folder in which every box office is loaded already, Riverside's too, whose permission is given. It is
 * loaded once for all tests of a run: what is about a loaded store need not load one.
 */
export async function startLoadedDemo(options: Omit<PlatformOptions, 'demo'>): Promise<StartedPlatform> {
  await cp(await loadedFolder(), options.data, { recursive: true });
  return startPlatform({ ...options, demo: true });
}

async function loadedFolder(): Promise<string> {
  const [data, making, done] = ['data', 'making', 'done'].map((name) => join(inject('loadedDemo'), name)) as [
    string,
    string,
    string,
  ];
  // Tests run in several processes; making a folder succeeds in one of them alone.
  const isMine = await mkdir(making).then(
    () => true,
    () => false,
  );
  if (isMine) await writeFile(done, await load(data).then(String, (err: unknown) => `failed: ${err}`));
  const said = await until(
    'the demo is loaded',
    LOADED_DEMO_MS,
    async () => existsSync(done) && readFile(done, 'utf8'),
  );
  if (said.startsWith('failed')) throw new Error(`The demo that tests share was not loaded. ${said}`);
  return data;
}

/** @returns how many tickets its box offices have */
async function load(data: string): Promise<number> {
  await using platform = await startPlatform({ data, demo: true });
  const { api } = platform;
  const { simulators } = await api.call('showStatus', {});
  await openDoor(simulators[0]?.address ?? '').allow('riversidetheatre', true);
  const loaded = await until('every box office of the demo is loaded', LOADED_DEMO_MS, async () => {
    const { items } = await api.call('listConnections', { query: {} });
    const isLoaded = items.every(({ headline, counts }) => LOADED.has(headline.code) && counts.tickets > 0);
    return isLoaded && items;
  });
  return loaded.reduce((sum, { counts }) => sum + counts.tickets, 0);
}
