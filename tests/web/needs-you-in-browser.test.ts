// A box office refuses the sign-in: who has to act hears of it once, and mends it on the page where the mail leads.
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MailServerForTests, startMailServer } from '../../platform/src/notifications/mail-server-for-tests.ts';
import { collectAll, connectOrganisation } from '../support/connect-organisation.ts';
import { type StartedPlatform, startPlatform } from '../support/start-platform.ts';
import { type StartedSimulator, startSimulator } from '../support/start-simulator.ts';
import { until } from '../support/until.ts';
import { describeInChromium, launchChromium } from './chromium.ts';
import { expectAccessible, overflowOf, violationsIn } from './in-the-way.ts';

const WAIT = 60_000;
const MINUTE = 60_000;
const EMAIL = 'asha@alpha.example';
const PASSPHRASE = 'a lantern over the stage door';
const connection = 'alpha-spektrix';
const shiftClock = pathToFileURL(join(import.meta.dirname, '..', 'support', 'shift-clock.mjs')).href;

describeInChromium('what needs somebody', () => {
  let data: string;
  let platform: StartedPlatform;
  let simulator: StartedSimulator;
  let browser: Browser;
  let page: Page;
  let post: MailServerForTests;
  let offset: string;
  let shifted = 0;
  const errors: string[] = [];

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'illuminate-needs-you-'));
    offset = `${data}.offset`;
    await writeFile(offset, '0');
    post = await startMailServer();
    const env = {
      SMTP_URL: `smtp://127.0.0.1:${post.server.port}`,
      MAIL_FROM: 'Illuminate <illuminate@tickets.example>',
    };
    const preload = [`${shiftClock}?${new URLSearchParams({ file: offset })}`];
    [platform, simulator, browser] = await Promise.all([
      startPlatform({ data, env, preload }),
      startSimulator({ seed: 9, events: 4, orders: 40, years: 0.3 }),
      launchChromium(),
    ]);
    await connectOrganisation(platform.api, simulator.door, { slug: 'alpha' });
    await collectAll(platform.api, connection);
    page = await (await browser.newContext({ reducedMotion: 'reduce' })).newPage();
    page.on('pageerror', (err) => errors.push(err.message));
  }, 180_000);

  afterAll(async () => {
    await browser.close();
    await Promise.all([platform.process.stop(), simulator.process.stop()]);
    await post.close();
    await Promise.all([data, offset].map((path) => rm(path, { recursive: true, force: true })));
  });

  const mails = (subject: RegExp) =>
    post.taken.filter(({ to, parsed }) => to.includes(EMAIL) && subject.test(parsed.subject ?? ''));
  const linkIn = (text: string | undefined, path: RegExp): string =>
    new RegExp(`${platform.address}/${path.source}`).exec(text ?? '')?.[0] ?? '';
  const needsYou = () => mails(/^Action needed: Spektrix of The alpha$/);
  const fixed = () => mails(/^Put right: Spektrix of The alpha$/);
  const headline = async () => (await platform.api.call('showConnection', { params: { connection } })).headline.code;
  const lookedAt = async () =>
    (await platform.api.call('showStatus', {})).schedules.find(({ name }) => name === 'incidents')?.lastStartedAt ?? '';
  /** So much time goes by, and every connection is looked at again, as happens every minute. */
  const passAtOnce = async (minutes: number): Promise<void> => {
    const before = await lookedAt();
    shifted += minutes * MINUTE;
    await writeFile(offset, String(shifted));
    await until('connections are looked at again', WAIT, async () => (await lookedAt()) > before);
  };
  /** What is found at the end is looked at twice, as it would be by then. */
  const pass = async (minutes: number): Promise<void> => {
    await passAtOnce(minutes - 1);
    await passAtOnce(1);
  };

  test('is told by one mail, whose link leads to the page that says what to do, and that it is put right by another', async () => {
    const params = { organisation: 'alpha' };
    await platform.api.call('inviteMember', { params, body: { email: EMAIL, role: 'organisation-admin' } });
    const invitation = await until('the invitation', WAIT, async () => mails(/./)[0]);
    await page.goto(linkIn(invitation.parsed.text, /invitation#[\w-]{43}/));
    await page.getByLabel('Your name').fill('Asha Rao');
    await page.getByLabel('Choose a passphrase').fill(PASSPHRASE);
    await page.getByRole('button', { name: 'Accept the invitation' }).click();
    await page.getByRole('heading', { level: 1, name: 'Connections' }).waitFor();
    // Whoever reads the mail later is not signed in any more.
    await page.context().clearCookies();

    await simulator.door.fault({ name: 'server-error', value: 401 });
    await platform.api.call('startSync', { params: { connection } });
    await until('the sign-in is refused', WAIT, async () => (await headline()) === 'CRED_REJECTED');
    await pass(3);
    expect(needsYou(), 'what may pass by itself is not told').toHaveLength(0);
    await pass(4);
    const told = await until('the mail that says so', WAIT, async () => needsYou()[0]);
    expect(told.parsed.text).toContain('Spektrix refused our sign-in');
    const link = linkIn(told.parsed.text, /connections\/[\w-]+/);
    expect(link).toBe(`${platform.address}/connections/${connection}`);
    expect(String(told.parsed.html)).toContain(`href="${link}"`);

    await page.goto(link);
    await page.getByLabel('E-mail address').fill(EMAIL);
    await page.getByLabel('Passphrase', { exact: true }).fill(PASSPHRASE);
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'The alpha' }).waitFor();
    expect(page.url()).toContain(`/connections/${connection}`);
    await page.getByText('Action needed').first().waitFor();
    await page.getByText('Spektrix refused our sign-in', { exact: false }).first().waitFor();
    await expectAccessible(page);
    await page.getByRole('link', { name: 'Fix connection' }).click();
    const check = page.getByRole('button', { name: 'Check the sign-in' });
    await check.click();
    await page.getByText('The sign-in did not work').waitFor();

    // Right again in the box office; nothing is asked of it before somebody says so here.
    await simulator.door.clearFaults();
    await check.click();
    await page.getByText('Signed in. What can be seen is up to date below.').waitFor();
    await page.getByText('Action needed').first().waitFor({ state: 'detached' });
    await until('the connection is well', WAIT, async () => (await headline()) === 'OK');
    await pass(3);
    expect(fixed(), 'what may come back is not called right').toHaveLength(0);
    await pass(4);
    const right = await until('the mail that says it is right', WAIT, async () => fixed()[0]);
    expect(right.parsed.text).toContain('What we wrote to you about (“Action needed”) is over.');
    await pass(8);
    expect([needsYou().length, fixed().length], 'one mail of each').toEqual([1, 1]);

    await page.goto(linkIn(right.parsed.text, /connections\/[\w-]+/));
    await page.getByRole('heading', { level: 1, name: 'The alpha' }).waitFor();
    await page.getByText('Up to date').first().waitFor();
    await page.setViewportSize({ width: 360, height: 740 });
    expect(await violationsIn(page)).toEqual([]);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
    expect(errors).toEqual([]);
  }, 300_000);
});
