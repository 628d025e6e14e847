import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { HEADLINE_LOOKS } from '../../platform/src/connections/headlines.ts';

test('every word that a connection may say of itself is explained in the guide', () => {
  const guide = readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'guide', 'status.md'), 'utf8');
  const words = [...new Set(Object.values(HEADLINE_LOOKS).map(({ word }) => word))];
  expect(words.filter((word) => !guide.includes(`| ${word} |`))).toEqual([]);
});
