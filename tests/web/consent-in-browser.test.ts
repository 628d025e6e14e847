import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, BrowserContext, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedPlatform, startPlatform } from '../support/start-platform.ts';
import { type StartedSimulator, startSimulator } from '../support/start-simulator.ts';
import { until } from '../support/until.ts';
import { describeInChromium, launchChromium } from './chromium.ts';
import { inTheWay, violationsIn } from './in-the-way.ts';
import { signIn, signInForNew } from './sign-in.ts';

const WAIT = 120_000;
const TOGGLE = 'control-panel/settings/configuration/system-setup/third-party-integrations';

// One organisation that connects by permission and another by a sign-in, each in the words of its pages.
describeInChromium('consent in a browser', () => {
  let data: string;
  let platform: StartedPlatform;
  let simulator: StartedSimulator;
  let browser: Browser;
  let context: BrowserContext;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'illuminate-consent-'));
    [platform, simulator, browser] = await Promise.all([
      startPlatform({ data }),
      startSimulator({ clients: 2, events: 6, orders: 150, years: 1 }),
      launchChromium(),
    ]);
    const { api } = platform;
    const { partner } = await simulator.door.accounts();
    const settings = { ...partner, host: simulator.door.origin };
    await api.call('setPartnerCredential', { params: { provider: 'spektrix' }, body: { settings } });
    context = await browser.newContext();
    page = await context.newPage();
    page.on('pageerror', (err) => errors.push(err.message));
  });

  afterAll(async () => {
    await browser.close();
    await platform.process.stop();
    await simulator.process.stop();
    await rm(data, { recursive: true, force: true });
  });

  const open = async (path: string): Promise<void> => {
    await page.goto(`${platform.address}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };
  /** What was asked of the box office, apart from who consents. */
  const asked = async (): Promise<string[]> => {
    const { routes } = await simulator.door.requests();
    return [...new Set(routes.map(({ route }) => route))].filter((route) => route !== 'partner/clients');
  };

  test('by permission: who and where, whose account, the agreement, and then it loads; with a receipt', async () => {
    await signInForNew(context, platform, { slug: 'mill', name: 'Mill Arts' });
    await open('/');
    await page.getByRole('link', { name: 'Connect a box office' }).click();
    await page.getByRole('heading', { level: 1, name: 'Connect your box office' }).waitFor();
    expect(await inTheWay(page, ['light'])).toEqual([]);
    await page.getByRole('link', { name: 'By permission in the box office' }).click();
    await page.getByRole('heading', { level: 1, name: 'Connect Spektrix' }).waitFor();
    await page.getByText('an admin who may use the Settings Interface').first().waitFor();
    await page.getByRole('listitem').filter({ hasText: 'Third Party Integrations' }).waitFor();
    await page.getByRole('button', { name: 'Copy text to send' }).waitFor();
    expect(await inTheWay(page, ['light'])).toEqual([]);

    await page.getByRole('textbox', { name: 'Client name' }).fill('demo1');
    await page.getByRole('button', { name: 'Go on' }).click();
    const code = page.getByText(/^ILLUMINATE-MILL-\w{4}-\w{4}$/);
    await code.waitFor();
    await page.getByText('Waiting for proof').first().waitFor();
    expect(await inTheWay(page, ['light'])).toEqual([]);

    // The toggle is on, and nothing follows from it: not a word, and no question but for the code.
    const box = await context.newPage();
    await box.goto(`${simulator.door.origin}/demo1/${TOGGLE}`);
    await box.getByRole('switch').click();
    await box.locator('[role=switch][aria-checked=true]').waitFor();
    await page.getByRole('button', { name: 'Look again now' }).click();
    await expect.poll(asked, { timeout: WAIT }).toEqual(['events']);
    await page.getByText('Waiting for proof').first().waitFor();

    await box.getByRole('link', { name: 'Control Panel' }).first().click();
    await box.getByRole('link', { name: 'Events' }).click();
    await box.getByLabel('New event: name').fill((await code.textContent()) ?? '');
    await box.getByRole('button', { name: 'Save' }).click();
    await box.getByRole('button', { name: /^Delete ILLUMINATE/ }).waitFor();
    await box.close();

    await page.evaluate(() => Object.assign(globalThis, { sameDocument: true }));
    await page.getByRole('button', { name: 'Look again now' }).click();
    await page.getByRole('button', { name: 'Agree', exact: true }).waitFor({ timeout: WAIT });
    expect(await asked()).toEqual(['events']);
    expect(await inTheWay(page, ['light'])).toEqual([]);
    await page.getByRole('button', { name: 'Agree', exact: true }).click();
    await page.getByText('Write your whole name.').waitFor();
    await page.getByRole('textbox', { name: 'Your name' }).fill('Asha Rao');
    await page.getByRole('textbox', { name: 'What you are in the organisation' }).fill('Finance Director');
    await page.getByRole('checkbox', { name: /may agree to it for Mill Arts/ }).check();
    await page.getByRole('button', { name: 'Agree', exact: true }).click();

    await page
      .getByText(/Loading history|Up to date/)
      .first()
      .waitFor({ timeout: WAIT });
    expect(await page.evaluate(() => 'sameDocument' in globalThis)).toBe(true);
    await page.getByText('Asha Rao, Finance Director').first().waitFor();
    // By its address: while history loads, the page moves under a click.
    const address = await page.getByRole('link', { name: /^Consent given, .*to print$/ }).getAttribute('href');
    const receipt = await context.newPage();
    await receipt.goto(`${platform.address}${address}`);
    await receipt.getByRole('heading', { level: 1, name: 'Receipt: consent given' }).waitFor();
    await receipt.getByText('Finance Director').first().waitFor();
    expect(await violationsIn(receipt)).toEqual([]);
    await receipt.close();
  }, 150_000);

  test('by a sign-in: tried on the spot, refused and then right, agreed, connected', async () => {
    await signInForNew(context, platform, { slug: 'quay', name: 'Quay Theatre' });
    const account = (await simulator.door.accounts()).clients.find(({ client }) => client === 'demo2');
    await open('/connect/spektrix/api-credentials');
    await page.getByRole('heading', { level: 1, name: 'Connect Spektrix' }).waitFor();
    await page.getByRole('button', { name: 'Try the sign-in' }).click();
    await page.getByText('This is needed.').first().waitFor();
    expect(await inTheWay(page, ['light'])).toEqual([]);
    await page.getByRole('textbox', { name: 'Client name' }).fill('demo2');
    await page.getByRole('textbox', { name: 'API login' }).fill(account?.login ?? '');
    await page.getByRole('textbox', { name: 'Address' }).fill(simulator.door.origin);
    await page.getByLabel('Secret key', { exact: true }).fill('AAAAAAAAAAAAAAAAAAAA');
    await page.getByRole('button', { name: 'Try the sign-in' }).click();
    await page.getByText('Sign-in refused').first().waitFor({ timeout: WAIT });
    await page.getByLabel('Secret key', { exact: true }).fill(account?.secret ?? '');
    await page.getByRole('button', { name: 'Try the sign-in' }).click();
    await page.getByText('orders with their tickets, by day').waitFor({ timeout: WAIT });
    await page.getByRole('textbox', { name: 'Your name' }).fill('Sam Lee');
    await page.getByRole('checkbox', { name: /may agree to it for Quay Theatre/ }).check();
    await page.getByRole('button', { name: 'Agree and connect' }).click();
    await page.getByRole('heading', { level: 1, name: 'Quay Theatre' }).waitFor({ timeout: WAIT });
    await page.getByText('Sam Lee').first().waitFor();
    await page.getByRole('link', { name: /^Consent given, .*to print$/ }).waitFor();
    expect(await page.content()).not.toContain(account?.secret ?? '?');
    expect(errors).toEqual([]);
  }, 120_000);

  test('a sign-in is replaced in place: a wrong one is told on the spot and changes nothing, a right one is in use at once', async () => {
    const { api } = platform;
    const connection = 'quay-spektrix';
    const { clients, partner } = await simulator.door.accounts();
    const account = clients.find(({ client }) => client === 'demo2');
    const held = async () => (await api.call('showConnection', { params: { connection } })).credential;
    const before = await held();
    await open(`/connections/${connection}`);
    const form = page.getByRole('form', { name: 'Replace the sign-in' });
    await page.getByRole('button', { name: 'Replace the sign-in' }).click();
    const key = form.getByLabel('Secret key', { exact: true });
    expect(await key.inputValue(), 'a key is never shown again').toBe('');
    expect(await form.getByRole('textbox', { name: 'API login' }).inputValue()).toBe(account?.login);
    await form.getByRole('button', { name: 'Try it and replace' }).click();
    await form.getByText('This is needed.').waitFor();
    await key.fill('AAAAAAAAAAAAAAAAAAAA');
    await form.getByRole('button', { name: 'Try it and replace' }).click();
    await form.getByText('Sign-in refused').waitFor({ timeout: WAIT });
    expect(await inTheWay(page, ['light'])).toEqual([]);
    expect((await held())?.lastFour).toBe(before?.lastFour);
    expect((await held())?.setAt).toBe(before?.setAt);
    await form.getByRole('button', { name: 'Keep the current sign-in' }).click();
    await page.getByRole('button', { name: 'Check the sign-in' }).click();
    await page.getByText('Signed in. What can be seen is up to date below.').waitFor({ timeout: WAIT });

    // Another API user of the same box office, who is let in as long as the setting is on.
    await simulator.door.allow('demo2', true);
    await page.getByRole('button', { name: 'Replace the sign-in' }).click();
    await form.getByRole('textbox', { name: 'API login' }).fill(partner.login);
    await key.fill(partner.secret);
    await form.getByRole('button', { name: 'Try it and replace' }).click();
    await page.getByText('The new sign-in works and is in use.').waitFor({ timeout: WAIT });
    const now = await held();
    expect(partner.secret.endsWith(now?.lastFour ?? '?')).toBe(true);
    expect(now?.lastFour).not.toBe(before?.lastFour);
    await page.getByText(`ends in ${now?.lastFour}`).waitFor();
    expect(await page.content()).not.toContain(partner.secret);
    const { items } = await api.call('listConnections', { query: { organisation: 'quay' } });
    expect(
      items.map(({ name }) => name),
      'in place',
    ).toEqual([connection]);
    await until('it collects with the new one', WAIT, async () => {
      const { lastSync } = await api.call('showConnection', { params: { connection } });
      return lastSync !== null && lastSync.state === 'succeeded' && (lastSync.endedAt ?? '') > (now?.setAt ?? '');
    });
    expect(errors).toEqual([]);
  }, 240_000);

  test('a claim that no code can prove is decided by the support desk, with what it knows it by', async () => {
    const { api, address } = platform;
    await signInForNew(context, platform, { slug: 'pier', name: 'Pier Arts' });
    await open('/connect/spektrix/provider-consent');
    await page.getByRole('textbox', { name: 'Client name' }).fill('pierarts');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText(/^ILLUMINATE-PIER-/).waitFor();
    await page.getByText('Nobody can put the code there?').click();
    await page
      .getByRole('textbox', { name: 'For the support desk' })
      .fill('Ring our box office on the number of our web page.');
    await page.getByRole('button', { name: 'Ask the support desk' }).click();
    await page.getByText('The support desk has your claim').waitFor();
    await open('/desk/claims');
    await page.getByRole('heading', { level: 1, name: 'This page is not for your role' }).waitFor();

    const operatorKey = (await readFile(join(data, 'operator.key'), 'utf8')).trim();
    await context.clearCookies();
    await signIn(context, address, { apiKey: operatorKey });
    await open('/desk/claims');
    await page.getByText('Ring our box office on the number of our web page.').waitFor();
    expect(await inTheWay(page, ['light'])).toEqual([]);
    await page.getByRole('button', { name: 'It is theirs' }).click();
    await page.getByText('Write what you know it by.').waitFor();
    await page
      .getByRole('textbox', { name: 'What you know it by' })
      .fill('Rang the box office; they read the client name.');
    await page.getByRole('button', { name: 'It is theirs' }).click();
    await page.getByText('The client pierarts now belongs to Pier Arts.').waitFor();
    await page.getByText('No claim waits').waitFor();
    const { claim } = await api.call('showConnection', { params: { connection: 'pier-spektrix' } });
    expect(claim?.state).toBe('proven');
    expect(errors).toEqual([]);
  }, 120_000);

  test('a claim that was not meant is withdrawn by whoever may, who alone is told of the button', async () => {
    const { api, address } = platform;
    await signInForNew(context, platform, { slug: 'dock', name: 'Dock Theatre' });
    await open('/connect/spektrix/provider-consent');
    await page.getByRole('textbox', { name: 'Client name' }).fill('notmeant');
    await page.getByRole('button', { name: 'Go on' }).click();
    await page.getByText(/^ILLUMINATE-DOCK-/).waitFor();
    await page.getByText('by “Withdraw this claim” at the top of this page', { exact: false }).waitFor();

    const { key } = await api.call('addApiKey', { body: { organisation: 'dock', name: 'reader', scopes: ['read'] } });
    const ofReader = await browser.newContext();
    await signIn(ofReader, address, { apiKey: key });
    const reader = await ofReader.newPage();
    await reader.goto(`${address}/connections/dock-spektrix`);
    await reader.getByText('An administrator of Dock Theatre can withdraw this claim at any time.').waitFor();
    expect(await reader.getByRole('button', { name: /Withdraw|Stop sharing/ }).count()).toBe(0);
    expect(await reader.content()).not.toContain('“Stop sharing” at the top');
    await ofReader.close();

    await page.getByRole('button', { name: 'Withdraw this claim' }).click();
    const dialog = page.getByRole('dialog', { name: 'Withdraw your claim at Spektrix?' });
    await dialog.waitFor();
    expect(await inTheWay(page, ['light'])).toEqual([]);
    await dialog.getByRole('button', { name: 'Withdraw this claim' }).click();
    await page.getByText('Withdrawn. Nothing is collected, and nothing is waited for.').waitFor();
    await page.getByText('before permission was given. Nothing was collected.', { exact: false }).first().waitFor();
    expect(await page.getByRole('button', { name: 'Delete what was collected' }).count()).toBe(0);
    expect(await inTheWay(page, ['light'])).toEqual([]);
    const { state, claim } = await api.call('showConnection', { params: { connection: 'dock-spektrix' } });
    expect([state, claim]).toEqual(['stopped', null]);

    await page.getByRole('button', { name: 'Reconnect' }).click();
    await page.getByText(/^ILLUMINATE-DOCK-/).waitFor();
    await page.getByRole('button', { name: 'Withdraw this claim' }).click();
    await dialog.getByRole('button', { name: 'Withdraw this claim' }).click();
    await page.getByText('Withdrawn. Nothing is collected, and nothing is waited for.').waitFor();

    const article = page.getByRole('article', { name: 'Dock Theatre' });
    const folded = page.locator('summary', { hasText: /^Withdrawn: \d+$/ });
    await open('/');
    await article.getByText(/^Withdrawn by .+, before permission was given\. Nothing was collected\.$/).waitFor();
    await article.getByText('Withdrawn', { exact: true }).waitFor();
    expect(await inTheWay(page, ['light'])).toEqual([]);
    // Whoever has others as well finds it below them, folded.
    await api.call('addOrganisation', {
      body: { slug: 'wharf', name: 'Wharf Theatre', zone: 'Europe/London', currency: 'GBP' },
    });
    await api.call('startClaim', {
      params: { organisation: 'wharf' },
      body: { provider: 'spektrix', client: 'wharf' },
    });
    await signIn(context, address, { apiKey: platform.operatorKey });
    await open('/');
    await folded.waitFor();
    expect(await article.isVisible()).toBe(false);
    await folded.click();
    await article.waitFor();
    await api.call('stopConnection', { params: { connection: 'wharf-spektrix' }, body: {} });
    expect(errors).toEqual([]);
  }, 120_000);

  test('whoever claims a client that another organisation holds is told nothing of it; the desk sees both and settles it', async () => {
    const { api, address } = platform;
    const client = (name: string) => page.getByRole('textbox', { name: 'Client name' }).fill(name);
    const claim = async (name: string): Promise<void> => {
      await client(name);
      await page.getByRole('button', { name: 'Go on' }).click();
      await page.getByRole('heading', { level: 1, name: 'Loft Theatre' }).waitFor();
      await page.getByText(`You named the client ${name}.`, { exact: false }).waitFor();
      await page.getByText(/^ILLUMINATE-LOFT-\w{4}-\w{4}$/).waitFor();
    };
    /** What the page of the claim says, but for what each claim has of its own. */
    const answer = async (name: string): Promise<string> => {
      const text = await page.locator('section', { hasText: 'Show whose account it is' }).last().innerText();
      return text
        .replaceAll(name, 'CLIENT')
        .replaceAll(/ILLUMINATE-LOFT-\w{4}-\w{4}/g, 'CODE')
        .replace(/until .*\d\d:\d\d/, 'until THEN')
        .replace(/Last looked for\s+.+/, 'Last looked for THEN');
    };
    const holder = await api.call('showConnection', { params: { connection: 'mill-spektrix' } });
    await signInForNew(context, platform, { slug: 'loft', name: 'Loft Theatre' });
    await open('/connect/spektrix/provider-consent');
    await claim('nobodysclient');
    await expect
      .poll(() => answer('nobodysclient'), { timeout: WAIT })
      .toMatch(/client CLIENT.*CODE.*until THEN.*Last looked for THEN/s);
    const ofNobody = await answer('nobodysclient');
    await page.getByRole('link', { name: 'That is not our client: name another' }).click();
    await claim('demo1');
    await expect.poll(() => answer('demo1'), { timeout: WAIT }).toBe(ofNobody);
    expect(await page.content(), 'whose it is').not.toMatch(/Mill Arts|mill-spektrix/);

    // A code in the box office itself does not take it from whoever holds it.
    const box = await context.newPage();
    await box.goto(`${simulator.door.origin}/demo1/control-panel/events`);
    await box
      .getByLabel('New event: name')
      .fill((await page.getByText(/^ILLUMINATE-LOFT-\w{4}-\w{4}$/).textContent()) ?? '');
    await box.getByRole('button', { name: 'Save' }).click();
    await box.getByRole('button', { name: /^Delete ILLUMINATE-LOFT/ }).waitFor();
    await box.close();
    await page.getByRole('button', { name: 'Look again now' }).click();
    await page.getByText('The code was seen. The support desk looks at the claim').waitFor({ timeout: WAIT });
    expect(await page.content(), 'whose it is').not.toMatch(/Mill Arts|mill-spektrix/);
    expect(await inTheWay(page, ['light'])).toEqual([]);

    const ofDesk = await browser.newContext();
    await signIn(ofDesk, address, { apiKey: platform.operatorKey });
    const desk = await ofDesk.newPage();
    desk.on('pageerror', (err) => errors.push(err.message));
    await desk.goto(`${address}/desk/claims`);
    await desk.getByText('Another organisation claims this client too.', { exact: false }).waitFor();
    await desk.getByText('Mill Arts (Proven)').waitFor();
    expect(await inTheWay(desk, ['light', 'dark'])).toEqual([]);
    const decision = desk.getByRole('form', { name: 'Decide the claim of Loft Theatre' });
    await decision.getByRole('textbox', { name: 'What you know it by' }).fill('Mill Arts showed us its contract.');
    await decision.getByRole('button', { name: 'It is theirs' }).click();
    // Nobody loses a box office unseen.
    await decision.getByText('The client demo1 is Mill Arts’s, by the connection mill-spektrix.').waitFor();
    await decision.getByText('stop mill-spektrix first', { exact: false }).waitFor();
    await decision.getByRole('button', { name: 'It is not shown to be theirs' }).click();
    await desk.getByText('The claim of Loft Theatre was declined.').waitFor();
    await desk.getByText('No claim waits').waitFor();
    await ofDesk.close();

    await page.getByText('The support desk could not establish that demo1 is yours.').waitFor();
    await page.getByText('Mill Arts showed us its contract.').waitFor();
    const [rival, held] = await Promise.all(
      ['loft-spektrix', 'mill-spektrix'].map((connection) => api.call('showConnection', { params: { connection } })),
    );
    expect([rival?.state, rival?.claim?.state, rival?.counts.events]).toEqual(['waiting_for_consent', 'declined', 0]);
    expect([held?.state, held?.claim?.state]).toEqual([holder.state, 'proven']);
    expect(errors).toEqual([]);
  }, 150_000);
});
