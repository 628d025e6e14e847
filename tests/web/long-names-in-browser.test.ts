// Names and titles as long as they may be: no page is wider than its window.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedPlatform, startPlatform } from '../support/start-platform.ts';
import { describeInChromium, launchChromium } from './chromium.ts';
import { overflowOf, settled } from './in-the-way.ts';
import { signIn, signInForNew } from './sign-in.ts';

const WIDTHS = [1280, 360];
const PLACE = 'Llanfairpwllgwyngyllgogerychwyrndrobwllllantysiliogogogoch';
const TITLE = 'Wort'.repeat(50);
const REPORT = 'Verkaufszahlen'.repeat(9).slice(0, 120);
const params = { organisation: 'llanfair' };
const PAGES = [
  '/',
  '/organisations/llanfair/set-up',
  '/connect/spektrix/provider-consent',
  '/connections/llanfair-spektrix',
  '/reports',
  '/activities',
  '/matching',
  '/uploads',
  '/people',
  '/api-keys',
  '/privacy',
  '/request',
];

describeInChromium('long names in a browser', () => {
  let data: string;
  let platform: StartedPlatform;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'illuminate-long-names-'));
    [platform, browser] = await Promise.all([startPlatform({ data }), launchChromium()]);
    context = await browser.newContext({ reducedMotion: 'reduce' });
    page = await context.newPage();
    await signInForNew(context, platform, { slug: 'llanfair', name: PLACE });
    const body = { provider: 'spektrix', client: 'x'.repeat(60) };
    await platform.api.call('startClaim', { params, body });
  });

  afterAll(async () => {
    await browser.close();
    await platform.process.stop();
    await rm(data, { recursive: true, force: true });
  });

  const open = async (path: string): Promise<void> => {
    await page.goto(`${platform.address}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await expect.poll(() => page.locator('main [aria-busy=true]').count()).toBe(0);
  };
  /** By how much the open page is too wide, at each width at which it is. */
  const tooWide = async (): Promise<string[]> => {
    const found: string[] = [];
    for (const width of WIDTHS) {
      await page.setViewportSize({ width, height: 800 });
      await settled(page);
      const over = await overflowOf(page);
      if (over > 0) found.push(`${new URL(page.url()).pathname} at ${width}: ${over} px`);
    }
    return found;
  };

  test('of an organisation', async () => {
    const found: string[] = [];
    for (const path of PAGES) {
      await open(path);
      found.push(...(await tooWide()));
    }
    expect(found).toEqual([]);
  });

  test('of a button that names the organisation', async () => {
    await open('/privacy');
    await page.setViewportSize({ width: 360, height: 800 });
    const button = page.getByRole('button', { name: `Delete everything of ${PLACE}` });
    await button.waitFor();
    await expect
      .poll(async () => {
        const box = await button.boundingBox();
        return box === null ? Number.NaN : box.x + box.width;
      })
      .toBeLessThanOrEqual(360);
  });

  test('of an organisation in the queue of requests', async () => {
    await platform.api.call('requestConnection', {
      params,
      body: {
        provider: 'ticketsolve',
        contactName: 'Siân Puw',
        email: 'sian@llanfair.example',
        account: 'llanfair',
        need: '',
      },
    });
    const desk = await (await browser.newContext({ viewport: { width: 360, height: 800 } })).newPage();
    await signIn(desk.context(), platform.address, { apiKey: platform.operatorKey });
    await desk.goto(`${platform.address}/desk/requests`);
    const cell = desk.getByRole('cell', { name: PLACE });
    await cell.waitFor();
    await expect
      .poll(async () => {
        const box = await cell.boundingBox();
        return box === null ? Number.NaN : box.x + box.width;
      })
      .toBeLessThanOrEqual(360);
    await desk.context().close();
  });

  test('of an activity that was just saved', async () => {
    await open('/activities');
    await page.setViewportSize({ width: 1280, height: 800 });
    await page.getByRole('button', { name: 'Add an activity' }).click();
    await page.getByRole('textbox', { name: 'Title' }).fill(TITLE);
    await page.getByLabel('First day').fill('1 May 2026');
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('is in the log', { exact: false }).waitFor();
    expect(await tooWide()).toEqual([]);
  });

  test('of a report', async () => {
    const { id } = await platform.api.call('createReport', {
      params,
      body: { name: REPORT, type: 'event-instances', output: { mode: 'rows', columns: [{ field: 'event.name' }] } },
    });
    await open(`/reports/${id}`);
    await page.getByRole('heading', { level: 1, name: REPORT }).waitFor();
    expect(await tooWide()).toEqual([]);
    await open('/reports');
    await page.getByText(REPORT).first().waitFor();
    expect(await tooWide()).toEqual([]);
  });

  test('of an address in the reference of the API', async () => {
    await page.goto(`${platform.address}/api`);
    await page.getByRole('heading', { level: 1 }).waitFor();
    expect(await tooWide()).toEqual([]);
  });
});
