// A log whose columns nobody called as the platform does: looked at, chosen by keyboard, stored, and remembered.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page, Route } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLoadedDemo } from '../support/loaded-demo.ts';
import type { StartedPlatform } from '../support/start-platform.ts';
import { describeInChromium, launchChromium } from './chromium.ts';
import { inTheWay } from './in-the-way.ts';
import { signIn } from './sign-in.ts';

const LOG = `What we did,Held at,On,Heads,Remarks,Remarks
Macbeth,Main House,10/04/2026,240,good night,cold
Sewing circle,Studio,3 May 2026,c. 24,,
`;
const CHECK = '**/activities/import/check';

describeInChromium('a file of activities', () => {
  let data: string;
  let platform: StartedPlatform;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'illuminate-import-'));
    [platform, browser] = await Promise.all([startLoadedDemo({ data }), launchChromium()]);
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    await signIn(context, platform.address, { as: 'ruth@fenwick.example' });
    page = await context.newPage();
  });

  afterAll(async () => {
    await browser.close();
    await platform.process.stop();
    await rm(data, { recursive: true, force: true });
  });

  const dialog = () => page.getByRole('dialog', { name: 'Import activities' });
  const what = (column: string) => dialog().getByRole('combobox', { name: `What ${column} is` });
  const isSaid = (sentence: string | RegExp) => dialog().getByText(sentence).first().waitFor();
  const isGone = (sentence: string) => dialog().getByText(sentence).waitFor({ state: 'detached' });

  async function chooseFile(text: string): Promise<void> {
    await page.goto(`${platform.address}/activities`);
    await page.getByRole('button', { name: 'Import a file' }).click();
    await dialog()
      .getByLabel('File', { exact: true })
      .setInputFiles({ name: 'log.csv', mimeType: 'text/csv', buffer: Buffer.from(text) });
  }

  test('what is missing is said first, with examples of each column; it is chosen by keyboard, and what moves is said', async () => {
    await chooseFile(LOG);
    await isSaid('No column is the title yet.');
    await isSaid('No column is the first day yet.');
    await isSaid('Macbeth · Sewing circle');
    expect(await inTheWay(page, ['light', 'dark'], 'both')).toEqual([]);

    await what('What we did').focus();
    await page.keyboard.press('T');
    await isGone('No column is the title yet.');
    await expect.poll(() => what('What we did').inputValue()).toBe('title');
    await what('On').focus();
    await page.keyboard.press('F');
    await isSaid('Title and first day are found.');
    await isSaid(/2 new, 0 known already, 0 with faults/);
    await isSaid('Main House');
    const focused = () => page.evaluate<string>("document.activeElement?.getAttribute('aria-label') ?? ''");
    await expect.poll(focused).toBe('What On is');
    expect(await inTheWay(page, ['light', 'dark'], 'both')).toEqual([]);

    await what('Held at').selectOption({ label: 'Place' });
    await what('Heads').selectOption({ label: 'Place' });
    await isSaid('Place is “Heads” now. “Held at” is not read.');
    await expect.poll(() => what('Held at').inputValue()).toBe('');
    await what('Held at').selectOption({ label: 'Place' });
    await what('Heads').selectOption({ label: 'Number of people' });
    await isSaid(/24 estimated/);
  });

  test('the last choice wins over an answer that comes late, and nothing goes away meanwhile', async () => {
    await chooseFile(LOG.replace('What we did', 'Title').replace('On', 'Date').replace('Held at', 'Where we were'));
    await isSaid(/2 new, 0 known/);
    const held: Route[] = [];
    await page.route(CHECK, async (route) => {
      if (held.length === 0) held.push(route);
      else await route.continue();
    });
    await what('Where we were').selectOption({ label: 'Kind' });
    await expect.poll(() => held.length).toBe(1);
    await isSaid('Macbeth · ');
    await expect.poll(() => dialog().getByRole('button', { name: /^Add/ }).isDisabled()).toBe(true);
    await what('Where we were').selectOption({ label: 'Place' });
    await isSaid(/· Main House ·/);
    const late = page.waitForResponse((response) => response.request() === held[0]?.request());
    await held[0]?.continue();
    // It says that “Main House” is no kind.
    await (await late).finished();
    await page.unroute(CHECK);
    await isSaid(/2 new, 0 known already, 0 with faults/);
    await expect.poll(() => what('Where we were').inputValue()).toBe('place');
  });

  test('what was chosen outlives a file that is mended, and is remembered once it is stored', async () => {
    await chooseFile(LOG.replace('10/04/2026', '31/04/2026'));
    await what('What we did').selectOption({ label: 'Title (needed)' });
    await what('On').selectOption({ label: 'First day (needed)' });
    await isSaid('is no day');
    await dialog()
      .getByLabel('File', { exact: true })
      .setInputFiles({ name: 'log.csv', mimeType: 'text/csv', buffer: Buffer.from(LOG) });
    await isSaid(/2 new, 0 known already, 0 with faults/);
    await dialog().getByRole('button', { name: 'Add 2 activities' }).click();
    await page.getByText('2 activities added').first().waitFor();

    await chooseFile(LOG.replace('Macbeth', 'Hamlet'));
    await isSaid('As you chose for the last file with these columns.');
    await isSaid(/1 new, 1 known already/);
    await expect.poll(() => what('What we did').inputValue()).toBe('title');
    // Of columns with the same name each is itself.
    await expect.poll(() => what('Remarks (column 5)').inputValue()).toBe('notes');
    await expect.poll(() => what('Remarks (column 6)').inputValue()).toBe('');
  });

  // Of any eleven years in a row, one has these weekdays.
  const YEARLESS = `Our year,all of it,by Jo
Title,Date,People
Tea dance,Sat 3 May,30-40
Quiz,Mon 12/5,12
`;

  test('the row of names is chosen, a year is proposed with its reasons and taken, and what is an estimate is seen first', async () => {
    await chooseFile(YEARLESS);
    const row = dialog().getByLabel('Row with the names of the columns');
    await expect.poll(() => row.inputValue()).toBe('1');
    await isSaid('No column is the title yet.');
    await row.fill('2');
    await isGone('No column is the title yet.');
    await isSaid('2 rows have days without a year. In which year are they?');
    await isSaid(/Probably \d{4}\/\d{2}: its weekdays fit \(2 of 2\)/);
    await isSaid(/0 new, 0 known already, 2 with faults/);
    await dialog()
      .getByRole('button', { name: /^Read them in / })
      .click();
    await isSaid(/They are read in \d{4}\/\d{2}, 1 Apr \d{4} to 31 Mar \d{4}\./);
    await isSaid(/2 new, 0 known already, 0 with faults/);
    await isSaid('One row is read otherwise than it was typed');
    await isSaid('“30-40”: is a range: its middle, 35, is taken as an estimate.');
    await isSaid(/Tea dance · .* · \d{4}-05-03 · 35 estimated/);
    expect(await inTheWay(page, ['light', 'dark'], 'both')).toEqual([]);
  });
});
