// Where a page offers something, whoever reads it can do it; otherwise it says who does.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLoadedDemo } from '../support/loaded-demo.ts';
import type { StartedPlatform } from '../support/start-platform.ts';
import { describeInChromium, launchChromium } from './chromium.ts';
import { inTheWay } from './in-the-way.ts';
import { signIn } from './sign-in.ts';

describeInChromium('what a page offers', () => {
  let data: string;
  let demo: StartedPlatform;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'illuminate-dead-ends-'));
    [demo, browser] = await Promise.all([startLoadedDemo({ data }), launchChromium()]);
    context = await browser.newContext({ reducedMotion: 'reduce' });
    page = await context.newPage();
  });

  afterAll(async () => {
    await browser.close();
    await demo.process.stop();
    await rm(data, { recursive: true, force: true });
  });

  const open = async (path: string): Promise<void> => {
    await page.goto(`${demo.address}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };

  test('whoever is connected already reads so before anything is typed, with the way there', async () => {
    await signIn(context, demo.address, { as: 'asha.rao@riverside.example' });
    for (const method of ['provider-consent', 'api-credentials']) {
      await open(`/connect/spektrix/${method}`);
      await page.getByText('Riverside Theatre is connected to Spektrix already').waitFor();
      expect(await page.getByRole('form').count()).toBe(0);
      expect(await inTheWay(page, ['light', 'dark'])).toEqual([]);
    }
    await page.getByRole('link', { name: 'Open the connection' }).click();
    await page.getByRole('heading', { level: 1, name: 'Riverside Theatre' }).waitFor();
    expect(new URL(page.url()).pathname).toBe('/connections/riverside-spektrix');
  });

  test('the support desk reads who matches events, and gets no link to a page that is not for it', async () => {
    await signIn(context, demo.address, { as: 'asha.rao@riverside.example' });
    await open('/connections/riverside-spektrix');
    await page
      .getByRole('link', { name: /^Match (the event|\d+ events)$/ })
      .first()
      .waitFor();
    await signIn(context, demo.address, { as: 'priya.nair@desk.example' });
    for (const path of ['/', '/connections/riverside-spektrix']) {
      await open(path);
      await page.getByText('Those who look after the figures of Riverside Theatre match them.').first().waitFor();
      expect(await page.getByRole('link', { name: /^Match / }).count()).toBe(0);
      expect(await page.getByRole('main').innerText()).not.toContain('your figures');
    }
  });
});
