import { describe, expect, test } from 'vitest';
import { well } from './facts-for-tests.ts';
import { HEADLINE_ROWS } from './headline-rows-for-tests.ts';
import { HEADLINE_RULES, statusOf } from './status.ts';

describe('a headline', () => {
  test.each(HEADLINE_ROWS)('%s %s', (code, _what, changes, sentence) => {
    const { headline } = statusOf({ ...well, ...changes });
    expect({ code: headline.code, sentence: headline.sentence }).toEqual({ code, sentence });
    expect(headline.word).not.toBe('');
    expect([...headline.icon]).toHaveLength(1);
  });

  test('is there for every code of the contract', () => {
    expect(new Set(HEADLINE_ROWS.map(([code]) => code))).toEqual(new Set(HEADLINE_RULES.map(([code]) => code)));
  });
});
