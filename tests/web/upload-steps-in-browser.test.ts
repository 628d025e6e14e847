// Before a file is sent: its steps have addresses, and its first rows are shown as they are read.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedPlatform, startPlatform } from '../support/start-platform.ts';
import { describeInChromium, launchChromium } from './chromium.ts';
import { inTheWay } from './in-the-way.ts';
import { signInForNew } from './sign-in.ts';

const SALES = [
  'Order no.;Booked on;Surname;E-mail;Venue;Production;Performance date;Ticket type;Price',
  ...[1, 2, 3, 4, 5, 6, 7].map(
    (order) =>
      `A-${order};03.02.2026 09:15;Novák;ann.b@post.example;Théâtre du Nord;Hamlet;14.03.2026 19:30;Adult;1.008,50`,
  ),
].join('\r\n');

describeInChromium('the steps before a file is sent', () => {
  let data: string;
  let platform: StartedPlatform;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'illuminate-upload-steps-'));
    [platform, browser] = await Promise.all([startPlatform({ data }), launchChromium()]);
    context = await browser.newContext({ reducedMotion: 'reduce' });
    await signInForNew(context, platform, { slug: 'fen', name: 'Fen Players' });
    page = await context.newPage();
    page.setDefaultTimeout(60_000);
    page.on('pageerror', (err) => errors.push(err.message));
  });

  afterAll(async () => {
    await browser.close();
    await platform.process.stop();
    await rm(data, { recursive: true, force: true });
  });

  const button = (name: string | RegExp) => page.getByRole('button', { name });
  const step = () => page.getByRole('list', { name: 'Steps' }).locator('[aria-current=step]');
  const isAt = async (name: string) => {
    await expect.poll(() => step().textContent()).toBe(name);
  };
  const address = () => new URL(page.url()).search;
  const sample = () => page.getByRole('region', { name: /as (?:it is|they are) read$/ });
  async function choose(): Promise<void> {
    await page.goto(`${platform.address}/uploads`);
    await page.getByRole('link', { name: 'Upload a file' }).first().click();
    await page.getByRole('heading', { level: 1, name: 'Upload a file' }).waitFor();
    const file = { name: 'sales.csv', mimeType: 'text/csv', buffer: Buffer.from(SALES) };
    await page.locator('input[type=file]').setInputFiles(file);
    await page.getByText('7 rows').waitFor();
  }

  test('the first rows are shown as they are read, a wrong choice is seen at once, and people are left out', async () => {
    await choose();
    const row = sample().getByRole('row').nth(1);
    await expect.poll(() => sample().getByRole('row').count()).toBe(6);
    await expect
      .poll(() => row.getByRole('cell').allTextContents())
      .toEqual([
        ...['A-1', '03.02.2026 09:15', 'left out', 'left out', 'Théâtre du Nord', 'Hamlet', '14.03.2026 19:30'],
        ...['Adult', '1.008,50'],
      ]);
    expect(await sample().textContent()).not.toMatch(/Novák|@/);
    expect(await inTheWay(page)).toEqual([]);

    const encoding = page.getByLabel('Encoding');
    await encoding.focus();
    await encoding.selectOption('windows-1252');
    await expect.poll(() => row.textContent()).toContain('ThÃ©Ã¢tre du Nord');
    // It stays where it is while the file is read anew, and keeps focus.
    await expect.poll(() => page.evaluate('document.activeElement?.tagName')).toBe('SELECT');
    await encoding.selectOption('utf-8');
    await expect.poll(() => row.textContent()).toContain('Théâtre du Nord');

    const separator = page.getByLabel('Between columns');
    await separator.selectOption('|');
    await page
      .getByText('Its columns are not parted by upright strokes: they seem to be parted by semicolons.')
      .waitFor();
    await separator.selectOption(';');
    await expect.poll(() => sample().getByRole('columnheader').count()).toBe(9);
  });

  test('Back goes one step back with everything kept, Forward returns, and a reload says why it begins anew', async () => {
    await choose();
    await page.getByRole('radio', { name: 'Sales' }).check();
    await page.getByLabel('Row with the names of the columns').waitFor();
    await button('Go on').click();
    await isAt('What stays here');
    expect(address()).toContain('step=leave');
    await page.getByRole('checkbox', { name: /^Venue/ }).uncheck();
    await page.getByText('Left on your computer: Surname, E-mail, Venue.').waitFor();

    await page.goBack();
    await isAt('File');
    expect(address()).not.toContain('step');
    await page.getByText(/^sales\.csv, /).waitFor();
    await expect.poll(() => page.getByLabel('Between columns').inputValue()).toBe(';');
    await page.goForward();
    await isAt('What stays here');
    await page.getByText('Left on your computer: Surname, E-mail, Venue.').waitFor();
    await page.getByRole('button', { name: 'Back', exact: true }).click();
    await isAt('File');
    await button('Go on').click();
    await page.getByText('Left on your computer: Surname, E-mail, Venue.').waitFor();

    await page.reload();
    await isAt('File');
    await page.getByText('is not at hand any more').waitFor();
    expect(await inTheWay(page)).toEqual([]);
    await page
      .locator('input[type=file]')
      .setInputFiles({ name: 'sales.csv', mimeType: 'text/csv', buffer: Buffer.from(SALES) });
    await page.getByText('7 rows').waitFor();
    await page.getByText('is not at hand any more').waitFor({ state: 'detached' });
    await isAt('File');
    await button('Go on').click();
    await isAt('What stays here');
  });

  test('once it is sent, dates and amounts are shown as they would be loaded, under each choice', async () => {
    await button(/^Send 7 columns of 7 rows/).click();
    await page.getByLabel('What Price is').waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/uploads\/upl_/);
    const first = () => sample().getByRole('row').nth(1).getByRole('cell').allTextContents();
    await expect.poll(first).toContain('1,008.50');
    await expect.poll(first).toContain('14 Mar 2026, 19:30');
    expect(await sample().textContent()).toContain('Théâtre du Nord');
    expect(await inTheWay(page)).toEqual([]);
    await page.getByLabel('Decimal sign').selectOption('.');
    await expect.poll(first).toContain('1.008,50not understood');
    await page.getByLabel('Decimal sign').selectOption(',');
    await expect.poll(first).toContain('1,008.50');
    // What was sent is not sent again: the way back is the choice of another.
    await page.goBack();
    await isAt('File');
    expect(await page.getByText('is not at hand any more').count()).toBe(0);
  });

  test('no page raised an error', () => {
    expect(errors).toEqual([]);
  });
});
