// How connections are, as each who looks at them sees it: the organisation, the desk, a provider's contact. One demo for all.
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLoadedDemo } from '../support/loaded-demo.ts';
import type { StartedPlatform } from '../support/start-platform.ts';
import { describeInChromium, launchChromium } from './chromium.ts';
import { expectAccessible, overflowOf, settled, turnTo, violationsIn } from './in-the-way.ts';
import { signIn } from './sign-in.ts';

const HARBOUR = 'harbour-spektrix';
const ADMIN = 'jonas@two-houses.example';
const DESK = 'priya.nair@desk.example';
const CONTACT = 'clare.whitmore@provider.example';
/** In the page's own world, of which this one knows no types. */
const MAIN = `document.querySelector('main')?.innerText ?? ''`;

describeInChromium('how connections are, in a browser', () => {
  let data: string;
  let platform: StartedPlatform;
  let browser: Browser;
  const errors: string[] = [];

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'illuminate-status-'));
    [platform, browser] = await Promise.all([startLoadedDemo({ data }), launchChromium()]);
  });

  afterAll(async () => {
    await browser.close();
    await platform.process.stop();
    await rm(data, { recursive: true, force: true });
  });

  async function lookAs(as: string): Promise<{ context: BrowserContext; page: Page }> {
    const context = await browser.newContext({ reducedMotion: 'reduce', acceptDownloads: true });
    await signIn(context, platform.address, { as });
    const page = await context.newPage();
    page.on('pageerror', (err) => errors.push(`${page.url()}: ${err.message}`));
    return { context, page };
  }

  async function open(page: Page, path: string, heading: string | RegExp): Promise<void> {
    await page.goto(`${platform.address}${path}`);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  }

  test('an organisation sees its days, its months and who did what, and each change without a reload', async () => {
    const { context, page } = await lookAs(ADMIN);
    await open(page, `/connections/${HARBOUR}`, 'Harbour Playhouse');
    await page.evaluate('globalThis.sameDocument = true');
    const days = page.getByRole('list', { name: /Updates of the last 30 days/ }).getByRole('listitem');
    await expect.poll(() => days.count()).toBe(30);
    await expect.poll(() => days.last().textContent()).toMatch(/: Fine, (one|\d+) update/);
    const months = page.getByRole('region', { name: /Orders that are here/ });
    await months.getByRole('row').nth(2).waitFor();
    await expectAccessible(page);

    const log = page.getByRole('region', { name: /What was done to this connection/ });
    await log.getByText('Connected the box office.').waitFor();
    await platform.api.call('pauseConnection', { params: { connection: HARBOUR } });
    await page.getByText(/^Paused by the operator/).waitFor();
    await log.getByRole('row', { name: /Paused collection\. The operator/ }).waitFor();
    await platform.api.call('resumeConnection', { params: { connection: HARBOUR } });
    await log.getByText('Resumed collection.').waitFor();
    expect(await page.evaluate('globalThis.sameDocument')).toBe(true);
    await context.close();
  });

  test('what is still to be set up ticks itself', async () => {
    const { context, page } = await lookAs(ADMIN);
    await open(page, '/organisations/harbour/set-up', /Set up Harbour Playhouse/);
    const step = (name: string) => page.getByRole('listitem').filter({ hasText: name });
    await step('Connect your box office').getByText('Completed').waitFor();
    await step('Match events').getByText('Cannot start yet').waitFor();
    await step('Match events')
      .getByText(/matching begins once/)
      .waitFor();
    await step('See your first report').getByText('Not yet started').waitFor();
    await expectAccessible(page);
    await step('See your first report').getByRole('link').click();
    await page.getByRole('button', { name: 'Download CSV' }).waitFor();
    await page.goBack();
    await page.reload();
    await step('See your first report').getByText('Completed').waitFor();
    await context.close();
  });

  test('ticket types are sorted in one click, by hand, and back again', async () => {
    const { context, page } = await lookAs(ADMIN);
    await open(page, '/ticket-types?organisation=harbour', 'Ticket types');
    await page.getByText(/ticket types? ha(s|ve) no class yet/).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: /^Take all \d+ suggestions$/ }).click();
    await page.getByText(/^Saved\. /).waitFor();
    const chosen = page.getByRole('row').nth(1).getByRole('combobox');
    await chosen.selectOption('Other');
    await page.getByText('1 change', { exact: true }).waitFor();
    await expectAccessible(page);
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Version 2').waitFor();
    await expect.poll(() => chosen.inputValue()).toBe('other');
    await page.getByRole('button', { name: 'Bring back version 1' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Bring back' }).click();
    await page.getByText('brought version 1 back').waitFor();
    await expect.poll(() => chosen.inputValue()).not.toBe('other');
    await open(page, '/organisations/harbour/set-up', /Set up Harbour Playhouse/);
    const step = page.getByRole('listitem').filter({ hasText: 'Sort ticket types' });
    await step.getByText(/Completed|In progress/).waitFor();
    await step.getByRole('link').click();
    await page.getByRole('heading', { level: 1, name: 'Ticket types' }).waitFor();
    await context.close();
  });

  test('the desk sees all of them, the worst first, narrows them down and takes them along', async () => {
    const { context, page } = await lookAs(DESK);
    await open(page, '/fleet', 'All connections');
    const table = page.getByRole('region', { name: /Connections, table/ });
    await table.getByRole('row', { name: /Harbour Playhouse/ }).waitFor();
    await expectAccessible(page);

    await page.getByRole('searchbox', { name: 'Organisation' }).fill('harb');
    await page.getByText('1 of 4 connections').first().waitFor();
    expect(page.url()).toContain('text=harb');
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download CSV' }).click(),
    ]);
    const lines = (await readFile(await download.path(), 'utf8')).trim().split('\n');
    expect(lines).toHaveLength(2);
    expect(lines[1]).toMatch(/^harbour-spektrix,Harbour Playhouse,Spektrix,/);

    await platform.api.call('pauseConnection', { params: { connection: HARBOUR } });
    await table.getByRole('row', { name: /Harbour Playhouse Paused/ }).waitFor();
    await platform.api.call('resumeConnection', { params: { connection: HARBOUR } });
    await table.getByText('Paused', { exact: true }).waitFor({ state: 'detached' });

    await page.getByRole('searchbox', { name: 'Organisation' }).fill('nobody of this name');
    await page.getByRole('button', { name: 'Show all' }).click();
    await page.getByText('4 connections', { exact: true }).first().waitFor();
    await page.getByRole('button', { name: 'Provider' }).click();
    await page.locator('th[aria-sort=ascending]', { hasText: 'Provider' }).waitFor();
    await context.close();
  });

  test('a contact of the provider sees the same words, and nothing of the data', async () => {
    const { context, page } = await lookAs(CONTACT);
    await open(page, '/', 'Connections');
    await page.getByRole('link', { name: 'Harbour Playhouse' }).waitFor();
    await expect.poll(() => page.evaluate<string>(MAIN)).not.toContain('Mill');
    await page.getByRole('link', { name: 'Harbour Playhouse' }).click();
    await page.getByText('What it holds is for Harbour Playhouse alone.').waitFor();
    const told = await page.evaluate<string>(MAIN);
    expect(told).toContain('Up to date');
    expect(told).not.toMatch(/Month by month|What has happened|Compared with|as pseudonyms|Not read|Stop sharing/);
    await expectAccessible(page);
    for (const part of ['coverage', 'history', 'rejects', 'reconciliation']) {
      const { status } = await page.evaluate<{ status: number }>(
        `fetch('/api/v1/connections/${HARBOUR}/${part}').then(({ status }) => ({ status }))`,
      );
      expect(`${part} ${status}`).toBe(`${part} 403`);
    }
    await page.goto(`${platform.address}/fleet`);
    await page.getByRole('heading', { name: 'This page is not for your role' }).waitFor();
    await context.close();
  });

  test('every page of the navigation is in nobody’s way, and whole on a phone, enlarged twice, and on paper', async () => {
    const { items } = await platform.api.call('listPeople', { query: {} });
    const person = items.find(({ email }) => email === ADMIN)?.id ?? '';
    const roles = (['platform-admin', 'support-desk'] as const).map((role) => ({ role }));
    await platform.api.call('setPlatformRoles', { params: { person }, body: { roles } });
    const { context, page } = await lookAs(ADMIN);
    await open(page, '/', 'Connections');
    const addresses = await page
      .locator('nav a')
      .evaluateAll((links: readonly { readonly pathname: string }[]) => links.map(({ pathname }) => pathname));
    expect(addresses.length).toBeGreaterThan(15);
    const wrong: string[] = [];
    for (const address of [...new Set([...addresses, '/account', `/connections/${HARBOUR}`])]) {
      await page.goto(`${platform.address}${address}?organisation=harbour`);
      await page.locator('main h1').waitFor();
      await expect.poll(() => page.locator('main [aria-busy=true]').count()).toBe(0);
      const headings = await page.locator('h1').allInnerTexts();
      const title = await page.title();
      if (headings.length !== 1) wrong.push(`${address}: ${headings.length} first headings`);
      if (!/^\S.* · Illuminate$/.test(title)) wrong.push(`${address}: its title is ${title}`);
      // A screen of 1,280 pixels that is enlarged twice has room for 640; a sheet of A4 between its margins for 670.
      for (const [width, media] of [
        [360, 'screen'],
        [640, 'screen'],
        [670, 'print'],
      ] as const) {
        await page.emulateMedia({ media });
        await page.setViewportSize({ width, height: 740 });
        // Sizes pass over to those of paper within some frames.
        let over = 1;
        for (let looks = 0; looks < 30 && over > 0; looks += 1) {
          await settled(page);
          over = await overflowOf(page);
        }
        if (over > 0) wrong.push(`${address}: ${over} px wider than ${width} px, ${media}`);
        const navigation = await page.locator('nav').first().isVisible();
        if (media === 'print' && navigation) wrong.push(`${address}: its navigation is printed`);
      }
      await page.setViewportSize({ width: 1280, height: 800 });
      await page.emulateMedia({ media: 'screen' });
      for (const colorScheme of ['light', 'dark'] as const) {
        await turnTo(page, colorScheme);
        const violations = await violationsIn(page, { coloursOnly: colorScheme === 'dark' });
        wrong.push(...violations.map((violation) => `${address}, ${colorScheme}: ${violation}`));
      }
    }
    expect(wrong).toEqual([]);
    await context.close();
  });

  test('no page raised an error', () => expect(errors).toEqual([]));
});
