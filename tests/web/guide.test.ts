import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Browser, Page } from 'playwright-core';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type StartedPlatform, startPlatform } from '../support/start-platform.ts';
import { describeInChromium, launchChromium } from './chromium.ts';
import { inTheWay } from './in-the-way.ts';

// Somebody without an account, who wants to know whether their system is integrated, and how.

describeInChromium('a visitor in a browser', () => {
  let data: string;
  let platform: StartedPlatform;
  let browser: Browser;
  let page: Page;
  const errors: string[] = [];

  beforeAll(async () => {
    data = await mkdtemp(join(tmpdir(), 'illuminate-visitor-'));
    [platform, browser] = await Promise.all([startPlatform({ data }), launchChromium()]);
    page = await (await browser.newContext()).newPage();
    page.on('pageerror', (err) => errors.push(err.message));
  });
  afterAll(async () => {
    await browser.close();
    await platform.process.stop();
    await rm(data, { recursive: true, force: true });
  });

  const open = async (path: string): Promise<void> => {
    await page.goto(`${platform.address}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };

  test('learns which providers are integrated, and how surely', async () => {
    await open('/providers');
    const spektrix = page.getByRole('region', { name: 'Spektrix' });
    await spektrix.getByText('24 November 2026').waitFor();
    expect(await spektrix.getByText('By permission in the box office').count()).toBeGreaterThan(0);
    for (const label of ['Documented', 'Observed', 'Provisional']) {
      await expect.poll(() => page.getByText(label, { exact: true }).count()).toBeGreaterThan(1);
    }
  });

  test('learns what is known of a candidate, and from where', async () => {
    await page.getByText('TicketSource: outlook and evidence').click();
    const evidence = page.locator('details').filter({ hasText: 'TicketSource: outlook and evidence' });
    await evidence.getByText(/Assessed on \d+ November 2026/).waitFor();
    expect(await evidence.locator('dt').count()).toBe(4);
  });

  test('whose system is not there is counted once, and led on', async () => {
    const count = async (): Promise<number> => {
      const { items } = await platform.api.call('listCandidates', {});
      return items.find(({ id }) => id === 'ticket-tailor')?.wishes ?? -1;
    };
    const use = page.getByRole('button', { name: 'I use this' });
    const system = page.getByLabel('Your box office system');
    await expect.poll(() => count()).toBe(0);
    await use.click();
    await system.and(page.locator('[aria-invalid=true]')).waitFor();
    await system.selectOption({ label: 'Ticket Tailor' });
    await use.click();
    await page.getByText('Counted. Thank you.').waitFor();
    await use.click();
    await page.getByText(/had been counted/).waitFor();
    await expect.poll(() => count()).toBe(1);
    await page.getByRole('link', { name: 'How to connect another system' }).click();
    await page.getByRole('heading', { level: 1, name: 'Another system' }).waitFor();
    await expect.poll(() => page.title()).toBe('Another system · Illuminate');
  });

  test('finds a passage by a word, by keyboard, at an address that can be passed on', async () => {
    await open('/guide');
    await page.getByLabel('Search the guide').fill('third party integrations');
    await page.keyboard.press('Enter');
    await page.getByText(/passages? about/i).waitFor();
    expect(page.url()).toContain('/guide?q=');
    await page.reload();
    await page.getByText(/passages? about/i).waitFor();
    await page.locator('main ol a').first().press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Spektrix' }).waitFor();
    expect(page.url()).toMatch(/\/guide\/connect-spektrix#/);
    await page.getByText('Allow Illuminate to access my data on behalf of the Arts Council').waitFor();
  });

  test('is led through by role, page after page', async () => {
    await open('/guide');
    await page
      .getByRole('listitem')
      .filter({ has: page.getByRole('heading', { name: 'You run the organisation' }) })
      .getByRole('link')
      .first()
      .click();
    const titles: (string | null)[] = [];
    for (let step = 1; ; step += 1) {
      await page.getByText(`You run the organisation: ${step} of `).waitFor();
      titles.push(await page.getByRole('heading', { level: 1 }).textContent());
      const next = page.locator('a[rel=next]');
      if ((await next.count()) === 0) break;
      await next.click();
    }
    expect(titles.length).toBeGreaterThan(3);
    expect(titles).toContain('How to connect your box office');
  });

  test('prints a page without what is around it', async () => {
    await open('/guide/event-id');
    await page.emulateMedia({ media: 'print' });
    for (const label of ['Contents of the guide', 'Pages before and after']) {
      await expect.poll(() => page.locator(`nav[aria-label="${label}"]`).isVisible()).toBe(false);
    }
    await expect.poll(() => page.getByText('Calendar Girls').isVisible()).toBe(true);
    await page.emulateMedia({ media: 'screen' });
  });

  test('asks for a connection, and is not told again what was just done', async () => {
    await open('/request');
    const how = page.getByRole('heading', { name: 'How it goes, with Ticketsolve' });
    await how.waitFor();
    await page.getByLabel('Organisation').fill('Old Hall');
    await page.getByLabel('Your name').fill('Siân Puw');
    await page.getByLabel('Your e-mail address').fill('sian@oldhall.example');
    await page.getByLabel('Name of your account there').fill('oldhall');
    await page.getByRole('button', { name: 'Send the request' }).click();
    await page.getByText('A link waits for you').waitFor();
    await how.waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Ask for something else' }).click();
    await how.waitFor();
  });

  test('finds nothing in the way, light and dark, wide and narrow', async () => {
    for (const path of ['/guide', '/guide?q=event', '/guide/connect-spektrix', '/guide/delivery', '/providers']) {
      await open(path);
      expect(await inTheWay(page)).toEqual([]);
    }
  });

  test('who does not read the guide does not load it', async () => {
    const scripts: string[] = [];
    const fresh = await (await browser.newContext()).newPage();
    fresh.on('response', (response) => {
      if (response.url().endsWith('.js')) scripts.push(response.url());
    });
    await fresh.goto(`${platform.address}/sign-in`);
    await fresh.getByRole('heading', { level: 1 }).waitFor();
    await fresh.waitForLoadState('networkidle');
    expect(scripts.length).toBeGreaterThan(1);
    for (const url of scripts) expect(await (await fetch(url)).text()).not.toContain('Third Party Integrations');
    await fresh.close();
  });

  test('is met by no error', () => expect(errors).toEqual([]));
});
