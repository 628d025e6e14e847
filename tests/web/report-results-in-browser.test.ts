import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLoadedDemo } from '../support/loaded-demo.ts';
import type { StartedPlatform } from '../support/start-platform.ts';
import { describeInChromium, launchChromium } from './chromium.ts';
import { inTheWay, violationsIn } from './in-the-way.ts';

// An answer as people see it: its chart, its table, its page on paper, and what its columns mean.

const ORGANISATION = 'harbour';

describeInChromium('the answer of a report', () => {
  let data: string;
  let platform: StartedPlatform;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'illuminate-results-'));
    [platform, browser] = await Promise.all([startLoadedDemo({ data }), launchChromium()]);
    page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
    page.on('pageerror', (err) => errors.push(err.message));
    // A Content Security Policy that is broken is told on the console.
    page.on('console', (message) => {
      if (/Content Security Policy|unsafe-eval/i.test(message.text())) errors.push(message.text());
    });
  });
  afterAll(async () => {
    await browser.close();
    await platform.process.stop();
    await rm(data, { recursive: true, force: true });
  });

  const open = async (report: string): Promise<void> => {
    await page.goto(`${platform.address}/reports/ready/${report}?organisation=${ORGANISATION}`);
    await page.getByRole('table').first().waitFor();
  };
  const figure = () => page.getByRole('figure');
  const cellsOf = (column: number) =>
    page
      .locator('table')
      .first()
      .locator(`tbody tr > :nth-child(${column})`)
      .evaluateAll((cells) => cells.map((cell) => cell.textContent?.trim() ?? ''));

  test('a chart stands over its table, with the names of what it draws', async () => {
    await open('price-type-mix');
    await figure().getByRole('img', { name: 'Bars: Tickets by Ticket Type.' }).waitFor();
    const drawn = figure().locator('svg text');
    await drawn.filter({ hasText: 'Tickets' }).first().waitFor();
    const names = await cellsOf(1);
    const texts = await drawn.allTextContents();
    expect(names.length).toBeGreaterThan(1);
    expect(texts.join(' ')).toContain(names[0]?.split(' ')[0]);
    // The policy allows no code that is made of text: the chart is there all the same.
    expect(errors).toEqual([]);
  });

  test('what nobody supplies says so, in the head and in the cells', async () => {
    await open('channels');
    const head = page.getByRole('columnheader', { name: /^Sales Channel/ });
    await expect.poll(() => head.textContent()).toContain('Not supplied');
    expect(
      new Set(await page.locator('table').first().locator('tbody tr:not([data-depth]) > td').first().allTextContents()),
    ).toEqual(new Set(['Not supplied']));
  });

  test('a column’s meaning opens by keyboard, leads to the guide, and closes again', async () => {
    await open('price-type-mix');
    const about = page.getByRole('button', { name: 'What “Average Ticket Price” means' });
    await about.focus();
    await page.keyboard.press('Enter');
    const meaning = page.locator('[popover]:popover-open');
    await meaning.getByText('Ticket income ÷ paid tickets', { exact: false }).waitFor();
    await page.keyboard.press('Escape');
    await meaning.waitFor({ state: 'detached' });
    await about.click();
    await meaning.getByRole('link', { name: 'In the guide' }).click();
    await page.getByRole('heading', { level: 1, name: 'What fields and measures mean' }).waitFor();
    expect(new URL(page.url()).hash).toBe('#average-ticket-price-averageprice');
    await page.getByRole('heading', { level: 3, name: 'Average Ticket Price (averagePrice)' }).waitFor();
  });

  test('rows are put in order by the head of a column, which says so', async () => {
    await open('price-type-mix');
    const head = page.getByRole('columnheader', { name: /^Ticket Type/ });
    await head.getByRole('button', { name: 'Ticket Type', exact: true }).press('Enter');
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('ascending');
    const up = await cellsOf(1);
    expect(up).toEqual(up.toSorted(new Intl.Collator('en-GB', { numeric: true, sensitivity: 'base' }).compare));
    await head.getByRole('button', { name: 'Ticket Type', exact: true }).press('Enter');
    await expect.poll(() => head.getAttribute('aria-sort')).toBe('descending');
    expect(await cellsOf(1)).toEqual(up.toReversed());
  });

  test('an answer that is not all here is asked anew in the order of the head', async () => {
    const { rows } = await platform.api.call('runReadyReport', {
      params: { report: 'price-type-mix' },
      query: { organisation: ORGANISATION },
    });
    const names = rows.map(([name]) => String(name)).sort(new Intl.Collator('en-GB', { sensitivity: 'base' }).compare);
    expect(names.length).toBeGreaterThan(1);
    // Of the page's thousand rows the demo has a few: it gets one, and the server says that there are more.
    const asked: URL[] = [];
    const few = '**/api/v1/reports/ready/price-type-mix?**';
    await page.route(few, async (route) => {
      const url = new URL(route.request().url());
      url.searchParams.set('limit', '1');
      asked.push(url);
      await route.continue({ url: url.href });
    });
    await open('price-type-mix');
    await page.getByText('Showing the first 1 groups; there are more').waitFor();
    const head = page.getByRole('columnheader', { name: /^Ticket Type/ });
    const orders = [
      ['ascending', '0', names[0]],
      ['descending', '-0', names.at(-1)],
    ] as const;
    for (const [direction, sort, first] of orders) {
      await head.getByRole('button', { name: 'Ticket Type', exact: true }).click();
      await expect.poll(() => head.getAttribute('aria-sort')).toBe(direction);
      await expect.poll(() => asked.at(-1)?.searchParams.get('sort')).toBe(sort);
      await expect.poll(() => cellsOf(1), { timeout: 20_000 }).toEqual([first]);
    }
    await page.unroute(few);
  });

  test('a column is made wider by keys and by mouse, stays so in this browser, and is put back', async () => {
    await open('price-type-mix');
    const edge = page.getByRole('separator', { name: 'Width of Tickets' });
    const width = async () => Number(await edge.getAttribute('aria-valuenow'));
    const others = () => page.locator('thead th').evaluateAll((heads) => heads.map((head) => head.clientWidth));
    await expect.poll(width).toBeGreaterThan(0);
    const usual = await width();
    const [first] = await others();
    await edge.focus();
    await page.keyboard.press('ArrowRight');
    await page.keyboard.press('ArrowRight');
    await expect.poll(width).toBe(usual + 32);
    // The other columns stay as they are.
    await expect.poll(async () => Math.abs(Number((await others())[0]) - Number(first))).toBeLessThan(2);
    const box = await edge.boundingBox();
    if (box === null) throw new Error('the edge is not on the page');
    await page.mouse.move(box.x + box.width / 2, box.y + box.height / 2);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2 + 50, box.y + box.height / 2, { steps: 4 });
    await page.mouse.up();
    await expect.poll(width).toBe(usual + 82);
    // Whoever drags an edge does not sort.
    expect(await page.getByRole('columnheader', { name: /^Tickets/ }).getAttribute('aria-sort')).toBe('none');
    await page.reload();
    await expect.poll(width).toBe(usual + 82);
    await page.getByRole('button', { name: 'Reset column widths' }).click();
    await expect.poll(width).toBe(usual);
    await page.reload();
    await expect.poll(width).toBe(usual);
    expect(await violationsIn(page, { part: 'table' })).toEqual([]);
  });

  test('a ready report is marked as a favourite, and the explorer says who ran it last', async () => {
    await open('price-type-mix');
    const star = page.getByRole('button', { name: /^Favourite: / });
    await star.click();
    await expect.poll(() => star.getAttribute('aria-pressed')).toBe('true');
    await page.getByRole('heading', { name: 'Runs' }).waitFor();
    await page.goto(`${platform.address}/reports?organisation=${ORGANISATION}&show=favourites`);
    const line = page.getByRole('row', { name: /Ticket types/ });
    await line.waitFor();
    await expect.poll(() => line.textContent()).toMatch(/, [\d,]+ rows?/);
    await page.getByRole('button', { name: /^Favourite: / }).click();
    await line.waitFor({ state: 'detached' });
  });

  test('a long table is turned over in pages, and paper has all of it, light, with what its columns mean', async () => {
    await page.emulateMedia({ colorScheme: 'dark' });
    await open('sales-by-performance');
    const lines = page.locator('table').first().locator('tbody tr');
    const all = Number(/^([\d,]+) line/.exec((await page.locator('output strong').first().textContent()) ?? '')?.[1]);
    expect(all).toBeGreaterThan(50);
    await expect.poll(() => lines.count()).toBe(50);
    await page.getByRole('button', { name: 'Next page' }).click();
    await page.getByText(/^Lines 51 to /).waitFor();

    await page.emulateMedia({ media: 'print', colorScheme: 'dark' });
    await expect.poll(() => lines.count()).toBe(all);
    const look = await page.evaluate<{ paper: string; head: string; buttons: number; foot: string }>(`({
      paper: getComputedStyle(document.body).backgroundColor,
      head: getComputedStyle(document.querySelector('thead')).display,
      buttons: [...document.querySelectorAll('main button, main input, main select')].filter((one) => one.checkVisibility() && !one.closest('th')).length,
      foot: getComputedStyle(document.documentElement).getPropertyValue('--page-foot'),
    })`);
    expect(look).toMatchObject({ paper: 'rgb(255, 255, 255)', head: 'table-header-group', buttons: 0 });
    expect(look.foot).toContain('Sales by performance');
    await page.getByRole('heading', { name: 'What the columns mean' }).waitFor();
    await page.emulateMedia({ media: 'screen', colorScheme: 'light' });
    await expect.poll(() => lines.count()).toBeLessThanOrEqual(50);
  });

  test('nothing stands in anybody’s way, light and dark, wide and narrow', async () => {
    for (const report of ['price-type-mix', 'channels']) {
      await open(report);
      expect(await inTheWay(page)).toEqual([]);
    }
  });

  test('no page raised an error', () => {
    expect(errors).toEqual([]);
  });
});
