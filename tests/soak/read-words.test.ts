import { expect, test } from 'vitest';
import { readWords } from './read-words.ts';

test('a life that went wrong can be asked for by the name it was told under', () => {
  expect(readWords(['--kills', '300', '--seed', '999999999', '--only', '999999999005'])).toEqual({
    ...{ kills: 300, seed: 999_999_999, only: 999_999_999_005 },
    ...{ atOnce: 2, minutes: null },
  });
});

test.each([
  ['--kills', '0'],
  ['--seed', '1234567890'],
  ['--only', 'last'],
  ['--only', '1234567890123'],
  ['--speed', '9'],
])('%s %s is not understood', (option, value) => {
  expect(readWords([option, value])).toBeNull();
});
