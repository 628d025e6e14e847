import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';

export interface WalkPages {
  /** Such as http://127.0.0.1:4310. Somebody must be signed in, or be signed in by opening it, as in the demo. */
  readonly origin: string;
  readonly page: Page;
  /** A connection whose page is opened, and an organisation whose report is run. */
  readonly connection: string;
  readonly organisation: string;
}

/** What each page must show before it is looked at. */
const pagesOf = ({ connection, organisation }: WalkPages) => [
  { path: '/', heading: 'Connections', shows: 'article' },
  { path: `/connections/${connection}`, heading: null, shows: '#history' },
  {
    path: `/reports/event-ids?organisation=${organisation}&from=2022-01-01&to=2022-12-31`,
    heading: 'Event ID report',
    shows: 'table, main section[aria-labelledby]',
  },
  { path: '/providers', heading: 'Providers', shows: '#candidates table' },
  { path: '/guide', heading: 'The guide', shows: 'main ol a' },
  { path: '/guide/event-id', heading: 'How to find the Event ID', shows: 'article table' },
  { path: '/no-such-page', heading: 'Page not found', shows: 'main a' },
];

/**
 * Opens every page in both themes, on a wide and on a narrow screen. @returns what is wrong, in sentences: violations that axe
 * finds, pages wider than the screen, headings and titles that are missing, errors of scripts; empty if all is well.
 */
export async function walkPages(walk: WalkPages): Promise<string[]> {
  const { origin, page } = walk;
  const wrong: string[] = [];
  const onError = (err: Error) => wrong.push(`${page.url()}: ${err.message}`);
  page.on('pageerror', onError);
  try {
    for (const colorScheme of ['light', 'dark'] as const) {
      await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
      for (const width of [1280, 360]) {
        await page.setViewportSize({ width, height: 900 });
        for (const { path, heading, shows } of pagesOf(walk)) {
          await page.goto(`${origin}${path}`);
          await page.locator(shows).first().waitFor();
          const where = `${path} (${colorScheme}, ${width} px)`;
          const h1 = await page.getByRole('heading', { level: 1 }).allTextContents();
          if (h1.length !== 1 || (heading !== null && h1[0] !== heading))
            wrong.push(`${where}: h1 is ${h1.join(' | ')}`);
          if (!(await page.title()).endsWith(' · Illuminate')) wrong.push(`${where}: title is ${await page.title()}`);
          const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
          if (over > 0) wrong.push(`${where}: ${over} px wider than the screen`);
          const { violations } = await new AxeBuilder({ page }).analyze();
          for (const { id, nodes } of violations) wrong.push(`${where}: axe ${id} at ${nodes[0]?.target.join(' ')}`);
        }
      }
    }
  } finally {
    page.off('pageerror', onError);
  }
  return wrong;
}

/** The table of the Event ID report as a person reads it, header first. */
export async function readEventIdTable(
  page: Page,
  { origin, organisation, from, to }: { origin: string; organisation: string; from: string; to: string },
): Promise<string[][]> {
  await page.goto(`${origin}/reports/event-ids?organisation=${organisation}&from=${from}&to=${to}`);
  const table = page.getByRole('table', { name: /^Events of / });
  await table.waitFor();
  const rows = await table.getByRole('row').all();
  return Promise.all(rows.map((row) => row.locator('th, td').allTextContents()));
}
