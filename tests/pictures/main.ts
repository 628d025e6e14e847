// Makes the pictures of the README from a demo of its own, in Chromium. By hand only, when pages have changed: no check runs it.
import { mkdir, mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { type BrowserContext, chromium, type Page } from 'playwright-core';
import { type StartedPlatform, startPlatform } from '../support/start-platform.ts';
import { until } from '../support/until.ts';

const root = join(import.meta.dirname, '..', '..');
const IMAGES = join(root, 'docs', 'images');
const SIZE = { width: 1120, height: 700 };
const MOST_BYTES = 150 * 1024;
const STEPS = ['Control Panel', 'Settings', 'Configuration', 'System Setup', 'Third Party Integrations'];
const PATIENCE_MS = 240_000;

const folder = await mkdtemp(join(tmpdir(), 'illuminate-pictures-'));
const platform = await startPlatform({ data: join(folder, 'data'), demo: true });
const browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args: ['--no-sandbox'] });
try {
  await mkdir(IMAGES, { recursive: true });
  const looks = { viewport: SIZE, reducedMotion: 'reduce', colorScheme: 'light' } as const;
  await takeDesk(await browser.newContext(looks), platform);
  await takeAll(await browser.newContext(looks), platform);
} finally {
  await browser.close();
  await platform.process.stop();
  await rm(folder, { recursive: true, force: true });
}

async function takeAll(context: BrowserContext, { address, api }: StartedPlatform): Promise<void> {
  const page = await context.newPage();
  const open = async (path: string): Promise<void> => {
    await page.goto(`${address}${path}`);
    await page.getByRole('heading', { level: 1 }).waitFor();
  };
  const show = (connection: string) => api.call('showConnection', { params: { connection } });

  say('waiting until there is something to see');
  await until('history is here', PATIENCE_MS, async () => (await show('harbour-spektrix')).headline.code === 'OK');

  await open('/connections/riverside-spektrix');
  const [settings] = await Promise.all([
    context.waitForEvent('page'),
    page.getByRole('link', { name: 'Open the simulated box office' }).click(),
  ]);
  await settings.getByRole('link', { name: 'Riverside Theatre' }).click();
  for (const step of STEPS) await settings.getByRole('link', { name: step, exact: true }).first().click();
  await settings.getByRole('switch').first().click();
  await settings.locator('[role=switch][aria-checked=true]').waitFor();
  await page.getByText('Waiting for approval').first().waitFor({ state: 'detached', timeout: PATIENCE_MS });
  await page
    .getByText(/of \d+ months/)
    .first()
    .waitFor({ timeout: PATIENCE_MS });
  await sideBySide(context, settings, page, 'permission');

  await open('/');
  await page
    .getByText(/of \d+ months/)
    .first()
    .waitFor({ timeout: PATIENCE_MS });
  await take(page, 'connections', 'main article');
  await open('/connections/harbour-spektrix');
  await page.locator('#history').waitFor();
  await take(page, 'status');
}

/** As somebody of the support desk, whose session the other pictures must not have. */
async function takeDesk(context: BrowserContext, { address, api }: StartedPlatform): Promise<void> {
  const { items: people } = await api.call('listDemoPeople', {});
  const desk = people.find(({ platformRoles }) => platformRoles.some(({ role }) => role === 'support-desk'));
  const page = await context.newPage();
  await page.goto(`${address}/look-around`);
  await page.getByRole('button', { name: `Look around as ${desk?.name}` }).click();
  await page.waitForURL((url) => url.pathname !== '/look-around');
  await page.goto(`${address}/desk/requests`);
  await page.getByRole('table').waitFor();
  await take(page, 'desk');
}

/** What somebody does in the box office, and the page that notices it, in one picture. */
async function sideBySide(context: BrowserContext, left: Page, right: Page, name: string): Promise<void> {
  const halves = [];
  for (const one of [left, right]) {
    await one.setViewportSize({ width: 620, height: SIZE.height });
    await toTop(one);
    halves.push(`data:image/png;base64,${(await one.screenshot()).toString('base64')}`);
    await one.setViewportSize(SIZE);
  }
  const both = await context.newPage();
  await both.setViewportSize({ width: 1260, height: SIZE.height });
  await both.setContent(
    `<body style="margin:0;display:flex;gap:20px;background:#767380">${halves.map((src) => `<img alt="" src="${src}">`).join('')}</body>`,
  );
  await take(both, name);
  await both.close();
}

/** @param from where the picture begins, if not at the top of the page */
async function take(page: Page, name: string, from?: string): Promise<void> {
  if (from === undefined) await toTop(page);
  else
    await page.evaluate<void>(
      `scrollBy(0, document.querySelector(${JSON.stringify(from)}).getBoundingClientRect().top)`,
    );
  const file = join(IMAGES, `${name}.png`);
  await writeFile(file, await page.screenshot());
  const { size } = await stat(file);
  say(`${relative(root, file)}, ${Math.round(size / 1024)} KB`);
  if (size > MOST_BYTES) throw new Error(`${name}.png is larger than ${MOST_BYTES / 1024} KB: take less of the page.`);
}

function toTop(page: Page): Promise<void> {
  return page.evaluate<void>('scrollTo(0, 0)');
}

function say(text: string): void {
  process.stdout.write(`${text}\n`);
}
