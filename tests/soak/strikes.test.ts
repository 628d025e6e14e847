import { expect, test } from 'vitest';
import { choicesOf } from '../support/seeds.ts';
import { readWords } from './read-words.ts';
import { PLACE_NAMES, planStrikes } from './strikes.ts';

test('a seed says all about the strikes of a life, and another seed something else', () => {
  expect(planStrikes(choicesOf(7), 25)).toEqual(planStrikes(choicesOf(7), 25));
  expect(planStrikes(choicesOf(8), 25)).not.toEqual(planStrikes(choicesOf(7), 25));
});

test('a life has kills in every place, faults at both box offices, and senders that end', () => {
  const strikes = planStrikes(choicesOf(1), 25);
  expect(new Set(strikes.map(({ place }) => place))).toEqual(new Set(PLACE_NAMES));
  expect(new Set(strikes.map(({ sender }) => sender))).toEqual(new Set(['killed', 'cut off', null]));
  for (const faults of ['salesFaults', 'feedFaults'] as const) {
    expect(new Set(strikes.flatMap((strike) => strike[faults].map(({ name }) => name))).size).toBeGreaterThan(5);
  }
});

test.each([
  ['--kills 300 --seed 4', { kills: 300, seed: 4, atOnce: 2, minutes: null, only: null }],
  ['--only 4003 --minutes 9', { kills: 100, seed: 1, atOnce: 2, minutes: 9, only: 4_003 }],
  ['--kills 0', null],
  ['--kills many', null],
  ['--lives 2', null],
])('the words "%s" are read', (line, read) => {
  expect(readWords(line.split(' '))).toEqual(read);
});
