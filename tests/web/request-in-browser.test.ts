// A person without an account asks for a connection; the desk makes it. Through a real mail server, and in a real browser.
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type MailServerForTests, startMailServer } from '../../platform/src/notifications/mail-server-for-tests.ts';
import { startLoadedDemo } from '../support/loaded-demo.ts';
import type { StartedPlatform } from '../support/start-platform.ts';
import { until } from '../support/until.ts';
import { describeInChromium, launchChromium } from './chromium.ts';
import { overflowOf, violationsIn } from './in-the-way.ts';
import { signIn } from './sign-in.ts';

const WAIT = 120_000;
const MAIL_WAIT = 90_000;

describeInChromium('a request in a browser', () => {
  let data: string;
  let platform: StartedPlatform;
  let browser: Browser;
  let post: MailServerForTests;
  let visitor: Page;
  let desk: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'illuminate-requests-'));
    post = await startMailServer();
    const env = {
      SMTP_URL: `smtp://127.0.0.1:${post.server.port}`,
      MAIL_FROM: 'Illuminate <illuminate@tickets.example>',
    };
    [platform, browser] = await Promise.all([startLoadedDemo({ data, env }), launchChromium()]);
    visitor = await (await browser.newContext({ viewport: { width: 360, height: 800 } })).newPage();
    const context = await browser.newContext({ colorScheme: 'dark' });
    await signIn(context, platform.address, { apiKey: platform.operatorKey });
    desk = await context.newPage();
    for (const page of [visitor, desk]) page.on('pageerror', (err) => errors.push(err.message));
  });

  afterAll(async () => {
    await browser.close();
    await platform.process.stop();
    await post.close();
    await rm(data, { recursive: true, force: true });
  });

  const open = async (page: Page, path: string): Promise<void> => {
    await page.goto(`${platform.address}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };
  const isClean = async (page: Page): Promise<void> => {
    await page.waitForTimeout(200);
    expect(await violationsIn(page)).toEqual([]);
    expect(await overflowOf(page)).toBeLessThanOrEqual(0);
  };
  const mailTo = (address: string, subject: RegExp) =>
    until(`a mail to ${address}`, MAIL_WAIT, async () =>
      post.taken.find(({ to, parsed }) => to.includes(address) && subject.test(parsed.subject ?? '')),
    );
  const linkIn = (text: string | undefined): string => /http\S+\/request\/status#[\w-]{43}/.exec(text ?? '')?.[0] ?? '';

  test('goes from a form to a connection that loads, and its requester sees each step', async () => {
    await open(visitor, '/request');
    await isClean(visitor);
    await visitor.getByRole('button', { name: 'Send the request' }).click();
    await visitor.getByText('must not be empty').first().waitFor();
    await visitor.getByLabel('Organisation').fill('Theatr yr Hen Neuadd');
    await visitor.getByLabel('Your name').fill('Siân Puw');
    await visitor.getByLabel('Your e-mail address').fill('sian@henneuadd.example');
    await visitor.getByLabel('Name of your account there').fill('old-hall');
    await visitor.keyboard.press('Enter');
    await visitor.getByText('Look into your mail').waitFor();

    const first = await mailTo('sian@henneuadd.example', /confirm your address/);
    const link = linkIn(first.parsed.text);
    expect(link).toContain(platform.address);
    expect(String(first.parsed.html)).toContain(link);
    await visitor.goto(link);
    await visitor.getByRole('button', { name: 'Yes, send it to the support desk' }).click();
    await visitor.getByText('With the support desk').first().waitFor();
    await isClean(visitor);

    await open(desk, '/desk/requests');
    await isClean(desk);
    await desk
      .getByRole('row', { name: /Theatr yr Hen Neuadd/ })
      .getByRole('link')
      .click();
    await desk.getByRole('heading', { name: 'What next' }).waitFor();
    await isClean(desk);
    await desk.getByLabel('Begin from an answer').selectOption('Ask for the account');
    expect(await desk.getByRole('textbox', { name: 'Message' }).inputValue()).toContain('Dear Siân Puw');
    await desk.getByRole('button', { name: 'Ask the organisation' }).click();
    await desk.getByText('Waiting for the organisation').first().waitFor();

    const asked = await mailTo('sian@henneuadd.example', /Waiting for the organisation/);
    expect(linkIn(asked.parsed.text)).toBe(link);
    await visitor.reload();
    await visitor.getByText('Waiting for the organisation').first().waitFor();
    await visitor.getByLabel('Your message').fill('It is oldhall.');
    await visitor.getByRole('button', { name: 'Send', exact: true }).click();
    await visitor.getByText('With the support desk').first().waitFor();

    await desk.reload();
    await desk.getByText('It is oldhall.').waitFor();
    await desk.getByLabel('Account').fill('oldhall');
    await desk.getByRole('button', { name: 'Complete' }).click();
    await desk.getByText('Done').first().waitFor({ timeout: WAIT });
    const name = 'theatr-yr-hen-neuadd-ticketsolve';
    await desk.getByRole('link', { name }).click();
    await desk
      .getByText(/Loading history|Up to date|Connected/)
      .first()
      .waitFor({ timeout: WAIT });
    await until('events are here', WAIT, async () => {
      const { counts } = await platform.api.call('showConnection', { params: { connection: name } });
      return counts.events > 0;
    });

    const ready = await mailTo('sian@henneuadd.example', /is connected/);
    await visitor.goto(linkIn(ready.parsed.text));
    await visitor.reload();
    await visitor.getByText('Done').first().waitFor();
    await visitor.getByText(name).waitFor();
    // Whoever has no account is not led to where one is needed.
    expect(await visitor.getByRole('link', { name }).count()).toBe(0);
    await open(visitor, '/request/status');
    await visitor.getByText('This page needs its link').waitFor();
    await visitor.goto(linkIn(ready.parsed.text).slice(0, -1));
    await visitor.getByText('This link does not work any more').waitFor();
    await isClean(visitor);
    expect(errors).toEqual([]);
  }, 180_000);

  test('to join is confirmed by mail, and the outbox shows what was sent, and no link', async () => {
    await open(visitor, '/join');
    await isClean(visitor);
    await visitor.getByRole('textbox', { name: 'Organisation' }).fill('Canal Street');
    await visitor.getByLabel('Your name').fill('Theo');
    await visitor.getByLabel('Your e-mail address').fill('theo@canal.example');
    await visitor.getByRole('button', { name: 'Ask to join' }).click();
    const mail = await mailTo('theo@canal.example', /confirm your address/);
    await visitor.goto(linkIn(mail.parsed.text));
    await visitor.getByRole('button', { name: 'Yes, send it to the support desk' }).click();
    await visitor.getByText('With the support desk').first().waitFor();

    await open(desk, '/outbox');
    await desk
      .getByRole('row', { name: /theo@canal\.example/ })
      .first()
      .waitFor();
    await isClean(desk);
    await desk.getByRole('link', { name: 'Please confirm your address' }).first().click();
    await desk.getByText('What it said is no longer here').waitFor();
    await isClean(desk);
    expect(errors).toEqual([]);
  }, 90_000);

  test('is declined with a reason, which its requester reads by the link of the mail, and can answer', async () => {
    await open(visitor, '/request');
    await visitor.getByLabel('Organisation').fill('Quarry Stage');
    await visitor.getByLabel('Your name').fill('Nia Owen');
    await visitor.getByLabel('Your e-mail address').fill('nia@quarry.example');
    await visitor.getByLabel('Name of your account there').fill('quarry');
    await visitor.getByRole('button', { name: 'Send the request' }).click();
    const first = await mailTo('nia@quarry.example', /confirm your address/);
    await visitor.goto(linkIn(first.parsed.text));
    await visitor.getByRole('button', { name: 'Yes, send it to the support desk' }).click();
    await visitor.getByText('With the support desk').first().waitFor();
    await visitor.goto('about:blank');

    await open(desk, '/desk/requests');
    await desk
      .getByRole('row', { name: /Quarry Stage/ })
      .getByRole('link')
      .click();
    await desk.getByLabel('What happens').selectOption('Decline');
    await desk.getByLabel('Begin from an answer').selectOption('Cannot be done');
    const message = desk.getByRole('textbox', { name: 'Message' });
    await expect.poll(() => message.inputValue()).toContain('Dear Nia Owen');
    const reason = 'the account “quarry” belongs to a school, which has to ask itself';
    await message.fill((await message.inputValue()).replace('…', reason));
    await desk.getByRole('button', { name: 'Decline' }).click();
    await desk.getByText('Declined').first().waitFor();
    await desk.getByRole('heading', { name: 'Complete it' }).waitFor({ state: 'detached' });
    await isClean(desk);
    await open(desk, '/desk/requests');
    await desk.getByRole('row', { name: /Quarry Stage/ }).waitFor({ state: 'detached' });

    const declined = await mailTo('nia@quarry.example', /Declined/);
    // As it is quoted, with a mark at the beginning of each line.
    expect(declined.parsed.text?.replaceAll(/\n> ?/g, ' ')).toContain(reason);
    await visitor.goto(linkIn(declined.parsed.text));
    await visitor.getByText('Declined').first().waitFor();
    await visitor.getByText(reason, { exact: false }).waitFor();
    await isClean(visitor);
    const { items } = await platform.api.call('listOrganisations', {});
    expect(items.map(({ name }) => name)).not.toContain('Quarry Stage');

    await visitor.getByLabel('Your message').fill('The school asks: I am its bursar.');
    await visitor.getByRole('button', { name: 'Send', exact: true }).click();
    await visitor.getByText('With the support desk').first().waitFor();
    await open(desk, '/desk/requests');
    await desk.getByRole('row', { name: /Quarry Stage/ }).waitFor();
    expect(errors).toEqual([]);
  }, 120_000);
});
