import { describe, expect, test } from 'vitest';
import type { Passage } from './guide-page.ts';
import { findPassages } from './search.ts';

const passage = (page: string, heading: string | null, text: string): Passage => ({
  page,
  pageTitle: `About ${page}`,
  heading,
  anchor: heading,
  text,
});
const PASSAGES = [
  passage('connecting', null, 'How a box office is connected.'),
  passage('connecting', 'The toggle', 'Click on it, and grey becomes green.'),
  passage(
    'stopping',
    'Begin again',
    `${'Words that do not matter. '.repeat(20)}Switch the toggle back to grey. And on.`,
  ),
  passage('café', 'Opening', 'Coffee at the Café Élan.'),
];
const found = (question: string) =>
  findPassages(PASSAGES, question).map(({ passage: { page, heading } }) => [page, heading]);

describe('searching the guide', () => {
  test('what stands in a heading comes first', () => {
    expect(found('toggle')).toEqual([
      ['connecting', 'The toggle'],
      ['stopping', 'Begin again'],
    ]);
  });

  test('every word must be there, and may be begun only', () => {
    expect(found('swi gre')).toEqual([['stopping', 'Begin again']]);
    expect(found('grey purple')).toEqual([]);
  });

  test('accents and capitals make no difference', () => {
    expect(found('ELAN cafe')).toEqual([['café', 'Opening']]);
  });

  test('nothing, and signs that mean something in patterns, find nothing', () => {
    for (const question of ['', '   ', '(((', '.*', '\\']) expect(findPassages(PASSAGES, question)).toEqual([]);
  });

  test('the excerpt is around the hit, and says where the hit is', () => {
    const [, stopping] = findPassages(PASSAGES, 'toggle');
    expect(stopping?.excerpt[1]).toBe('toggle');
    expect(stopping?.excerpt.join('').length).toBeLessThan(200);
    expect(stopping?.excerpt[0]).toMatch(/^… /);
  });
});
