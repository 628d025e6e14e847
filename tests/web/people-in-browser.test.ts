// People as they come in: by link, by keyboard, as the wrong person. One server without a demo, one with, shared by all tests.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLoadedDemo } from '../support/loaded-demo.ts';
import { type StartedPlatform, startPlatform } from '../support/start-platform.ts';
import { describeInChromium, launchChromium } from './chromium.ts';
import { inTheWay, violationsIn } from './in-the-way.ts';
import { signIn as signInAs } from './sign-in.ts';

const PASSPHRASE = 'a lantern over the stage door';
const ASHA = { email: 'asha@riverside.example', name: 'Asha Rao' };

describeInChromium('people in a browser', () => {
  let folders: string[];
  let platform: StartedPlatform;
  let demo: StartedPlatform;
  let browser: Browser;
  /** Errors that any page raised. */
  const errors: string[] = [];

  beforeAll(async () => {
    folders = await Promise.all(
      ['people', 'people-demo'].map((name) => mkdtemp(join(tmpdir(), `illuminate-${name}-`))),
    );
    const [own = '', ofDemo = ''] = folders;
    [platform, demo, browser] = await Promise.all([
      startPlatform({ data: own }),
      startLoadedDemo({ data: ofDemo }),
      launchChromium(),
    ]);
    for (const [slug, name] of [
      ['riverside', 'Riverside Theatre'],
      ['harbour', 'Harbour Playhouse'],
    ] as const) {
      await platform.api.call('addOrganisation', { body: { slug, name, zone: 'Europe/London', currency: 'GBP' } });
    }
  });

  afterAll(async () => {
    await browser.close();
    await Promise.all([platform.process.stop(), demo.process.stop()]);
    await Promise.all(folders.map((folder) => rm(folder, { recursive: true, force: true })));
  });

  /** A browser of its own, with one page. */
  async function openBrowser(): Promise<{ context: BrowserContext; page: Page }> {
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    const page = await context.newPage();
    page.on('pageerror', (err) => errors.push(`${page.url()}: ${err.message}`));
    return { context, page };
  }

  async function signIn(page: Page, to: string): Promise<void> {
    await page.goto(`${platform.address}/sign-in?to=${to}`);
    await page.getByLabel('E-mail address').fill(ASHA.email);
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await page.keyboard.press('Enter');
  }

  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();
  const focused = (page: Page) => page.evaluate<string>("document.activeElement?.getAttribute('name') ?? ''");

  test('the link printed at the first start makes the administrator, once', async () => {
    const link = await platform.process.line(/(http:\S+\/welcome\S+)/, 10_000);
    const { context, page } = await openBrowser();
    await page.goto(link);
    await heading(page, 'Welcome to Illuminate');
    await page.getByLabel('E-mail address').fill('ewan@illuminate.example');
    await page.getByLabel('Your name').fill('Ewan Sharp');
    const passphrase = page.getByLabel('Choose a passphrase');
    await passphrase.fill('password12');
    await page.getByRole('button', { name: 'Make the account' }).click();
    // What is refused is said at the field, which takes focus, and what was typed stays.
    await expect.poll(() => focused(page)).toBe('password');
    await expect.poll(() => page.getByLabel('Your name').inputValue()).toBe('Ewan Sharp');
    await passphrase.fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Make the account' }).click();
    await heading(page, 'Connections');
    await page.goto(link);
    await heading(page, 'This link does not work any more');
    await context.close();
  });

  test('an invitation is passed on and opens one organisation, and no other', async () => {
    const admin = await openBrowser();
    await admin.page.goto(`${platform.address}/people?organisation=riverside`);
    // Nobody is signed in yet: first there, and then to where one wanted to be.
    await heading(admin.page, 'Sign in');
    await admin.page.getByLabel('E-mail address').fill('ewan@illuminate.example');
    await admin.page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await admin.page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await heading(admin.page, 'People');
    await admin.page.getByLabel('Their e-mail address').fill(ASHA.email);
    await admin.page.getByLabel(/^Organisation admin/).check();
    await admin.page.getByRole('button', { name: 'Invite', exact: true }).click();
    const link = (await admin.page.locator('pre', { hasText: '/invitation#' }).textContent()) ?? '';
    await admin.context.close();

    const { context, page } = await openBrowser();
    await page.goto(link);
    await heading(page, 'Join Riverside Theatre');
    await page.getByLabel('Your name').fill(ASHA.name);
    await page.getByLabel('Choose a passphrase').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Accept the invitation' }).click();
    await heading(page, 'Connections');
    await page.getByText('Riverside Theatre').first().waitFor();
    await page.getByRole('button', { name: 'Organisation', exact: true }).click();
    await page.getByRole('link', { name: 'People' }).click();
    await page.getByRole('rowheader', { name: ASHA.email }).first().waitFor();
    expect(await page.getByText('Harbour Playhouse').count()).toBe(0);
    await page.goto(`${platform.address}/people?organisation=harbour`);
    await page.getByRole('heading', { name: 'Not this organisation' }).waitFor();
    expect(await page.getByText('Harbour Playhouse').count()).toBe(0);
    // Where another organisation's would be looked at, or erased, in place of it.
    for (const path of ['/privacy', '/reports/event-ids']) {
      await page.goto(`${platform.address}${path}?organisation=harbour&from=2026-01-01&to=2026-12-31`);
      await page.getByRole('heading', { name: 'Not this organisation' }).waitFor();
      expect(await page.getByRole('main').getByRole('button').count()).toBe(0);
    }
    await context.close();
  });

  test('by keyboard alone one signs in, and comes back to the page that one wanted', async () => {
    const { context, page } = await openBrowser();
    await page.goto(`${platform.address}/account`);
    await heading(page, 'Sign in');
    const tabTo = async (name: string) => {
      for (let presses = 0; (await focused(page)) !== name; presses += 1) {
        if (presses > 12) throw new Error(`${name} is not reached within a dozen presses of Tab`);
        await page.keyboard.press('Tab');
      }
    };
    await tabTo('email');
    await page.keyboard.type(ASHA.email);
    await tabTo('password');
    await page.keyboard.type('not the passphrase');
    await page.keyboard.press('Enter');
    await page.getByText('do not go together').waitFor();
    await expect.poll(() => focused(page)).toBe('password');
    await page.keyboard.press('ControlOrMeta+a');
    await page.keyboard.type(PASSPHRASE);
    await page.keyboard.press('Enter');
    await heading(page, 'Your account');
    await expect.poll(() => page.evaluate<string>("document.activeElement?.tagName ?? ''")).toBe('H1');
    await context.close();
  });

  test('a session that is ended elsewhere is signed out; so is one that signs out itself', async () => {
    const [one, other] = await Promise.all([openBrowser(), openBrowser()]);
    for (const { page } of [one, other]) {
      await signIn(page, '/');
      await heading(page, 'Connections');
    }
    await one.page.goto(`${platform.address}/account`);
    await one.page.getByRole('row', { name: /This one/ }).waitFor();
    await one.page.getByRole('button', { name: 'End all but this one' }).click();
    await expect.poll(() => one.page.getByRole('button', { name: /^End/ }).count()).toBe(0);
    await other.page.getByRole('link', { name: 'Event ID report' }).click();
    // What stood on the page stays, and the sign-in is laid over it.
    await other.page.getByText('Your sign-in has ended').waitFor();
    await other.page.reload();
    await heading(other.page, 'Sign in');
    await one.page.getByRole('button', { name: /^Account of/ }).click();
    await one.page.getByRole('button', { name: 'Sign out' }).click();
    await heading(one.page, 'Sign in');
    await one.page.goto(`${platform.address}/people`);
    await heading(one.page, 'Sign in');
    await Promise.all([one.context.close(), other.context.close()]);
  });

  test('a key is shown once, opens the app, and closes when it is revoked', async () => {
    const { context, page } = await openBrowser();
    await signIn(page, '/api-keys');
    await heading(page, 'API keys');
    await page.getByLabel('What is it for?').fill('Spreadsheet');
    await page.getByRole('button', { name: 'Make the key' }).click();
    const key =
      (await page.locator('pre').filter({ hasText: /^ill/ }).or(page.locator('main pre')).first().textContent()) ?? '';
    await page.reload();
    await page.getByRole('rowheader', { name: 'Spreadsheet' }).waitFor();
    expect(await page.content()).not.toContain(key);

    const withKey = await openBrowser();
    await withKey.page.goto(`${platform.address}/sign-in`);
    await withKey.page.getByText('Sign in with an API key').click();
    await withKey.page.getByLabel('API key', { exact: true }).fill(key);
    await withKey.page.keyboard.press('Enter');
    await heading(withKey.page, 'Connections');

    await page.getByRole('button', { name: 'Revoke the key “Spreadsheet”' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Revoke' }).click();
    await page.getByText(/^Revoked/).waitFor();
    await withKey.page.getByRole('link', { name: 'Event ID report' }).click();
    await withKey.page.getByText('Your sign-in has ended').waitFor();
    await withKey.page.reload();
    await heading(withKey.page, 'Sign in');
    // Who did it is there for the organisation to read.
    await page.goto(`${platform.address}/audit`);
    await page
      .getByRole('row', { name: new RegExp(ASHA.name) })
      .first()
      .waitFor();
    await Promise.all([context.close(), withKey.context.close()]);
  });

  test('one’s own name is changed, and the trail, narrowed down, has what was done under either', async () => {
    const { context, page } = await openBrowser();
    await signIn(page, '/account');
    await heading(page, 'Your account');
    const name = page.getByLabel('Name', { exact: true });
    await name.fill(' ');
    await page.getByRole('button', { name: 'Change name' }).click();
    await expect.poll(() => focused(page)).toBe('name');
    await name.fill('Asha Devi');
    await page.keyboard.press('Enter');
    await page.getByText('Your name is Asha Devi now.').waitFor();
    await page.getByRole('button', { name: 'Account of Asha Devi' }).waitFor();
    await page.goto(`${platform.address}/api-keys`);
    await page.getByLabel('What is it for?').fill('Archive');
    await page.keyboard.press('Enter');
    await page.getByRole('rowheader', { name: 'Archive' }).waitFor();

    await page.goto(`${platform.address}/audit`);
    const rows = page.getByRole('table').locator('tbody').getByRole('row');
    await rows.filter({ hasText: 'Asha Devi' }).first().waitFor();
    await rows.filter({ hasText: ASHA.name }).first().waitFor();
    const about = page.getByLabel('About', { exact: true });
    await about.selectOption('Organisations, requests and mail');
    await expect.poll(() => rows.filter({ hasText: 'Asha' }).count()).toBe(0);
    await rows.filter({ hasText: 'Organisation added' }).waitFor();
    await about.selectOption('Activities and matching');
    await page.getByRole('heading', { name: 'Nothing of this kind yet' }).waitFor();
    await page.getByRole('button', { name: 'Everything' }).click();
    await rows.filter({ hasText: 'Asha Devi' }).first().waitFor();
    await page.getByLabel('Narrow down').fill('asha devi');
    await expect.poll(() => rows.filter({ hasNotText: 'Asha Devi' }).count()).toBe(0);
    await page.getByText(/^\d+ of \d+ entries shown$/).waitFor();
    await page.getByLabel('Narrow down').fill('no such deed');
    await page.getByRole('heading', { name: 'No entry fits' }).waitFor();
    await page.getByRole('button', { name: 'Show all again' }).click();
    await rows.filter({ hasText: 'Organisation added' }).waitFor();
    await context.close();
  });

  test('a link that opens nothing says so, and what to do', async () => {
    const { context, page } = await openBrowser();
    for (const path of ['/invitation/nonsense', '/invitation', '/reset', '/welcome/nonsense']) {
      await page.goto(`${platform.address}${path}`);
      await heading(page, 'This link does not work any more');
    }
    await page.getByText('each start of Illuminate prints a new link', { exact: false }).waitFor();
    await page.goto(`${platform.address}/reset/nonsense`);
    await page.getByLabel('New passphrase', { exact: true }).fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await heading(page, 'This link does not work any more');
    await page.getByRole('link', { name: 'Ask for a new link' }).click();
    await page.getByLabel('E-mail address').fill('nobody@nowhere.example');
    await page.keyboard.press('Enter');
    await page.getByRole('status').getByText(/mail/).first().waitFor();
    await context.close();
  });

  test('nothing stands in anybody’s way, light and dark, wide and narrow', async () => {
    const { context, page } = await openBrowser();
    const wrong: string[] = [];
    const look = async (path: string) => {
      await page.goto(`${demo.address}${path}`);
      await page.locator('main h1').waitFor();
      await expect.poll(() => page.locator('main [aria-busy=true]').count()).toBe(0);
      wrong.push(...(await inTheWay(page)));
      if (!(await page.title()).endsWith(' · Illuminate')) wrong.push(`${path}: its title is ${await page.title()}`);
    };
    for (const path of ['/sign-in', '/look-around', '/forgotten', '/reset/a-token', '/invitation/a-token']) {
      await look(path);
    }
    await page.goto(`${demo.address}/look-around`);
    await page
      .getByRole('button', { name: /^Look around as/ })
      .first()
      .click();
    await heading(page, 'Connections');
    for (const path of ['/people', '/api-keys', '/audit', '/account', '/no-such-page']) await look(path);
    await page.setViewportSize({ width: 360, height: 740 });
    await page.getByRole('button', { name: 'Menu' }).click();
    expect(await violationsIn(page)).toEqual([]);
    expect(wrong).toEqual([]);
    await context.close();
  });

  test('the only administrator cannot leave; of two, one can, and sees nothing of it any more', async () => {
    const params = { organisation: 'riverside' };
    const { items: members } = await demo.api.call('listMembers', { params });
    const [asha, tom] = ['Asha Rao', 'Tom Okafor'].map((name) => members.find((member) => member.name === name));
    const { context, page } = await openBrowser();
    await signInAs(context, demo.address, { as: asha?.email ?? '' });
    await page.goto(`${demo.address}/people`);
    await page.getByText('The only administrator. Make somebody else one first.').waitFor();
    expect(await page.getByRole('button', { name: 'Leave' }).count()).toBe(0);
    await demo.api.call('setMemberRole', {
      params: { ...params, person: tom?.id ?? '' },
      body: { role: 'organisation-admin' },
    });
    await page.reload();
    await page.getByRole('button', { name: 'Leave', exact: true }).click();
    await page.getByRole('dialog', { name: 'Leave Riverside Theatre?' }).waitFor();
    expect(await violationsIn(page, { part: '[role=dialog]' })).toEqual([]);
    await page.getByRole('dialog').getByRole('button', { name: 'Leave' }).click();
    await heading(page, 'Your account');
    await expect.poll(() => page.getByText('Riverside Theatre').count()).toBe(0);
    const left = await demo.api.call('listMembers', { params });
    expect(left.items.map(({ name }) => name)).not.toContain('Asha Rao');
    await context.close();
  });

  test('no page raised an error', () => {
    expect(errors).toEqual([]);
  });
});
