// What does not fit is said once, at its field and by the field's own name; never by the names that the API has for things.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { startLoadedDemo } from '../support/loaded-demo.ts';
import type { StartedPlatform } from '../support/start-platform.ts';
import { describeInChromium, launchChromium } from './chromium.ts';
import { inTheWay } from './in-the-way.ts';
import { signIn } from './sign-in.ts';

describeInChromium('what does not fit', () => {
  let data: string;
  let platform: StartedPlatform;
  let browser: Browser;
  let page: Page;

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'illuminate-misfits-'));
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

  const open = async (path: string, heading: string | RegExp): Promise<void> => {
    await page.goto(`${platform.address}${path}`);
    await page.getByRole('heading', { level: 1, name: heading }).waitFor();
  };
  /** The page says it, once, and nothing of how the API calls it. */
  async function isSaidOnce(sentence: string): Promise<void> {
    await page.getByText(sentence).first().waitFor();
    await expect.poll(() => page.getByText(sentence).count()).toBe(1);
    await expect.poll(() => page.getByText(/\bbody\b/).count()).toBe(0);
    await expect.poll(() => page.getByText('does not fit').count()).toBe(0);
  }

  test('a key that is none is said at the key, as a sentence', async () => {
    await open('/connect/spektrix/api-credentials', /Spektrix/);
    for (const name of ['client', 'login']) await page.locator(`input[name=${name}]`).fill('riverside');
    const secret = page.locator('input[type=password]');
    await secret.fill('rubbish');
    await page.getByRole('button', { name: 'Try the sign-in' }).click();
    await isSaidOnce('The key is the long text');
    await expect.poll(() => secret.getAttribute('aria-invalid')).toBe('true');
    expect(await inTheWay(page, ['light'])).toEqual([]);
  });

  test('no more can be typed than is taken', async () => {
    await open('/connect/spektrix/provider-consent', /Spektrix/);
    const client = page.locator('input[name=client]');
    await client.fill('x');
    await expect.poll(() => client.getAttribute('maxlength')).toBe('100');
    // Whatever fills it in otherwise than a hand.
    await page.evaluate("document.querySelector('input[name=client]').removeAttribute('maxlength')");
    await client.fill('x'.repeat(101));
    await page.getByRole('button', { name: 'Go on' }).click();
    await isSaidOnce('has more than 100 characters.');
  });

  test('a passphrase that is too long is said at the passphrase', async () => {
    await open('/sign-in', 'Sign in');
    await page.getByLabel('E-mail address').fill('asha.rao@riverside.example');
    await page.getByLabel('Passphrase', { exact: true }).fill('x'.repeat(10_000));
    await page.getByRole('button', { name: 'Sign in', exact: true }).click();
    await isSaidOnce('“Passphrase” has more than 1000 characters.');
  });

  test('a file that holds nothing is said at the file', async () => {
    await open('/activities', 'Activities');
    await page.getByRole('button', { name: 'Import a file' }).click();
    await page
      .getByLabel('File', { exact: true })
      .setInputFiles({ name: 'other.csv', mimeType: 'text/csv', buffer: Buffer.from('Title,Date\n') });
    await isSaidOnce('“File” has a header and no rows below it');
    expect(await inTheWay(page)).toEqual([]);
  });
});
