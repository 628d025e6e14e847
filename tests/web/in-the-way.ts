import AxeBuilder from '@axe-core/playwright';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

const WIDE = { width: 1280, height: 800 };
const NARROW = { width: 360, height: 740 };
const THEMES = ['light', 'dark'] as const;

/** How often axe looks at what it finds fault with, and how long it waits between. */
const LOOKS = 4;
const BETWEEN_LOOKS_MS = 500;

/** What can be wrong in one theme and not in another. */
const RULES_OF_COLOUR = ['color-contrast', 'link-in-text-block'];
/** Axe has it for an experiment, WCAG for a rule (2.5.3): whoever speaks to a page says what is written on a button. */
const SPOKEN_AS_WRITTEN = { 'label-content-name-mismatch': { enabled: true } };

interface Looking {
  /** A selector of the part that is looked at; all of the page unless given. */
  readonly part?: string;
  /** Colours alone, of a page that was looked at whole in another theme. */
  readonly coloursOnly?: boolean;
}

/**
 * What axe finds in a page, or in a part of it: the rule, and the first place that breaks it. Colours that pass over from paper to the
 * screen, or from one theme to the other, are looked at again: what is wrong stays so.
 */
export async function violationsIn(page: Page, { part, coloursOnly = false }: Looking = {}): Promise<string[]> {
  for (let look = 1; ; look += 1) {
    // Pages have no frames of other origins, for which alone axe would gather its answer in a tab of its own: twice the time.
    const axe = new AxeBuilder({ page }).setLegacyMode();
    if (coloursOnly) axe.withRules(RULES_OF_COLOUR);
    else axe.options({ rules: SPOKEN_AS_WRITTEN });
    if (part !== undefined) axe.include(part);
    const { violations } = await axe.analyze();
    if (violations.length === 0 || look === LOOKS)
      return violations.map(({ id, nodes }) => `${id} ${nodes[0]?.html.slice(0, 200)}`);
    await page.waitForTimeout(BETWEEN_LOOKS_MS);
  }
}

/** Colours and sizes are the new ones from the next frame on. */
export const settled = (page: Page): Promise<void> =>
  page.evaluate('new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))');

/** By how many pixels a page is wider than its window. */
export const overflowOf = (page: Page): Promise<number> =>
  page.evaluate<number>('document.documentElement.scrollWidth - window.innerWidth');

/** Turns a page to a theme, and waits until it is drawn in it. */
export async function turnTo(page: Page, colorScheme: (typeof THEMES)[number]): Promise<void> {
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' });
  await page.locator(`html[data-mantine-color-scheme=${colorScheme}]`).waitFor();
  await settled(page);
}

/**
 * What stands in anybody's way on a page, in the themes that are asked for: what axe finds, on a wide screen or on both, and
 * whatever is wider than a narrow one.
 */
export async function inTheWay(
  page: Page,
  themes: readonly (typeof THEMES)[number][] = THEMES,
  axeOn: 'wide' | 'both' = 'wide',
): Promise<string[]> {
  const found: string[] = [];
  const { pathname } = new URL(page.url());
  const wide = page.viewportSize() ?? WIDE;
  for (const theme of themes) {
    await turnTo(page, theme);
    for (const size of [wide, NARROW]) {
      const where = `${pathname}, ${theme}, ${size.width} px`;
      await page.setViewportSize(size);
      await settled(page);
      if (size === wide || axeOn === 'both') {
        found.push(
          ...(await violationsIn(page, { coloursOnly: theme !== themes[0] })).map(
            (violation) => `${where}: ${violation}`,
          ),
        );
      }
      const over = await overflowOf(page);
      if (over > 0) found.push(`${where}: ${over} px too wide`);
    }
    await page.setViewportSize(wide);
  }
  return found;
}

/** Nothing in anybody's way, in both themes, wide and narrow. */
export async function expectAccessible(page: Page): Promise<void> {
  expect(await inTheWay(page, THEMES, 'both')).toEqual([]);
}
