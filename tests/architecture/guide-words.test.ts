import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { requestState } from '@illuminate/contract';
import { expect, test } from 'vitest';
import { HEADLINE_LOOKS } from '../../platform/src/connections/headlines.ts';
import { sayState } from '../../platform/src/requests/say-request.ts';

const guidePage = (name: string): string =>
  readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'guide', name), 'utf8');

test('every word that a connection may say of itself is explained in the guide', () => {
  const guide = guidePage('status.md');
  const words = [...new Set(Object.values(HEADLINE_LOOKS).map(({ word }) => word))];
  expect(words.filter((word) => !guide.includes(`| ${word} |`))).toEqual([]);
});

test('every state of a request is called in the guide as its tag calls it', () => {
  const guide = guidePage('support-desk.md');
  const words = requestState.options.map((state) => sayState({ kind: 'connection', state, provider: 'Toy' }).word);
  expect(words.filter((word) => !guide.includes(`| ${word} |`))).toEqual([]);
});
