// Somebody has forgotten the passphrase: asks, reads the mail, chooses another. Through a real mail server, and in real browsers.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MailServerForTests, startMailServer } from '../../platform/src/notifications/mail-server-for-tests.ts';
import { type StartedPlatform, startPlatform } from '../support/start-platform.ts';
import { until } from '../support/until.ts';
import { describeInChromium, launchChromium } from './chromium.ts';
import { overflowOf, violationsIn } from './in-the-way.ts';

const MAIL_WAIT = 90_000;
const EMAIL = 'sian@riverside.example';
const OLD = 'a lantern over the stage door';
const NEW = 'two ravens on the fly tower';

describeInChromium('a forgotten passphrase', () => {
  let data: string;
  let platform: StartedPlatform;
  let browser: Browser;
  let post: MailServerForTests;
  const errors: string[] = [];

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'illuminate-passphrase-'));
    post = await startMailServer();
    const env = {
      SMTP_URL: `smtp://127.0.0.1:${post.server.port}`,
      MAIL_FROM: 'Illuminate <illuminate@tickets.example>',
    };
    [platform, browser] = await Promise.all([startPlatform({ data, env }), launchChromium()]);
    const body = { slug: 'riverside', name: 'Riverside Theatre', zone: 'Europe/London', currency: 'GBP' };
    await platform.api.call('addOrganisation', { body });
    const params = { organisation: 'riverside' };
    await platform.api.call('inviteMember', { params, body: { email: EMAIL, role: 'organisation-admin' } });
  });

  afterAll(async () => {
    await browser.close();
    await platform.process.stop();
    await post.close();
    await rm(data, { recursive: true, force: true });
  });

  /** The link in the latest mail about it, once there is one other than those that are known. */
  const linkTo = (path: 'invitation' | 'reset', known: readonly string[] = []): Promise<string> =>
    until(`a mail with a link to ${path}`, MAIL_WAIT, async () => {
      const links = post.taken
        .filter(({ to }) => to.includes(EMAIL))
        .map(({ parsed }) => new RegExp(`http\\S+/${path}#[\\w-]{43}`).exec(parsed.text ?? '')?.[0])
        .filter((link) => link !== undefined && !known.includes(link));
      return links.at(-1);
    });
  const heading = (page: Page, name: string) => page.getByRole('heading', { level: 1, name }).waitFor();
  const openPhone = async (): Promise<Page> => {
    const page = await (await browser.newContext({ viewport: { width: 360, height: 740 } })).newPage();
    page.on('pageerror', (err) => errors.push(`${page.url()}: ${err.message}`));
    return page;
  };
  const signIn = async (page: Page, passphrase: string): Promise<void> => {
    await page.goto(`${platform.address}/sign-in?to=/account`);
    await page.getByLabel('E-mail address').fill(EMAIL);
    await page.getByLabel('Passphrase', { exact: true }).fill(passphrase);
    await page.keyboard.press('Enter');
  };
  const ask = async (page: Page): Promise<void> => {
    await page.goto(`${platform.address}/sign-in`);
    await page.getByRole('link', { name: 'Forgotten your passphrase?' }).click();
    await heading(page, 'Choose a new passphrase');
    await page.getByLabel('E-mail address').fill(EMAIL);
    await page.keyboard.press('Enter');
    await page.getByText('Look into your mail').waitFor();
  };
  const isInNobodysWay = async (page: Page): Promise<void> => {
    expect(await violationsIn(page)).toEqual([]);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  };

  test('is replaced by a link from a mail, which holds once; whoever was signed in is signed out', async () => {
    const before = await openPhone();
    await before.goto(await linkTo('invitation'));
    await before.getByLabel('Your name').fill('Siân Puw');
    await before.getByLabel('Choose a passphrase').fill(OLD);
    await before.getByRole('button', { name: 'Accept the invitation' }).click();
    await heading(before, 'Connections');

    const page = await openPhone();
    await ask(page);
    await isInNobodysWay(page);
    const first = await linkTo('reset');
    // Asked for again, the newer link alone holds.
    await ask(page);
    const link = await linkTo('reset', [first]);
    expect(link.startsWith(platform.address)).toBe(true);
    await page.goto(first);
    await page.getByLabel('New passphrase', { exact: true }).fill(NEW);
    await page.keyboard.press('Enter');
    await heading(page, 'This link does not work any more');

    await page.goto(link);
    await heading(page, 'Choose a new passphrase');
    await isInNobodysWay(page);
    await page.getByLabel('New passphrase', { exact: true }).fill('password12');
    await page.keyboard.press('Enter');
    await page.locator('[aria-invalid=true][name=password]').waitFor();
    await page.getByLabel('New passphrase', { exact: true }).fill(NEW);
    await page.getByRole('button', { name: 'Set it and sign in' }).click();
    await heading(page, 'Connections');
    expect(page.url()).not.toContain(link.slice(link.indexOf('#')));

    // The session of before is over, and so are the link and the old passphrase.
    await before.goto(`${platform.address}/account`);
    await heading(before, 'Sign in');
    await before.goto(link);
    await before.getByLabel('New passphrase', { exact: true }).fill(OLD);
    await before.keyboard.press('Enter');
    await heading(before, 'This link does not work any more');
    await isInNobodysWay(before);
    await signIn(before, OLD);
    await before.getByText('do not go together').waitFor();
    await signIn(before, NEW);
    await heading(before, 'Your account');

    const told = await until('a mail that says so', MAIL_WAIT, async () =>
      post.taken.find(
        ({ to, parsed }) =>
          to.includes(EMAIL) && /^Your passphrase for Illuminate was changed$/.test(parsed.subject ?? ''),
      ),
    );
    expect(`${told.parsed.text}`).not.toContain(NEW);
    expect(errors).toEqual([]);
  }, 240_000);
});
