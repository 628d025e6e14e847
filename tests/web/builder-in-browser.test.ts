// The Event ID report of the source document, put together as the guide says: by mouse, and once more by keyboard alone.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Locator, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { GOLDEN_HEADER, GOLDEN_ROWS } from '../support/golden-table.ts';
import { startLoadedDemo } from '../support/loaded-demo.ts';
import type { StartedPlatform } from '../support/start-platform.ts';
import { describeInChromium, launchChromium } from './chromium.ts';
import { inTheWay, overflowOf, settled } from './in-the-way.ts';

const COLUMNS = GOLDEN_HEADER;
const [FROM, TO] = ['1 Jan 2022', '31 Dec 2022'];

describeInChromium('a report put together in a browser', () => {
  let data: string;
  let platform: StartedPlatform;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'illuminate-builder-'));
    [platform, browser] = await Promise.all([startLoadedDemo({ data }), launchChromium()]);
    const { api, address } = platform;
    const { items: people } = await api.call('listDemoPeople', {});
    const tom = people.find(({ memberships }) => memberships.some(({ role }) => role === 'insights-administrator'));
    page = await (
      await browser.newContext({ reducedMotion: 'reduce', viewport: { width: 1280, height: 1000 } })
    ).newPage();
    page.on('pageerror', (err) => errors.push(`${page.url()}: ${err.message}`));
    await page.goto(`${address}/look-around`);
    await page.getByRole('button', { name: `Look around as ${tom?.name}` }).click();
    await heading('Connections');
  });

  afterAll(async () => {
    await browser.close();
    await platform.process.stop();
    await rm(data, { recursive: true, force: true });
  });

  const heading = (name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
  const button = (name: string | RegExp) => page.getByRole('button', { name, exact: true });
  const step = (name: string) => page.getByRole('heading', { level: 2, name }).waitFor();

  /** Drags as a hand does: not in one leap, for nothing would notice that it moved. */
  async function drag(from: Locator, to: Locator): Promise<void> {
    await from.scrollIntoViewIfNeeded();
    const middleOf = async (what: Locator): Promise<[number, number]> => {
      const box = await what.boundingBox();
      if (box === null) throw new Error('what is dragged, or its place, is not in sight');
      return [box.x + box.width / 2, box.y + box.height / 2];
    };
    const [x, y] = await middleOf(from);
    await page.mouse.move(x, y);
    await page.mouse.down();
    await page.mouse.move(x + 12, y + 6, { steps: 3 });
    // Where it is to go may move as soon as something is dragged, and again when that is near.
    for (let looked = 0; looked < 3; looked += 1) {
      await page.mouse.move(...(await middleOf(to)), { steps: 6 });
      await page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');
    }
    await page.mouse.up();
  }

  /** What a reader of the table sees, without the marks of sorting. */
  async function table(): Promise<string[][]> {
    const rows = page
      .getByRole('region', { name: /table\. Scrolls sideways/ })
      .first()
      .locator('tbody tr');
    await rows.first().waitFor();
    return rows.evaluateAll((all) =>
      all.map((row) => [...row.querySelectorAll('th, td')].map((cell) => cell.textContent?.trim() ?? '')),
    );
  }

  const wrong: string[] = [];
  /** How the step at hand stands in both themes, and on a phone. */
  async function look(where: string): Promise<void> {
    wrong.push(...(await inTheWay(page)).map((each) => `${where}: ${each}`));
  }

  test('by mouse, step by step, it gives the golden table', async () => {
    await page.goto(`${platform.address}/reports?organisation=riverside`);
    await heading('Report Explorer');
    await page.getByRole('link', { name: 'New report' }).click();
    await step('1 Info');
    await expect.poll(() => page.getByRole('radio', { name: 'Sales' }).isChecked()).toBe(true);
    await expect.poll(() => page.getByRole('radio', { name: 'Ticket Vouchers' }).isDisabled()).toBe(true);
    await page.getByLabel('Name', { exact: true }).fill('Illuminate Event ID Report');
    await page.getByText('One row per ticket.', { exact: false }).first().waitFor();
    await look('1 Info');
    await button('Next').click();

    await step('2 Criteria set');
    await page.getByText('Which date?').waitFor();
    await page.getByLabel('Criteria set name').fill('By Date');
    await page.getByLabel('Only show commonly used criteria').uncheck();
    await button('Group Seats').click();
    await page.getByText('Seating Area').waitFor();
    await button('Group Event Instances').click();
    await drag(button('Date'), page.getByText('Drop criteria here…'));
    await page.getByRole('textbox', { name: 'Date: from' }).fill(FROM);
    await page.getByRole('textbox', { name: 'Date: to' }).fill(TO);
    await drag(button('Cancelled'), page.getByText('Drop to add to criteria'));
    await page.getByLabel('Cancelled: value').selectOption('No');
    await page.getByText('Tickets where Date is from 1 Jan 2022 to 31 Dec 2022 and Cancelled is no.').first().waitFor();
    await page.getByText('Count out of date.').waitFor({ state: 'detached' });
    await look('2 Criteria set, boxes');
    await page.getByRole('radio', { name: 'Plain form' }).check({ force: true });
    await page.getByRole('group', { name: 'These rows' }).waitFor();
    await look('2 Criteria set, plain form');
    await button('Next').click();

    await step('3 Output');
    await page.getByLabel('Only show commonly used columns').uncheck();
    await button('Group Events').click();
    for (const column of COLUMNS) {
      const list = page.getByRole('region', { name: 'Output columns' });
      await drag(button(column), list.getByText(/Drop (columns here|here to add)/));
      await list.getByText(column, { exact: true }).first().waitFor();
    }
    await look('3 Output, rows');
    await button('Switch to Grouped Mode').click();
    for (const date of ['First Instance', 'Last Instance']) {
      await expect.poll(() => page.getByLabel(`Group by, ${date}`).inputValue()).toBe('value');
    }
    await look('3 Output, grouped');
    await button('Next').click();

    await step('4 Template');
    await expect.poll(() => page.getByRole('radio', { name: 'Table' }).isChecked()).toBe(true);
    await look('4 Template');
    await button('Save report').click();
    await heading('Illuminate Event ID Report');
    await expect.poll(() => table()).toEqual(GOLDEN_ROWS.map((row) => [...row]));
    await look('the saved report');
    expect(wrong).toEqual([]);
  }, 400_000);

  test('its criteria are a set now, which says where it is used', async () => {
    await page.goto(`${platform.address}/reports/criteria-sets?organisation=riverside`);
    const row = page.getByRole('row', { name: /By Date/ });
    await row.getByText('Used in 1 report').waitFor();
    await row.getByRole('link', { name: 'Illuminate Event ID Report' }).waitFor();
  });

  test('it becomes a favourite by its star, and stands among the favourites alone', async () => {
    await page.goto(`${platform.address}/reports?organisation=riverside`);
    const star = button('Favourite: Illuminate Event ID Report');
    await star.click();
    await expect.poll(() => star.getAttribute('aria-pressed')).toBe('true');
    const folders = page.getByRole('navigation', { name: 'Folders' });
    await folders.getByRole('link', { name: 'Favourites' }).click();
    const names = () => page.locator('tbody tr th a').allTextContents();
    await expect.poll(names).toEqual(['Illuminate Event ID Report']);
    // The reader is in one folder, and not in all that lead there.
    await expect.poll(() => folders.locator('[aria-current]').allTextContents()).toEqual(['Favourites']);
    await star.click();
    await page.getByText('No favourites yet').waitFor();
  });

  test('by keyboard alone it gives the same', async () => {
    await page.goto(`${platform.address}/reports/new?organisation=riverside`);
    await step('1 Info');
    /** Tab, as often as it takes. */
    const tabTo = async (name: RegExp): Promise<void> => {
      for (let presses = 0; presses < 160; presses += 1) {
        await page.keyboard.press('Tab');
        const focused = await page.evaluate<string>(
          `(() => { const at = document.activeElement; return at?.labels?.[0]?.innerText ?? at?.getAttribute('aria-label') ?? at?.innerText ?? ''; })()`,
        );
        if (name.test(focused.trim())) return;
      }
      throw new Error(`${name} is not reached by Tab`);
    };
    const press = async (name: RegExp, key = 'Enter') => {
      await tabTo(name);
      await page.keyboard.press(key);
    };
    await tabTo(/^Name$/);
    await page.keyboard.type('Event IDs by keyboard');
    await press(/^Next$/);
    await step('2 Criteria set');
    await press(/^Only show commonly used criteria$/, 'Space');
    await press(/^Group Event Instances$/);
    // Picked up by Space, moved by the arrows, and dropped by Space; again where a busy machine had not drawn the box yet.
    const from = page.getByRole('textbox', { name: 'Date: from' });
    for (let tries = 0; tries < 3 && !(await from.isVisible()); tries += 1) {
      await press(/^Date$/, 'Space');
      await page.keyboard.press('ArrowDown');
      await page.getByText('Date is over the first box.').waitFor({ state: 'attached' });
      await page.keyboard.press('Space');
      await from.waitFor({ timeout: 10_000 }).catch(() => undefined);
    }
    await from.waitFor();
    await press(/^Add Cancelled$/);
    await tabTo(/^Date: from$/);
    await page.keyboard.type(FROM);
    await tabTo(/^Date: to$/);
    await page.keyboard.type(TO);
    await tabTo(/^Cancelled: value$/);
    await page.keyboard.type('No');
    await page.keyboard.press('Control+z');
    await page.getByText('Cancelled is yes.', { exact: false }).first().waitFor();
    await page.keyboard.press('Control+Shift+Z');
    await page.getByText('Cancelled is no.', { exact: false }).first().waitFor();
    await press(/^Next$/);
    await step('3 Output');
    await press(/^Only show commonly used columns$/, 'Space');
    await press(/^Group Events$/);
    for (const column of COLUMNS) await press(new RegExp(`^Add ${column} to the output$`));
    await press(/^Switch to Grouped Mode$/);
    await press(/^Next$/);
    await step('4 Template');
    await press(/^Save report$/);
    await heading('Event IDs by keyboard');
    await expect.poll(() => table()).toEqual(GOLDEN_ROWS.map((row) => [...row]));
  });

  test('on a phone the palette leaves room, and what is added is said beside the way there', async () => {
    await page.setViewportSize({ width: 360, height: 740 });
    await page.goto(`${platform.address}/reports/new?organisation=riverside`);
    await step('1 Info');
    await button('Next').click();
    await step('2 Criteria set');
    await page.getByLabel('Only show commonly used criteria').uncheck();
    await button('Group Event Instances').click();
    await page.getByTitle('Add Date', { exact: true }).click();
    await page.getByRole('status').getByText('Date is added.').waitFor();
    const from = page.getByRole('textbox', { name: 'Date: from' });
    const topOf = async (what: Locator): Promise<number> => (await what.boundingBox())?.y ?? Number.NaN;
    // All of a long group, and yet one screen from its head to what was added.
    expect((await topOf(from)) - (await topOf(button('Group Event Instances')))).toBeLessThan(740);
    await button('Show it').click();
    await expect.poll(() => topOf(from)).toBeLessThan(740);
    await expect.poll(() => topOf(from)).toBeGreaterThan(0);
    await page.setViewportSize({ width: 1280, height: 1000 });
  });

  test('the browser goes back and forward between steps, and what is there outlives loading the page again', async () => {
    await page.goto(`${platform.address}/reports?organisation=riverside`);
    await heading('Report Explorer');
    await page.evaluate('sessionStorage.clear()');
    await page.getByRole('link', { name: 'New report' }).click();
    await step('1 Info');
    const name = page.getByLabel('Name', { exact: true });
    await name.fill('Kept');
    await button('Next').click();
    await step('2 Criteria set');
    const common = page.getByLabel('Only show commonly used criteria');
    await common.uncheck();
    // A group opens by its heading, wherever that is met, and its number is of what can be used.
    const group = page.getByRole('heading', { level: 4, name: /^Group Event Instances/ });
    const { width = 0, height = 0 } = (await group.boundingBox()) ?? {};
    await group.click({ position: { x: width - 8, y: height / 2 } });
    const add = page.getByRole('button', { name: /^Add .+$/ });
    await page.getByTitle('Add Date', { exact: true }).waitFor();
    const entries = page.locator('[id$="Event-Instances"] > ul > li');
    await expect.poll(async () => Number(await group.locator('span').last().textContent())).toBe(await entries.count());
    expect(await add.count()).toBeGreaterThan(0);
    await page.getByTitle('Add Date', { exact: true }).click();
    await page.getByRole('textbox', { name: 'Date: from' }).fill(FROM);
    await button('Next').click();
    await step('3 Output');
    await page.goBack();
    await step('2 Criteria set');
    await expect.poll(() => common.isChecked()).toBe(false);
    await expect.poll(() => page.getByRole('textbox', { name: 'Date: from' }).inputValue()).toBe(FROM);
    await page.goBack();
    await step('1 Info');
    await expect.poll(() => name.inputValue()).toBe('Kept');
    await page.goForward();
    await step('2 Criteria set');
    page.once('dialog', (dialog) => void dialog.accept());
    await page.reload();
    await step('2 Criteria set');
    await page.getByText('Your changes are still here').waitFor();
    await expect.poll(() => page.getByRole('textbox', { name: 'Date: from' }).inputValue()).toBe(FROM);
  });

  test('days that are wrong are out of force, hold up the next step, and are mended where they stand', async () => {
    const [from, to] = [
      page.getByRole('textbox', { name: 'Date: from' }),
      page.getByRole('textbox', { name: 'Date: to' }),
    ];
    const asked = (sentence: string | RegExp) => page.getByText(sentence).first().waitFor();
    await from.fill(TO);
    await to.fill(FROM);
    await to.press('Enter');
    await page.getByText('The days are the wrong way round').waitFor();
    await button('Swap the days: Date').click();
    await asked('Tickets where Date is from 1 Jan 2022 to 31 Dec 2022.');
    await from.fill('rubbish');
    await from.press('Enter');
    await page.getByText('A day here cannot be read').waitFor();
    await asked('All tickets.');
    await button('Next').click();
    await page.getByRole('alert').filter({ hasText: 'One criterion has a day that cannot be read' }).waitFor();
    await step('2 Criteria set');
    await from.fill(FROM);
    await from.press('Enter');
    await asked('Tickets where Date is from 1 Jan 2022 to 31 Dec 2022.');
    await button('Next').click();
    await step('3 Output');
  });

  test('a chart is chosen without anything wider than the screen', async () => {
    await button('Group Events').click();
    await page.getByLabel('Only show commonly used columns').uncheck();
    await page.getByTitle('Add Event Name to the output', { exact: true }).click();
    await button('Switch to Grouped Mode').click();
    await button('Group Tickets / Reservations').click();
    await page.getByTitle('Add Tickets to the output', { exact: true }).click();
    await button('Next').click();
    await step('4 Template');
    await page.getByText('Bars', { exact: true }).click();
    await page.getByRole('group', { name: 'What is drawn' }).first().waitFor();
    for (const width of [1280, 360]) {
      await page.setViewportSize({ width, height: 900 });
      await settled(page);
      await expect.poll(() => overflowOf(page)).toBeLessThanOrEqual(0);
    }
    await look('4 Template, bars');
    await page.setViewportSize({ width: 1280, height: 1000 });
    expect(wrong).toEqual([]);
    // Left on purpose, it is gone.
    await button('Cancel').click();
    await button('Leave, and lose the changes').click();
    await heading('Report Explorer');
    await page.getByRole('link', { name: 'New report' }).click();
    await step('1 Info');
    await expect.poll(() => page.getByLabel('Name', { exact: true }).inputValue()).toBe('');
  }, 120_000);

  test('the Event ID report asks nothing while a day cannot be read', async () => {
    await page.goto(`${platform.address}/reports/event-ids?organisation=riverside&from=2022-01-01&to=2022-12-31`);
    await page.getByRole('cell', { name: 'Macbeth' }).waitFor();
    const from = page.getByLabel('From', { exact: true });
    await from.fill('rubbish');
    await from.press('Enter');
    await page.getByText('A day cannot be read').waitFor();
    await expect.poll(() => page.getByRole('cell', { name: 'Macbeth' }).count()).toBe(0);
    await from.fill(FROM);
    await from.press('Enter');
    await page.getByRole('cell', { name: 'Macbeth' }).waitFor();
  });

  test('nothing went wrong in the pages meanwhile', () => {
    expect(errors).toEqual([]);
  });
});
