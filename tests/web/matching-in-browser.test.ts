// Matching as whoever does it sees it: by keyboard, with undo and many at once; and the activity log. One demo for all.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { illuminate } from '../support/illuminate-command.ts';
import { startLoadedDemo } from '../support/loaded-demo.ts';
import type { StartedPlatform } from '../support/start-platform.ts';
import { describeInChromium, launchChromium } from './chromium.ts';
import { expectAccessible, overflowOf, violationsIn } from './in-the-way.ts';
import { signIn } from './sign-in.ts';

const ORGANISATION = 'harbour';
const ADMIN = 'jonas@two-houses.example';

describeInChromium('matching, in a browser', () => {
  let data: string;
  let platform: StartedPlatform;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const errors: string[] = [];
  const params = { organisation: ORGANISATION };

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'illuminate-matching-'));
    [platform, browser] = await Promise.all([startLoadedDemo({ data }), launchChromium()]);
    // A log that begins this quarter: one event logged with a slip in its title, one with another.
    const { items } = await platform.api.call('listProposedActivities', { params, query: { limit: 500 } });
    const today = new Date().toISOString().slice(0, 10);
    const past = items.filter(({ activity }) => activity.from <= today).slice(0, 12);
    for (const { activity } of past.slice(10)) {
      await platform.api.call('addActivity', {
        params,
        body: { ...activity, eventId: null, title: activity.title.toUpperCase() },
      });
    }
    context = await browser.newContext({ reducedMotion: 'reduce' });
    await signIn(context, platform.address, { as: ADMIN });
    page = await context.newPage();
    page.on('pageerror', (err) => errors.push(`${page.url()}: ${err.message}`));
  });

  afterAll(async () => {
    await browser.close();
    await platform.process.stop();
    await rm(data, { recursive: true, force: true });
  });

  const open = async (path: string, heading: string): Promise<void> => {
    await page.goto(`${platform.address}${path}?organisation=${ORGANISATION}`);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  };
  const counts = async () => (await platform.api.call('showMatching', { params })).counts;
  const rows = () => page.getByRole('list', { name: /Events without an activity/ }).getByRole('listitem');
  const named = () => page.evaluate<string>("document.activeElement?.getAttribute('aria-label') ?? ''");

  /** Of the dialog alone: the page behind it is looked at by itself. */
  async function expectDialogAccessible(): Promise<void> {
    await page.setViewportSize({ width: 360, height: 800 });
    expect(await violationsIn(page, { part: '[role=dialog]' })).toEqual([]);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    await page.setViewportSize({ width: 1280, height: 800 });
  }

  test('by keyboard: to the list, accept the best suggestion, go on to the next, and undo', async () => {
    await open('/matching', 'Matching');
    await rows().first().waitFor();
    const before = await counts();
    expect(before.suggestions).toBeGreaterThan(0);
    const at = await rows().evaluateAll((all) => all.findIndex((row) => row.textContent?.includes('Perhaps')));
    await rows().first().focus();
    for (let press = 0; press < at; press += 1) await page.keyboard.press(press % 2 === 0 ? 'j' : 'ArrowDown');
    const accepted = await named();
    const next = await rows()
      .nth(at + 1)
      .getAttribute('aria-label');
    await page.keyboard.press('Enter');
    await page.getByRole('button', { name: /^Undo: Matched/ }).waitFor();
    await expect.poll(async () => (await counts()).matched).toBe(before.matched + 1);
    await expect.poll(named).toBe(next);
    await page.keyboard.press('u');
    await page.getByRole('button', { name: /^Undo: Matched/ }).waitFor({ state: 'detached' });
    await expect.poll(async () => (await counts()).matched).toBe(before.matched);
    await expect.poll(() => rows().nth(at).getAttribute('aria-label')).toBe(accepted);
    // Where nothing is suggested, the same key asks what it is.
    const bare = await rows().evaluateAll((all) => all.findIndex((row) => !row.textContent?.includes('Perhaps')));
    for (const key of ['Enter', 'm']) {
      await rows().nth(bare).focus();
      await page.keyboard.press(key);
      await page.getByRole('dialog').getByLabel('Find by name').waitFor();
      await page.keyboard.press('Escape');
      await page.getByRole('dialog').waitFor({ state: 'detached' });
    }
  });

  test('an event is left out with a reason by one key, and added to the log by another', async () => {
    const before = await counts();
    await rows().first().focus();
    await page.keyboard.press('x');
    await page.getByRole('dialog').getByRole('radio', { name: 'a car park' }).check();
    await page.getByRole('dialog').getByRole('button', { name: 'Leave out' }).click();
    await page.getByRole('button', { name: /^Undo: Excluded/ }).waitFor();
    await expect.poll(() => counts()).toMatchObject({ excluded: before.excluded + 1, events: before.events - 1 });
    await rows().first().focus();
    await page.keyboard.press('a');
    await page.getByRole('button', { name: /^Undo: Took/ }).waitFor();
    await expect.poll(async () => (await counts()).matched).toBe(before.matched + 1);
  });

  test('many at once: what is suggested is chosen and accepted, the rest is left out', async () => {
    const before = await counts();
    const accept = page.getByRole('button', { name: /^Accept/ });
    await page.getByRole('button', { name: /that ha(s|ve) a suggestion/ }).click();
    await accept.waitFor();
    // The keys are for all that are chosen, wherever the focus is in the list.
    await rows().last().focus();
    await page.keyboard.press('Shift+C');
    await accept.waitFor({ state: 'detached' });
    await page.keyboard.press('Shift+C');
    await accept.waitFor();
    await page.keyboard.press('Enter');
    await expect.poll(async () => (await counts()).matched).toBeGreaterThan(before.matched);
    const left = await counts();
    await expect.poll(() => rows().count()).toBe(left.events - left.matched);
    for (const at of [0, 1]) await rows().nth(at).getByRole('checkbox').check();
    await page.getByRole('button', { name: 'Leave 2 out' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Leave out' }).click();
    await expect.poll(async () => (await counts()).excluded).toBe(left.excluded + 2);
    // What is taken back is what the button says, not what somebody else has done since.
    const other = (await platform.api.call('showMatching', { params })).events[0];
    if (other === undefined) throw new Error('the demo has no event that is left');
    await platform.api.call('excludeEvents', {
      params,
      body: { events: [{ connection: other.connection, event: other.event }], reason: 'hire' },
    });
    await page.getByRole('button', { name: /^Undo: Excluded 2/ }).click();
    await expect.poll(async () => (await counts()).excluded).toBe(left.excluded + 1);
    await page.getByRole('button', { name: `Undo: Excluded “${other.name}”` }).click();
    await expect.poll(async () => (await counts()).excluded).toBe(left.excluded);
  });

  test('an activity is matched by hand with some of an event’s performances', async () => {
    const { events, matched } = await platform.api.call('showMatching', { params });
    const event = events.find(({ performances }) => performances > 2);
    const [activity] = matched;
    if (event === undefined || activity === undefined) throw new Error('the demo has no event to match by hand');
    const { items } = await platform.api.call('listEventPerformances', {
      params,
      query: { connection: event.connection, event: event.event },
    });
    expect(items).toHaveLength(event.performances);
    await open('/matching', 'Matching');
    const row = rows().filter({ hasText: `Event ID ${event.eventId}` });
    await row.getByRole('button', { name: `Match by hand: “${event.name}”` }).click();
    const dialog = page.getByRole('dialog');
    await dialog.getByLabel('Find by name').fill(activity.activityTitle);
    await dialog.getByRole('button', { name: activity.activityTitle }).first().click();
    await dialog.getByRole('radio', { name: 'Only some of them' }).check();
    await expect.poll(() => dialog.getByRole('checkbox').count()).toBe(items.length);
    expect(await dialog.getByRole('button', { name: 'Tick at least one performance.' }).isDisabled()).toBe(true);
    for (const at of [0, 2]) await dialog.getByRole('checkbox').nth(at).check();
    await expectDialogAccessible();
    await dialog.getByRole('button', { name: 'Match with 2 performances' }).click();
    await dialog.waitFor({ state: 'detached' });
    await expect
      .poll(async () => {
        const now = await platform.api.call('showMatching', { params });
        return new Set(now.matched.flatMap((one) => (one.event === event.event ? [one.performance] : [])));
      })
      .toEqual(new Set([items[0]?.performance, items[2]?.performance]));
  });

  test('an Event ID is matched at once, typed between spaces or pasted as a link', async () => {
    const { items } = await platform.api.call('listProposedActivities', { params, query: { limit: 2 } });
    const forms = [
      (id: string) => `  ${id} `,
      (id: string) => `https://tickets.venue.example/website/EventDetails.aspx?EventId=${id}&lang=en`,
    ];
    await open('/activities', 'Activities');
    for (const [at, { eventId, activity }] of items.entries()) {
      const title = `Typed by hand ${at + 1}`;
      await page.getByRole('button', { name: 'Add an activity' }).click();
      const form = page.getByRole('form', { name: 'Add an activity' });
      await form.getByLabel('Title').fill(title);
      await form.getByLabel('First day').fill(activity.from);
      await form.getByLabel('Last day').fill(activity.to ?? activity.from);
      await form.getByLabel('Event ID').fill(forms[at]?.(eventId ?? '') ?? '');
      await form.getByRole('button', { name: 'Save' }).click();
      await form.waitFor({ state: 'detached' });
      const { matched } = await platform.api.call('showMatching', { params });
      expect(matched.find(({ activityTitle }) => activityTitle === title)).toMatchObject({
        eventId,
        basis: 'event-id',
      });
    }
    expect(items).toHaveLength(2);
  });

  test('the events of a festival are matched in one deed, and come apart in one', async () => {
    const day = new Date().toISOString().slice(0, 10);
    const parts = ['opening night', 'poetry slam', 'late jazz', 'closing parade'];
    const lines = parts.map((part) => `Tide Fest: ${part},${day} 19:30,Quay`);
    const file = join(data, 'festival.csv');
    await writeFile(file, ['Event,Performance date,Place', ...lines].join('\n'));
    const words = ['--kind', 'events', '--organisation', ORGANISATION, '--confirm'];
    const sent = await illuminate(data, 'upload', 'file', file, ...words);
    expect(sent.output).toContain('loaded');
    const title = `Tide Fest ${day.slice(0, 4)}`;
    await platform.api.call('addActivity', {
      params,
      body: { title, kind: 'festival', artform: 'combined-arts', from: day },
    });
    const before = await counts();
    await open('/matching', 'Matching');
    await page.getByRole('radio', { name: /^Activities/ }).check();
    await page.getByRole('button', { name: `Match all 4 events with “${title}”` }).click();
    await expect.poll(async () => (await counts()).matched).toBe(before.matched + 4);
    await page.getByRole('button', { name: /^Undo: / }).click();
    await expect.poll(async () => (await counts()).matched).toBe(before.matched);
  });

  test('places are renamed, and two that are the same are made one', async () => {
    const day = { kind: 'workshop', artform: 'theatre', from: '2026-05-01' } as const;
    for (const place of ['Foyer', 'The Foyer']) {
      await platform.api.call('addActivity', { params, body: { ...day, title: `In ${place}`, place } });
    }
    const names = async (): Promise<string[]> =>
      (await platform.api.call('listPlaces', { params })).items.map(({ name }) => name);
    await open('/activities', 'Activities');
    await page.getByRole('button', { name: 'Places' }).click();
    const dialog = page.getByRole('dialog');
    const rename = async (place: string, now: string, deed: string): Promise<void> => {
      await dialog.getByRole('button', { name: `Rename “${place}”` }).click();
      await dialog.getByLabel(`New name of “${place}”`).fill(now);
      await dialog.getByRole('button', { name: deed }).click();
      await dialog.getByText(`“${place}” is called “${now}” now.`).waitFor();
    };
    await rename('Foyer', 'Entrance hall', 'Save');
    await expect.poll(names).toEqual(expect.arrayContaining(['Entrance hall', 'The Foyer']));
    await expectDialogAccessible();
    await rename('The Foyer', 'Entrance hall', 'Make both one place');
    const row = dialog.getByRole('listitem').filter({ hasText: 'Entrance hall' });
    await expect.poll(() => row.textContent()).toContain('2 activities');
    expect(await names()).not.toContain('The Foyer');
    await dialog.getByRole('button', { name: 'Close' }).click();
    await dialog.waitFor({ state: 'detached' });
  });

  test('nothing stands in anybody’s way, in both themes, wide and narrow', async () => {
    await expectAccessible(page);
    await open('/activities', 'Activities');
    await page.getByRole('button', { name: 'Add an activity' }).waitFor();
    await expectAccessible(page);
    expect(errors).toEqual([]);
  });
});
