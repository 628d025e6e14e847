import { expect, test } from 'vitest';
import { describeInChromium, launchChromium } from './chromium.ts';
import { violationsIn } from './in-the-way.ts';

const PAGE =
  '<html lang="en"><title>A page</title><main><h1>A page</h1><p style="color:#ccc">Pale</p><input></main></html>';

describeInChromium('what stands in somebody’s way in a browser', () => {
  test('is found: in the whole page, in a part, by its colours alone', async () => {
    const browser = await launchChromium();
    const page = await (await browser.newContext()).newPage();
    await page.setContent(PAGE);
    // One after another, as axe looks at a page once at a time.
    const looks: string[][] = [];
    for (const how of [{}, { part: 'input' }, { coloursOnly: true }]) looks.push(await violationsIn(page, how));
    await browser.close();
    const rules = looks.map((found) => found.map((violation) => violation.split(' ')[0]));
    expect(rules).toEqual([['color-contrast', 'label'], ['label'], ['color-contrast']]);
  });
});
