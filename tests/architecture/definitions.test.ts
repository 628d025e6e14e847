import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { FIELDS } from '../../platform/src/reports/registry/fields.ts';
import { MEASURES } from '../../platform/src/reports/registry/measures.ts';
import { anchorOfHeading } from '../../web/src/guide/anchor-of-heading.ts';
import { definitionsPage } from './definitions-page.ts';

const PAGE = join(import.meta.dirname, '..', '..', 'docs', 'guide', 'definitions.md');
const REVIEWED = '2026-11-29';

// After a change of the registry: npm test -- tests/architecture/definitions.test.ts -u
test('the guide’s page of definitions says what the registry says', async () => {
  expect(existsSync(PAGE)).toBe(true);
  await expect(definitionsPage(REVIEWED)).toMatchFileSnapshot(PAGE);
});

test('each field and measure has a place of its own there', () => {
  const places = [...FIELDS, ...MEASURES].map(({ label, id }) => anchorOfHeading(`${label} (${id})`));
  expect(new Set(places).size).toBe(places.length);
  const headings = new Set(
    readFileSync(PAGE, 'utf8')
      .split('\n')
      .filter((line) => line.startsWith('### '))
      .map((line) => anchorOfHeading(line.slice(4))),
  );
  expect(places.filter((place) => !headings.has(place))).toEqual([]);
});
