import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GOLDEN_HEADER, GOLDEN_LINES, GOLDEN_QUESTION, GOLDEN_ROWS, linesOf } from '../support/golden-table.ts';
import { type StartedPlatform, startPlatform } from '../support/start-platform.ts';
import { describeInChromium, launchChromium } from './chromium.ts';
import { inTheWay, violationsIn } from './in-the-way.ts';

const WAIT = 120_000;
const STEPS = ['Control Panel', 'Settings', 'Configuration', 'System Setup', 'Third Party Integrations'];
const PAGES = { connections: '/', connection: '/connections/riverside-spektrix', report: '/reports/event-ids' };

describeInChromium('the demo in a browser', () => {
  let data: string;
  let platform: StartedPlatform;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let simulator: string;
  /** Addresses outside this machine that a page asked for, and errors that it raised. */
  const outside: string[] = [];
  const errors: string[] = [];

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'illuminate-web-'));
    [platform, browser] = await Promise.all([startPlatform({ data, demo: true }), launchChromium()]);
    simulator = (await platform.api.call('showStatus', {})).simulators[0]?.address ?? '';
    context = await browser.newContext({ acceptDownloads: true });
    context.on('request', (request) => {
      const { hostname, protocol } = new URL(request.url());
      if (protocol.startsWith('http') && hostname !== '127.0.0.1') outside.push(request.url());
    });
    page = await context.newPage();
    page.on('pageerror', (err) => errors.push(err.message));
  });

  afterAll(async () => {
    await browser.close();
    await platform.process.stop();
    await rm(data, { recursive: true, force: true });
  });

  const open = async (path: string): Promise<void> => {
    await page.goto(`${platform.address}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };

  test('permission given by hand in the box office appears in the open page, without a reload', async () => {
    await open(PAGES.connections);
    await page.getByRole('link', { name: 'Riverside Theatre' }).click();
    await page.getByText('Waiting for approval').first().waitFor();
    await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));

    const [settings] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: 'Open the simulated box office' }).click(),
    ]);
    await settings.getByRole('link', { name: 'Riverside Theatre' }).click();
    for (const step of STEPS) await settings.getByRole('link', { name: step, exact: true }).first().click();
    const toggle = settings.getByRole('switch', {
      name: 'Allow Illuminate to access my data on behalf of the Arts Council',
    });
    const colour = () =>
      settings.evaluate<string>("getComputedStyle(document.querySelector('[role=switch] .track')).backgroundColor");
    const grey = await colour();
    await expect.poll(() => toggle.getAttribute('aria-checked')).toBe('false');
    await toggle.click();
    await settings.locator('[role=switch][aria-checked=true]').waitFor();
    await expect.poll(async () => greenness(await colour())).toBeGreaterThan(greenness(grey) + 20);
    expect(await violationsIn(settings)).toEqual([]);
    await settings.close();

    await page.getByText('Waiting for approval').first().waitFor({ state: 'detached', timeout: WAIT });
    await page
      .getByText(/Loading history|Up to date/)
      .first()
      .waitFor({ timeout: WAIT });
    await page
      .getByRole('progressbar')
      .or(page.getByText(/of \d+ months/))
      .first()
      .waitFor({ timeout: WAIT });
    expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true);
  });

  test('the report page shows the golden table, and its download is the same to the letter', async () => {
    const { organisation, from, to } = GOLDEN_QUESTION;
    const question = new URLSearchParams({ organisation, from, to });
    await until(async () => {
      await open(`${PAGES.report}?${question}`);
      const last = page.locator('tbody tr').nth(GOLDEN_ROWS.length - 1);
      return last.waitFor({ timeout: 5_000 }).then(
        () => true,
        () => false,
      );
    });
    const cells = (selector: string) =>
      page
        .locator(selector)
        .evaluateAll((rows) =>
          rows.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent?.trim() ?? '')),
        );
    await expect.poll(() => cells('tbody tr')).toEqual(GOLDEN_ROWS.map((row) => [...row]));
    const [header = []] = await cells('thead tr');
    expect(header.map((cell, at) => cell.startsWith(GOLDEN_HEADER[at] ?? '?'))).toEqual([true, true, true, true]);
    const [download] = await Promise.all([
      page.waitForEvent('download'),
      page.getByRole('button', { name: 'Download CSV' }).click(),
    ]);
    const csv = await readFile(await download.path(), 'utf8');
    expect(linesOf(csv)).toEqual(GOLDEN_LINES);
  });

  /** Asks again until it is so. */
  async function until(isIt: () => Promise<boolean>): Promise<void> {
    const deadline = performance.now() + WAIT;
    while (!(await isIt())) {
      if (performance.now() > deadline) throw new Error(`not within ${WAIT} ms`);
      await page.waitForTimeout(500);
    }
  }

  test('by keyboard alone, from the first page to the report', async () => {
    await open(PAGES.connections);
    await page.keyboard.press('Tab');
    await expect.poll(() => focused()).toBe('Skip to content');
    for (let presses = 0; (await focused()) !== 'Event ID report'; presses += 1) {
      if (presses > 12) throw new Error('the report is not reached within a dozen presses of Tab');
      await page.keyboard.press('Tab');
      // Whoever moves by keyboard sees where they are.
      await expect.poll(() => outlined()).toBe(true);
    }
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Event ID report' }).waitFor();
    // Until the table is there, Tab would walk past its place.
    await page.getByRole('button', { name: 'Download CSV' }).waitFor();
    for (let presses = 0; (await focused()) !== 'Download CSV'; presses += 1) {
      if (presses > 40) throw new Error('the download is not reached by Tab');
      await page.keyboard.press('Tab');
    }
  });

  // Expressions of the page's own world, of which this one knows no types.
  const focused = () => page.evaluate<string>("document.activeElement?.textContent?.trim() ?? ''");
  const outlined = () =>
    page.evaluate<boolean>(`(() => {
      const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(document.activeElement ?? document.body);
      return (outlineStyle !== 'none' && outlineWidth !== '0px') || boxShadow !== 'none';
    })()`);

  test('nothing stands in anybody’s way, light and dark, wide and narrow', async () => {
    for (const path of Object.values(PAGES)) {
      await open(path);
      await page.getByRole('navigation').first().waitFor();
      expect(await inTheWay(page)).toEqual([]);
    }
  });

  test('permission taken back in the box office stops it in the open page, keeps what is here, and offers to delete it', async () => {
    await page.emulateMedia({ colorScheme: 'light', reducedMotion: 'reduce' });
    await open(PAGES.connection);
    await page.getByRole('button', { name: 'Stop sharing' }).waitFor();
    const settings = await context.newPage();
    await settings.goto(
      `${simulator}/riversidetheatre/control-panel/settings/configuration/system-setup/third-party-integrations`,
    );
    await settings.getByRole('switch', { name: /^Allow Illuminate/ }).click();
    await settings.locator('[role=switch][aria-checked=false]').waitFor();
    await settings.close();

    await page
      .getByText(/Permission was withdrawn in Spektrix/)
      .first()
      .waitFor({ timeout: WAIT });
    await page.getByRole('button', { name: 'Stop sharing' }).waitFor({ state: 'detached' });
    await page.getByText(/^It is still here.*, and reports go on working with it/).waitFor();
    await page.getByRole('button', { name: 'Delete what was collected' }).waitFor();
    // Whoever takes permission back is not told that something failed.
    expect(await page.getByText('did not finish').count()).toBe(0);
    const { counts, state } = await platform.api.call('showConnection', {
      params: { connection: 'riverside-spektrix' },
    });
    expect(state).toBe('stopped');
    expect(counts.orders).toBeGreaterThan(0);
    expect(await violationsIn(page)).toEqual([]);
  });

  test('no page asked for anything outside this machine, and none raised an error', () => {
    expect(outside).toEqual([]);
    expect(errors).toEqual([]);
    expect(simulator).toMatch(/^http:\/\/127\.0\.0\.1:/);
  });
});

/** How much greener a colour is than grey. */
function greenness(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/\d+(\.\d+)?/g) ?? []).map(Number);
  return green - (red + blue) / 2;
}
