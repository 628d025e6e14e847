// Two change one report, or one activity: the second sees that, and decides. And what is clicked twice is sent once.
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

const params = { organisation: 'riverside' };

describeInChromium('a report that two change', () => {
  let data: string;
  let platform: StartedPlatform;
  let browser: Browser;
  let context: BrowserContext;

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'illuminate-two-change-'));
    [platform, browser] = await Promise.all([startLoadedDemo({ data }), launchChromium()]);
    context = await browser.newContext({ reducedMotion: 'reduce' });
    await signIn(context, platform.address, { as: 'asha.rao@riverside.example' });
  });

  afterAll(async () => {
    await browser.close();
    await platform.process.stop();
    await rm(data, { recursive: true, force: true });
  });

  const make = (name: string) =>
    platform.api.call('createReport', {
      params,
      body: {
        name,
        type: 'sales',
        output: { mode: 'grouped', keys: [{ field: 'event.name' }], measures: [{ measure: 'tickets' }] },
      },
    });
  const show = (report: string) => platform.api.call('showReport', { params: { ...params, report } });
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  /** Opens a report for change, and describes it. */
  async function describe(report: string, description: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${platform.address}/reports/${report}/edit?organisation=riverside`);
    await page.getByLabel('Description', { exact: true }).fill(description);
    return page;
  }
  /** Somebody else is quicker. */
  const change = (report: string) =>
    platform.api.call('changeReport', { params: { ...params, report }, body: { version: 1, description: 'theirs' } });

  test('the second sees theirs in a tab of its own, and saves over it', async () => {
    const { id } = await make('Seats by event');
    const page = await describe(id, 'mine');
    await change(id);
    await button(page, 'Save report').click();
    await page.getByText('“Seats by event” was changed meanwhile').waitFor();
    await expect.poll(() => page.getByText('There already').count()).toBe(0);
    expect(await inTheWay(page)).toEqual([]);
    const [theirs] = await Promise.all([
      context.waitForEvent('page'),
      page.getByRole('link', { name: 'See theirs (in a new tab)' }).click(),
    ]);
    await theirs.getByRole('heading', { level: 1, name: 'Seats by event' }).waitFor();
    await theirs.close();
    await button(page, 'Save mine over it').click();
    await page.getByRole('heading', { level: 1, name: 'Seats by event' }).waitFor();
    await expect.poll(async () => (await show(id)).description).toBe('mine');
    await page.close();
  });

  test('or saves a copy, and theirs stays', async () => {
    const { id } = await make('Tickets by event');
    const page = await describe(id, 'mine');
    await change(id);
    await button(page, 'Save report').click();
    await button(page, 'Save as a copy').click();
    await page.getByRole('heading', { level: 1, name: 'Copy of Tickets by event' }).waitFor();
    await expect.poll(async () => (await show(id)).description).toBe('theirs');
    await page.close();
  });

  const FOYER = { kind: 'workshop', artform: 'dance', from: '2026-11-04' } as const;
  const log = (title: string) => platform.api.call('addActivity', { params, body: { ...FOYER, title } });
  const shown = (activity: string) => platform.api.call('showActivity', { params: { ...params, activity } });
  /** Opens an activity for change and types notes; somebody else is quicker. */
  async function noteSecond(id: string, title: string): Promise<Page> {
    const page = await context.newPage();
    await page.goto(`${platform.address}/activities?organisation=riverside&year=2026-11-04`);
    await button(page, `Change “${title}”`).click();
    await page.getByLabel('Notes', { exact: true }).fill('mine');
    const body = { ...FOYER, title, notes: 'theirs', place: 'Foyer', version: 1 };
    await platform.api.call('changeActivity', { params: { ...params, activity: id }, body });
    await button(page, 'Save').click();
    await page.getByText(`“${title}” was changed meanwhile`).waitFor();
    return page;
  }

  test('whoever saves an activity second sees what is different, and saves theirs over it', async () => {
    const { id } = await log('Lanterns second');
    const page = await noteSecond(id, 'Lanterns second');
    const differences = page.getByRole('region', { name: 'What is different' });
    await differences.getByRole('row', { name: 'Notes theirs mine' }).waitFor();
    await differences.getByRole('row', { name: /^Place Foyer/ }).waitFor();
    expect(await differences.getByRole('row', { name: /^Title/ }).count()).toBe(0);
    await expect.poll(() => page.getByText('There already').count()).toBe(0);
    expect(await inTheWay(page)).toEqual([]);
    // To say the same once more changes nothing: it is asked again.
    await button(page, 'Save').click();
    await expect.poll(async () => (await shown(id)).notes).toBe('theirs');
    await button(page, 'Save mine over it').click();
    await page.getByText('“Lanterns second” is changed.').waitFor();
    expect(await shown(id)).toMatchObject({ notes: 'mine', place: null, version: 3 });
    await page.close();
  });

  test('or keeps theirs', async () => {
    const { id } = await log('Lanterns kept');
    const page = await noteSecond(id, 'Lanterns kept');
    await button(page, 'Keep theirs').click();
    await page.getByText(/^“Lanterns kept” stays as .+ saved it\.$/).waitFor();
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    expect(await shown(id)).toMatchObject({ notes: 'theirs', place: 'Foyer', version: 2 });
    await page.close();
  });

  test('whoever archives what somebody else has changed since sees what is different first, and decides', async () => {
    const { id } = await log('Lanterns archived');
    const page = await context.newPage();
    await page.goto(`${platform.address}/activities?organisation=riverside&year=2026-11-04`);
    await button(page, 'Archive “Lanterns archived”').waitFor();
    const body = { ...FOYER, title: 'Lanterns archived', place: 'Foyer', version: 1 };
    await platform.api.call('changeActivity', { params: { ...params, activity: id }, body });
    await button(page, 'Archive “Lanterns archived”').click();
    const dialog = page.getByRole('dialog', { name: '“Lanterns archived” was changed meanwhile' });
    await dialog.getByRole('row', { name: /^Place Foyer/ }).waitFor();
    expect(await inTheWay(page)).toEqual([]);
    expect(await shown(id)).toMatchObject({ archivedAt: null, version: 2 });
    await button(page, 'Archive it as it is now').click();
    await page.getByText('“Lanterns archived” is archived').waitFor();
    await dialog.waitFor({ state: 'detached' });
    expect(await shown(id)).toMatchObject({ archivedAt: expect.any(String), place: 'Foyer', version: 3 });
    await page.close();
  });

  test('a double click saves once', async () => {
    const { id } = await make('Events clicked twice');
    const page = await describe(id, 'mine');
    const sent: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'PUT') sent.push(request.url());
    });
    await button(page, 'Save report').dblclick();
    await page.getByRole('heading', { level: 1, name: 'Events clicked twice' }).waitFor();
    expect(sent).toHaveLength(1);
    await page.close();
  });

  test('whoever has no passphrase is not asked for one', async () => {
    const page = await context.newPage();
    await page.goto(`${platform.address}/account`);
    await page.getByText('You have no passphrase').waitFor();
    await expect.poll(() => page.locator('input[type=password]').count()).toBe(0);
    await page.close();
  });
});
