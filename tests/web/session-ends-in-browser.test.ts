// A session ends in mid-work: what is typed stays, a sign-in lies over it, and the work goes on as if nothing had been.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLoadedDemo } from '../support/loaded-demo.ts';
import { type StartedPlatform, startPlatform } from '../support/start-platform.ts';
import { describeInChromium, launchChromium } from './chromium.ts';
import { inTheWay } from './in-the-way.ts';
import { signIn } from './sign-in.ts';

const PASSPHRASE = 'a lantern over the stage door';
const ASHA = 'asha.rao@riverside.example';
const SIAN = { email: 'sian@riverside.example', name: 'Siân Puw' };
const ENDED = 'Sign in to go on; nothing you typed is lost.';

describeInChromium('a session that ends in mid-work', () => {
  let folders: string[];
  let platform: StartedPlatform;
  let demo: StartedPlatform;
  let browser: Browser;
  const errors: string[] = [];

  beforeAll(async () => {
    folders = await Promise.all(['ends', 'ends-demo'].map((name) => mkdtemp(join(tmpdir(), `illuminate-${name}-`))));
    const [own = '', ofDemo = ''] = folders;
    [platform, demo, browser] = await Promise.all([
      startPlatform({ data: own }),
      startLoadedDemo({ data: ofDemo }),
      launchChromium(),
    ]);
  });

  afterAll(async () => {
    await browser.close();
    await Promise.all([platform.process.stop(), demo.process.stop()]);
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
  });

  async function openBrowser(): Promise<BrowserContext> {
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    context.on('page', (page) => page.on('pageerror', (err) => errors.push(`${page.url()}: ${err.message}`)));
    return context;
  }
  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  /** As an expiry would, or a sign-out in another tab. */
  async function end(context: BrowserContext, { address }: StartedPlatform): Promise<void> {
    const headers = { origin: address, 'sec-fetch-site': 'same-origin' };
    expect((await context.request.delete(`${address}/api/v1/session`, { headers })).status()).toBe(200);
  }
  /** Another tab covered this one, and it is looked at again. */
  const comeBack = (page: Page) => page.evaluate("window.dispatchEvent(new Event('focus'))");
  async function beginActivity(page: Page, title: string): Promise<void> {
    await button(page, 'Add an activity').click();
    await page.getByLabel('Title', { exact: true }).fill(title);
    await page.getByLabel('First day').fill('2026-04-01');
  }
  const title = (page: Page) => page.getByLabel('Title', { exact: true }).inputValue();

  async function asAsha(path: string): Promise<{ context: BrowserContext; page: Page }> {
    const context = await openBrowser();
    await signIn(context, demo.address, { as: ASHA });
    const page = await context.newPage();
    await page.goto(`${demo.address}${path}`);
    return { context, page };
  }

  test('an activity that is typed is saved after one click in the demo, and Escape drops nothing', async () => {
    const { context, page } = await asAsha('/activities');
    await heading(page, 'Activities');
    await beginActivity(page, 'Lantern walk');
    await end(context, demo);
    await button(page, 'Save').click();
    await page.getByText(ENDED).waitFor();
    await page.getByText('you would go on as a visitor').waitFor();
    expect(await inTheWay(page)).toEqual([]);
    await page.keyboard.press('Escape');
    await page.getByText(ENDED).waitFor();
    await expect.poll(() => title(page)).toBe('Lantern walk');
    await button(page, 'Go on as Asha Rao').click();
    await page.getByText(ENDED).waitFor({ state: 'detached' });
    await page
      .getByRole('cell', { name: 'Lantern walk' })
      .or(page.getByRole('rowheader', { name: 'Lantern walk' }))
      .first()
      .waitFor();
    await context.close();
  });

  test('a report that is put together goes on after the sign-in in another tab', async () => {
    const { context, page } = await asAsha('/reports/new');
    await page.getByLabel('Name', { exact: true }).fill('Half a report');
    await end(context, demo);
    await comeBack(page);
    await page.getByText(ENDED).waitFor();
    const other = await context.newPage();
    await other.goto(`${demo.address}/look-around`);
    await button(other, 'Look around as Asha Rao').click();
    await heading(other, 'Connections');
    await comeBack(page);
    await page.getByText(ENDED).waitFor({ state: 'detached' });
    await expect.poll(() => page.getByLabel('Name', { exact: true }).inputValue()).toBe('Half a report');
    await context.close();
  });

  test('somebody else signed in instead is said, and takes the page over only by a click', async () => {
    const { context, page } = await asAsha('/activities');
    await beginActivity(page, 'Lantern walk by night');
    const other = await context.newPage();
    await other.goto(`${demo.address}/look-around`);
    await button(other, 'Look around as Ruth Fenwick')
      .or(other.getByRole('button', { name: /as Ruth/ }))
      .first()
      .click();
    await heading(other, 'Connections');
    await comeBack(page);
    await page.getByText('Somebody else is signed in now').waitFor();
    await expect.poll(() => title(page)).toBe('Lantern walk by night');
    expect(await inTheWay(page)).toEqual([]);
    await page.getByRole('button', { name: /^Begin anew as Ruth/ }).click();
    await heading(page, 'Connections');
    await page.getByRole('button', { name: /Ruth/ }).waitFor();
    await context.close();
  });

  test('the visitor of the demo, who has no sign-in, goes on without a word', async () => {
    const context = await openBrowser();
    const page = await context.newPage();
    await page.goto(`${demo.address}/activities?organisation=riverside`);
    await beginActivity(page, 'Open rehearsal');
    await end(context, demo);
    await button(page, 'Save').click();
    await button(page, 'Save').waitFor({ state: 'detached' });
    await page.getByText('Open rehearsal').first().waitFor();
    await context.close();
  });

  test('outside the demo the passphrase is asked for, and a wrong one is said', async () => {
    const params = { organisation: 'riverside' };
    const body = { slug: 'riverside', name: 'Riverside Theatre', zone: 'Europe/London', currency: 'GBP' };
    await platform.api.call('addOrganisation', { body });
    const { link } = await platform.api.call('inviteMember', {
      params,
      body: { email: SIAN.email, role: 'organisation-admin' },
    });
    const context = await openBrowser();
    const page = await context.newPage();
    await page.goto(link ?? '');
    await page.getByLabel('Your name').fill(SIAN.name);
    await page.getByLabel('Choose a passphrase').fill(PASSPHRASE);
    await button(page, 'Accept the invitation').click();
    await heading(page, 'Connections');
    await page.goto(`${platform.address}/activities`);
    await beginActivity(page, 'Puppets in the foyer');
    await end(context, platform);
    await button(page, 'Save').click();
    await page.getByText(ENDED).waitFor();
    const passphrase = page.getByLabel(`Passphrase of ${SIAN.email}`);
    await passphrase.fill('another lantern altogether');
    await page.keyboard.press('Enter');
    await page.getByText('This is not the passphrase.').waitFor();
    await expect.poll(() => title(page)).toBe('Puppets in the foyer');
    expect(await inTheWay(page)).toEqual([]);
    await passphrase.fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await page.getByText(ENDED).waitFor({ state: 'detached' });
    await button(page, 'Save').waitFor({ state: 'detached' });
    await page.getByText('Puppets in the foyer').first().waitFor();
    await context.close();
  });

  test('nothing went wrong in the pages meanwhile', () => {
    expect(errors).toEqual([]);
  });
});
