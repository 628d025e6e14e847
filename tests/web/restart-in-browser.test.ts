// The server is away for a while: an open page comes right by itself.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedPlatform, startPlatform } from '../support/start-platform.ts';
import { describeInChromium, launchChromium } from './chromium.ts';
import { signInForNew } from './sign-in.ts';

const WAIT = 90_000;

describeInChromium('a restart, in a browser', () => {
  let data: string;
  let platform: StartedPlatform;
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'illuminate-restart-'));
    [platform, browser] = await Promise.all([startPlatform({ data }), launchChromium()]);
    context = await browser.newContext();
  });

  afterAll(async () => {
    await browser.close();
    await platform.process.stop();
    await rm(data, { recursive: true, force: true });
  });

  test('what was asked in vain meanwhile is asked again without a click', async () => {
    await signInForNew(context, platform, { slug: 'mill', name: 'Mill Arts' });
    const page = await context.newPage();
    await page.goto(`${platform.address}/reports`);
    await page.getByRole('link', { name: 'Archive' }).waitFor();
    await platform.process.stop();
    await page.getByRole('link', { name: 'Archive' }).click();
    await page.getByRole('button', { name: 'Try again' }).waitFor({ timeout: WAIT });

    const { port } = new URL(platform.address);
    platform = await startPlatform({ data, env: { PORT: port } });
    await page.getByRole('button', { name: 'Try again' }).waitFor({ state: 'detached', timeout: WAIT });
    await expect.poll(() => page.getByRole('main').innerText()).toContain('The archive is empty');
  }, 240_000);
});
