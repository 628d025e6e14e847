import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { createClient } from '@illuminate/contract';
import { afterAll, expect, test } from 'vitest';
import { readConfig } from './config/env.ts';
import { removeTemporaryFolders, temporaryFolder } from './control/control-for-tests.ts';
import { silentLogger } from './logger.ts';
import { startPlatform } from './start-platform.ts';

afterAll(removeTemporaryFolders);

const begin = (data: string, said: string[] = []) =>
  startPlatform({
    config: readConfig({ ILLUMINATE_DATA: data, ILLUMINATE_DEMO: 'off', PORT: '0' }),
    log: silentLogger,
    webFolder: null,
    say: (line) => said.push(line),
  });

test('starts, answers, refuses a second on the same folder, stops without a trace, starts again', async () => {
  const data = temporaryFolder();
  const said: string[] = [];
  const platform = await begin(data, said);
  expect(said[0]).toContain(data);
  expect(readFileSync(join(data, 'address'), 'utf8')).toBe(`${platform.address}\n`);
  expect((await fetch(`${platform.address}/readyz`)).status).toBe(200);
  const apiKey = readFileSync(join(data, 'operator.key'), 'utf8').trim();
  const api = createClient({ baseUrl: platform.address, apiKey });
  expect(await api.call('showStatus', {})).toMatchObject({
    demo: false,
    connections: [],
    simulators: [],
    warnings: [],
  });
  await expect(begin(data)).rejects.toMatchObject({ code: 'folder_in_use', exitCode: 78 });

  await platform[Symbol.asyncDispose]();
  expect(existsSync(join(data, 'address'))).toBe(false);
  await expect(fetch(`${platform.address}/readyz`)).rejects.toThrow();

  await using again = await begin(data);
  expect((await fetch(`${again.address}/readyz`)).status).toBe(200);
}, 60_000);

test('a port that is taken is told in a sentence before anything is begun, and the folder is free again', async () => {
  const data = temporaryFolder();
  await using platform = await begin(temporaryFolder());
  const port = new URL(platform.address).port;
  const config = readConfig({ ILLUMINATE_DATA: data, PORT: port });
  const said: string[] = [];
  const start = startPlatform({ config, log: silentLogger, webFolder: null, say: (line) => said.push(line) });
  await expect(start).rejects.toThrow(`Port ${port} is in use by another program`);
  await expect(start).rejects.toThrow(/PORT=\d+/);
  expect([said.length, existsSync(join(data, 'control'))]).toEqual([1, false]);
  await using later = await begin(data);
  expect(later.address).not.toBe(platform.address);
}, 60_000);
