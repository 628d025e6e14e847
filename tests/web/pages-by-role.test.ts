// Every page that there is, as each role and a visitor meet it.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Output, ROLES, type Role, rolesThatMay } from '@illuminate/contract';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { paths } from '../../web/src/paths.ts';
import { PAGES } from '../../web/src/shell/pages.ts';
import { startLoadedDemo } from '../support/loaded-demo.ts';
import { type StartedPlatform, startPlatform } from '../support/start-platform.ts';
import { addressOf } from './address-of.ts';
import { describeInChromium, launchChromium } from './chromium.ts';

/** Where the page is, its heading, and all that it says; in the page's own world, of which this one knows no types. */
const LOOK = `[
  document.querySelector('main [aria-busy=true]') === null ? location.pathname : 'still loading',
  document.querySelector('main h1:not([data-left])')?.innerText ?? '',
  document.querySelector('main')?.innerText ?? '',
]`;

const UNSETTLED = 'still loading after six seconds';

describeInChromium('every page in a browser', () => {
  let folders: string[];
  let platform: StartedPlatform;
  let demo: StartedPlatform;
  let browser: Browser;
  /** Errors that any page raised. */
  const errors: string[] = [];

  beforeAll(async () => {
    folders = await Promise.all(['pages', 'pages-demo'].map((name) => mkdtemp(join(tmpdir(), `illuminate-${name}-`))));
    const [own = '', ofDemo = ''] = folders;
    [platform, demo, browser] = await Promise.all([
      startPlatform({ data: own }),
      startLoadedDemo({ data: ofDemo }),
      launchChromium(),
    ]);
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

  const heading = (page: Page, name: string | RegExp) => page.getByRole('heading', { level: 1, name }).waitFor();

  test('every page shows each role what is its own, or says honestly that it is not', async () => {
    const { items: people } = await demo.api.call('listDemoPeople', {});
    expect(new Set(people.flatMap(rolesOf)).size).toBe(ROLES.length);
    const organisations = (await demo.api.call('listOrganisations', { query: {} })).items;
    const walk = async (person: DemoPerson): Promise<string[]> => {
      const wrong: string[] = [];
      const foreign = organisations.filter(
        ({ slug }) =>
          person.platformRoles.length === 0 && person.memberships.every((one) => one.organisation.slug !== slug),
      );
      const { context, page } = await openBrowser();
      await page.goto(`${demo.address}/look-around`);
      await page.getByRole('button', { name: `Look around as ${person.name}` }).click();
      await heading(page, /^(All c|C)onnections$/);
      // The walk begins elsewhere, for a page is only left for another.
      await goWithin(page, paths.lookAround);
      for (const [path, rule] of Object.entries(PAGES)) {
        if ('open' in rule) continue;
        const address = addressOf(path);
        const { title, text } = await goWithin(page, address);
        const where = `${rolesOf(person).join(', ')} at ${address}`;
        const isTheirs = rolesThatMay(rule.needs).some((role) => rolesOf(person).includes(role));
        if (title === UNSETTLED || (title === 'This page is not for your role') === isTheirs)
          wrong.push(`${where}: ${title}`);
        if (/could not be drawn|needs to act|does not answer/.test(text)) wrong.push(`${where}: ${text}`);
        for (const { name } of foreign) if (text.includes(name)) wrong.push(`${where}: shows ${name}`);
      }
      await context.close();
      return wrong;
    };
    const queue = [...people];
    const wrong: string[] = [];
    // A few at once, as most of the time of each goes by waiting.
    const walker = async () => {
      for (let next = queue.shift(); next !== undefined; next = queue.shift()) wrong.push(...(await walk(next)));
    };
    await Promise.all([walker(), walker(), walker()]);
    expect(wrong).toEqual([]);
  });

  test('whoever is not signed in is led to the sign-in from every page that is for somebody', async () => {
    const { context, page } = await openBrowser();
    await page.goto(`${platform.address}/sign-in`);
    await heading(page, 'Sign in');
    await goWithin(page, '/nothing/here');
    expect(await page.getByRole('main').getByRole('link').allTextContents(), 'what a visitor can use').toEqual([
      'Sign in',
      'Read the guide: what is connected, how, and what is collected',
      'See which box office systems can be connected',
    ]);
    for (const [path, rule] of Object.entries(PAGES)) {
      if (path === paths.signIn) continue;
      const { title } = await goWithin(page, addressOf(path), 'open' in rule ? undefined : paths.signIn);
      expect(`${path}: ${title}`).not.toMatch(/still loading|could not be drawn|not for your role/);
    }
    await context.close();
  });

  /** Moves as a link of the app would, without loading it anew. @returns what the page has come to, once it stands still */
  async function goWithin(page: Page, address: string, arriving = address): Promise<{ title: string; text: string }> {
    // The page before stands until the next is there.
    await page.evaluate(
      `document.querySelector('main h1').dataset.left = 'yes'; history.pushState({}, '', ${JSON.stringify(address)})`,
    );
    let before = '';
    for (let asked = 0; asked < 100; asked += 1) {
      await page.waitForTimeout(60);
      const [at, title, text] = await page.evaluate<[string, string, string]>(LOOK);
      if (text === before && title !== '' && at === arriving) return { title, text };
      before = text;
    }
    return { title: UNSETTLED, text: before };
  }

  test('no page raised an error', () => {
    expect(errors).toEqual([]);
  });
});

type DemoPerson = Output<'listDemoPeople'>['items'][number];

const rolesOf = ({ memberships, platformRoles }: DemoPerson): Role[] => [
  ...memberships.map(({ role }) => role),
  ...platformRoles.map(({ role }) => role),
];
