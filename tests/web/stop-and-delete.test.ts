import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { collectAll, connectOrganisation } from '../support/connect-organisation.ts';
import { type StartedPlatform, startPlatform } from '../support/start-platform.ts';
import { type StartedSimulator, startSimulator } from '../support/start-simulator.ts';
import { until } from '../support/until.ts';
import { describeInChromium, launchChromium } from './chromium.ts';
import { inTheWay, violationsIn } from './in-the-way.ts';
import { signIn } from './sign-in.ts';

const WAIT = 120_000;

describeInChromium('stopping, deleting and connecting again', () => {
  let data: string;
  let platform: StartedPlatform;
  let simulator: StartedSimulator;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  let secret: string;
  const errors: string[] = [];

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'illuminate-stop-'));
    [platform, simulator, browser] = await Promise.all([
      startPlatform({ data }),
      startSimulator({ seed: 9, events: 4, orders: 40, years: 0.3 }),
      launchChromium(),
    ]);
    secret = (await simulator.door.accounts()).clients[0]?.secret ?? '';
    const { name } = await connectOrganisation(platform.api, simulator.door, { slug: 'alpha' });
    await collectAll(platform.api, name);
    context = await browser.newContext({ reducedMotion: 'reduce' });
    await signIn(context, platform.address, { apiKey: platform.operatorKey });
    page = await context.newPage();
    page.setDefaultTimeout(12_000);
    page.on('pageerror', (err) => errors.push(err.message));
  }, 180_000);

  afterAll(async () => {
    await browser.close();
    await platform.process.stop();
    await simulator[Symbol.asyncDispose]();
    await rm(data, { recursive: true, force: true });
  });

  const open = async (path: string): Promise<void> => {
    await page.goto(`${platform.address}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };
  const button = (name: string) => page.getByRole('button', { name, exact: true });

  test('by keyboard: collecting is paused, and resumed by the button that takes the place of the other', async () => {
    await open('/connections/alpha-spektrix');
    const focused = () => page.evaluate<string>("document.activeElement?.textContent ?? ''");
    const state = async () =>
      (await platform.api.call('showConnection', { params: { connection: 'alpha-spektrix' } })).state;
    await button('Pause').focus();
    await page.keyboard.press('Enter');
    await page.getByText('Paused. Permission stays; nothing is collected until you resume.').waitFor();
    await expect.poll(focused).toBe('Resume');
    expect(await state()).toBe('paused');
    expect(await violationsIn(page)).toEqual([]);
    await page.keyboard.press('Enter');
    await button('Pause').waitFor();
    await expect.poll(state).toBe('active');
  });

  test('by keyboard: the dialogue holds the focus, says what stopping does, and lets go unharmed', async () => {
    await open('/connections/alpha-spektrix');
    await button('Stop sharing').focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Stop sharing data from Spektrix?' });
    await dialog.waitFor();
    expect(await violationsIn(page)).toEqual([]);
    await expect.poll(() => page.evaluate<string>("document.activeElement?.textContent ?? ''")).toBe('Keep sharing');
    const sizes = await dialog
      .getByRole('button')
      .evaluateAll((buttons) => buttons.map((one) => [one.offsetWidth, one.offsetHeight, one.className]));
    expect(sizes[0], 'both weigh the same').toEqual(sizes[1]);
    await page.keyboard.press('Escape');
    await dialog.waitFor({ state: 'detached' });
    const shown = await platform.api.call('showConnection', { params: { connection: 'alpha-spektrix' } });
    expect(shown.state).toBe('active');
  });

  test('how long sales are kept is chosen, with what that would remove said before', async () => {
    await open('/privacy?organisation=alpha');
    await page.getByText('Everything is kept.', { exact: true }).waitFor();
    await page.getByLabel('Keep sales for').selectOption('2');
    await page.getByText(/^(Would remove|Nothing would be removed)/).waitFor();
    await button('Save').click();
    await page.getByText('Saved. Nothing goes before tonight.').waitFor();
    const { setting } = await platform.api.call('showRetention', { params: { organisation: 'alpha' }, query: {} });
    expect(setting?.keepYears).toBe(2);
  });

  test('what is held of one booker is taken along and erased, by the short number that the box office shows', async () => {
    const params = { organisation: 'alpha' };
    const isHeld = async (customerId: string): Promise<boolean> =>
      (await platform.api.call('exportBooker', { params, body: { customerId } })).held;
    const texts = await simulator.door.personal(undefined, 100_000);
    // Each customer's texts begin with the id, and the short number comes next.
    let [booker, short] = ['', ''];
    for (const [at, text] of texts.entries()) {
      const next = texts[at + 1] ?? '';
      if (!/^\d+[A-Z]{15,}$/.test(text) || !/^I-\w{4}-\w{4}$/.test(next)) continue;
      [booker, short] = [text, next];
      if (await isHeld(booker)) break;
    }
    expect(await isHeld(booker)).toBe(true);
    await open('/privacy?organisation=alpha');
    const id = page.getByLabel('Customer id or number in the box office');
    await button('Export what is held').click();
    await page.getByText('Type the customer’s id or number.').waitFor();
    await id.fill('I-AAAA-AAAA');
    await button('Export what is held').click();
    await page.getByText('Spektrix says that nobody there has it', { exact: false }).waitFor();
    await page.getByText('type instead the long id', { exact: false }).waitFor();
    expect(await violationsIn(page)).toEqual([]);
    await id.fill(short.toLowerCase());
    const [download] = await Promise.all([page.waitForEvent('download'), button('Export what is held').click()]);
    expect(download.suggestedFilename()).toMatch(/^booker-\d{4}-\d\d-\d\d\.json$/);
    await page.getByText('ready to hand to the person', { exact: false }).waitFor();
    const told = JSON.parse(await readFile(await download.path(), 'utf8')) as { held: boolean };
    expect(told.held).toBe(true);
    expect(JSON.stringify(told)).not.toMatch(new RegExp(`${booker}|${short}`));
    await button('Erase this booker').click();
    const dialog = page.getByRole('dialog', { name: 'Erase this booker?' });
    await dialog.waitFor();
    await dialog.getByRole('button', { name: 'Erase', exact: true }).click();
    await page.getByText(/^Erased\. \d+ orders? stays? and belongs? to nobody\.$/).waitFor({ timeout: WAIT });
    expect(await isHeld(booker)).toBe(false);
  });

  test('what was collected is kept, then deleted by typing the name, with a certificate to print', async () => {
    await open('/connections/alpha-spektrix');
    await button('Stop sharing').click();
    await page.getByRole('dialog').getByRole('button', { name: 'Stop sharing', exact: true }).click();
    await page.getByRole('heading', { name: 'What was collected' }).waitFor({ timeout: WAIT });
    await page.getByText('It is still here', { exact: false }).waitFor();
    await page.goto(`${platform.address}/privacy?organisation=alpha`);
    await page.getByLabel('Customer id or number in the box office').fill('I-AAAA-AAAA');
    await button('Export what is held').click();
    await page.getByText('alpha-spektrix, by which it would be asked, is stopped.', { exact: false }).waitFor();
    await open('/connections/alpha-spektrix');
    await button('Delete what was collected').click();
    const dialog = page.getByRole('dialog', { name: 'Delete what was collected from Spektrix?' });
    await dialog.getByRole('radio', { name: 'At once' }).check();
    expect(await violationsIn(page)).toEqual([]);
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await dialog.getByText('Type it as it is written above.').waitFor();
    await dialog.getByLabel('Name of the organisation').fill('The alpha');
    await dialog.getByRole('button', { name: 'Delete', exact: true }).click();
    await page.getByText('It was deleted on', { exact: false }).waitFor({ timeout: WAIT });
    expect(await violationsIn(page)).toEqual([]);

    const [certificate] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: 'Certificate, ready to print' }).click(),
    ]);
    await certificate.getByRole('heading', { level: 1, name: 'Certificate of deletion' }).waitFor();
    expect(await certificate.getByText('passed').count()).toBeGreaterThan(4);
    expect(await violationsIn(certificate)).toEqual([]);
    await certificate.emulateMedia({ colorScheme: 'dark' });
    expect(await violationsIn(certificate)).toEqual([]);
    await certificate.close();
  });

  test('the same connection is taken up again in place, and loads from the beginning', async () => {
    await button('Reconnect with a sign-in').click();
    await page
      .getByLabel(/secret/i)
      .first()
      .fill(secret);
    await button('Reconnect').click();
    await page.getByRole('heading', { name: 'What was collected' }).waitFor({ state: 'detached', timeout: WAIT });
    await until('orders are here again', WAIT, async () => {
      const { counts } = await platform.api.call('showConnection', { params: { connection: 'alpha-spektrix' } });
      return counts.orders > 0;
    });
  });

  test('in mid-load collection ends at once, the page says so, and what has come is kept', async () => {
    const { api } = platform;
    const params = { connection: 'beta-spektrix' };
    await using box = await startSimulator({ seed: 11, events: 6, orders: 400, years: 3 });
    await box.door.fault({ name: 'slow-windows', value: 150, match: '/orders' });
    await connectOrganisation(api, box.door, { slug: 'beta' });
    await open('/connections/beta-spektrix');
    await page.getByText('Loading history').first().waitFor({ timeout: WAIT });
    await until('some of the history is here', WAIT, async () => {
      const { counts, progress } = await api.call('showConnection', { params });
      return counts.orders > 0 && progress?.complete === false;
    });
    await button('Stop sharing').click();
    const dialog = page.getByRole('dialog', { name: 'Stop sharing data from Spektrix?' });
    await dialog.getByText('An update that is under way is cut short.', { exact: false }).waitFor();
    expect(await dialog.getByText('Nothing has been collected so far.').count()).toBe(0);
    expect(await dialog.getByRole('radio', { name: 'Keep it' }).isChecked()).toBe(true);
    expect(await inTheWay(page)).toEqual([]);
    const before = await api.call('showConnection', { params });
    expect(before.progress?.complete, 'it was still loading').toBe(false);
    const syncId = before.runningSync?.id ?? '';
    await dialog.getByRole('button', { name: 'Stop sharing', exact: true }).click();

    await page.getByText('Stopped. No data is collected any more.').waitFor();
    await page.getByRole('heading', { name: 'What was collected' }).waitFor({ timeout: WAIT });
    await page.getByText('It is still here', { exact: false }).waitFor();
    await until('the update has ended', 15_000, async () => {
      const { state } = await api.call('showSync', { params: { sync: syncId } });
      return state === 'cancelled';
    });
    expect(await inTheWay(page)).toEqual([]);
    const asked = async () => (await box.door.requests()).total;
    const askedThen = await asked();
    const after = await api.call('showConnection', { params });
    expect([after.state, after.runningSync, after.nextSyncAt]).toEqual(['stopped', null, null]);
    expect(after.counts.orders).toBeGreaterThanOrEqual(before.counts.orders);
    expect(after.progress?.complete, 'cut short').toBe(false);
    // Longer than an update that is due waits for its turn.
    await page.waitForTimeout(12_000);
    expect(await asked(), 'nothing is asked any more').toBe(askedThen);
    const later = await api.call('showConnection', { params });
    expect(later.counts).toEqual(after.counts);
    await open('/privacy?organisation=beta');
    await page.getByRole('heading', { name: 'Deletions and certificates' }).waitFor();
    const { items } = await api.call('listDeletions', { params: { organisation: 'beta' } });
    expect(items, 'nothing is to be deleted').toEqual([]);
  }, 180_000);

  for (const colorScheme of ['light', 'dark'] as const) {
    test(`the privacy page stands in nobody’s way, ${colorScheme}, wide and narrow`, async () => {
      await page.emulateMedia({ colorScheme });
      await open('/privacy?organisation=alpha');
      await page.getByRole('heading', { name: 'Deletions and certificates' }).waitFor();
      await page.getByLabel('Keep sales for').selectOption('5');
      await page.getByText('Nothing would be removed', { exact: false }).waitFor();
      await page.getByRole('link', { name: 'Print' }).waitFor();
      expect(await violationsIn(page)).toEqual([]);
      await page.setViewportSize({ width: 360, height: 740 });
      const wider = await page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');
      expect(wider).toBeLessThanOrEqual(0);
      await page.setViewportSize({ width: 1280, height: 800 });
    });
  }

  test('no page raised an error', () => {
    expect(errors).toEqual([]);
  });
});
