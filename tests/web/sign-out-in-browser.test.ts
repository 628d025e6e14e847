// Signing out asks first about what is not saved, while it can still be saved; and whoever is not signed in causes no error.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLoadedDemo } from '../support/loaded-demo.ts';
import { type StartedPlatform, startPlatform } from '../support/start-platform.ts';
import { describeInChromium, launchChromium } from './chromium.ts';
import { inTheWay } from './in-the-way.ts';
import { signIn } from './sign-in.ts';

describeInChromium('signing out, and not being signed in', () => {
  let folders: string[];
  let platform: StartedPlatform;
  let demo: StartedPlatform;
  let browser: Browser;

  beforeAll(async () => {
    folders = await Promise.all(['out', 'out-demo'].map((name) => mkdtemp(join(tmpdir(), `illuminate-${name}-`))));
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

  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
  const button = (page: Page, name: string) => page.getByRole('button', { name, exact: true });
  const asked = (page: Page) => page.getByRole('dialog', { name: 'Leave without saving?' });

  async function asAsha(path: string): Promise<{ context: BrowserContext; page: Page; closed: string[] }> {
    const context = await browser.newContext({ reducedMotion: 'reduce' });
    await signIn(context, demo.address, { as: 'asha.rao@riverside.example' });
    const page = await context.newPage();
    const closed: string[] = [];
    page.on('request', (request) => {
      if (request.method() === 'DELETE') closed.push(new URL(request.url()).pathname);
    });
    await page.goto(`${demo.address}${path}`);
    return { context, page, closed };
  }
  async function signOut(page: Page): Promise<void> {
    await page.getByRole('button', { name: /Asha/ }).click();
    await button(page, 'Sign out').click();
  }

  test.each([
    ['a report', '/reports/new', 'Name'],
    ['a criteria set', '/reports/criteria-sets/new', 'Criteria set name'],
  ])('%s that is not saved is asked about first: whoever stays is still signed in', async (_, path, label) => {
    const { context, page, closed } = await asAsha(path);
    const name = page.getByLabel(label, { exact: true });
    await name.fill('Half of it');
    await signOut(page);
    await asked(page).waitFor();
    expect(closed).toEqual([]);
    expect(await inTheWay(page)).toEqual([]);
    await button(page, 'Stay here').click();
    await asked(page).waitFor({ state: 'detached' });
    await expect.poll(() => name.inputValue()).toBe('Half of it');
    // Not lost in the menu, which has folded meanwhile.
    await expect.poll(() => page.evaluate('document.activeElement?.tagName')).not.toBe('BODY');
    const held = await context.request.get(`${demo.address}/api/v1/session`);
    expect(held.status()).toBe(200);
    expect(closed).toEqual([]);

    await signOut(page);
    await button(page, 'Leave, and lose the changes').click();
    await heading(page, 'Look around as …');
    expect(closed).toEqual(['/api/v1/session']);
    await page.goBack();
    await heading(page, 'Sign in');
    await context.close();
  });

  test('with nothing unsaved it asks nothing', async () => {
    const { context, page, closed } = await asAsha('/reports/new');
    await page.getByLabel('Name', { exact: true }).waitFor();
    await signOut(page);
    await heading(page, 'Look around as …');
    expect(closed).toEqual(['/api/v1/session']);
    await context.close();
  });

  test.each([
    ['outside the demo', () => platform, 'Sign in'],
    ['in the demo', () => demo, 'Connections'],
  ] as const)('a visitor without a session causes no error in the console, %s', async (_, of, first) => {
    const context = await browser.newContext();
    const page = await context.newPage();
    const errors: string[] = [];
    page.on('console', (message) => {
      if (message.type() === 'error') errors.push(`${message.text()} ${message.location().url}`);
    });
    page.on('pageerror', (err) => errors.push(err.message));
    for (const path of ['/', '/sign-in', '/reports']) {
      await page.goto(`${of().address}${path}`);
      await heading(
        page,
        path === '/' ? first : path === '/sign-in' || first === 'Sign in' ? 'Sign in' : 'Report Explorer',
      );
    }
    expect(errors).toEqual([]);
    await context.close();
  });
});
