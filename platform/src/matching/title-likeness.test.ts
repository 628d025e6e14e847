import { expect, test } from 'vitest';
import { titleLikeness, weighForms } from './title-likeness.ts';
import { titleForms } from './title-words.ts';

const TITLES = ['Calendar Girls', 'Macbeth', 'Peter Pan', 'Puss in Boots', 'Comedy Club', 'Film Club', 'Live Comedy'];
const weights = weighForms(TITLES.map(titleForms));
const likeness = (one: string, other: string): number => titleLikeness(one, other, weights);

test.each([
  ['Macbeth', 'MACBETH'],
  ['The Tempest', 'Tempest, The'],
  ['Puss in Boots', 'Puss-in-Boots!'],
  ['Môr a Mynydd', 'Mor a Mynydd'],
  ['Romeo & Juliet', 'Romeo and Juliet'],
  ['Henry IV', 'Henry 4'],
  ['Peter Pan', 'Peterpan'],
  ["Charley's Aunt", 'Charley’s Aunt'],
])('“%s” is “%s”', (one, other) => {
  expect(likeness(one, other)).toBeGreaterThanOrEqual(0.94);
});

test.each([
  ['Macbeth', 'Macbteh'],
  ['Calendar Girls', 'Calender Girls'],
  ['Peter Pan', 'Peter Pan: the pantomime'],
  ['Puss in Boots', 'Puss in Boots (relaxed performances)'],
])('“%s” is nearly “%s”', (one, other) => {
  expect(likeness(one, other)).toBeGreaterThanOrEqual(0.8);
});

test.each([
  ['Henry IV Part 1', 'Henry IV Part 2'],
  ['Macbeth', 'Peter Pan'],
  ['Film Club', 'Comedy Club'],
  ['Cat', 'Cot'],
  ['Riverside at Home 2025', 'Riverside at Home 2026'],
])('“%s” is not “%s”', (one, other) => {
  expect(likeness(one, other)).toBeLessThan(0.6);
});

test('it does not matter which of the two is asked about', () => {
  for (const one of TITLES) {
    for (const other of TITLES) expect(likeness(one, other)).toBeCloseTo(likeness(other, one), 5);
  }
});
