import { expect, it } from 'vitest';
import { countryCodeOf } from './country.ts';

it.each([
  ['Germany', 'DE'],
  ['de', 'DE'],
  ['Wales', 'GB'],
  ['USA', 'US'],
  ['Éire', 'IE'],
  ['DD', null],
  ['Mary Smith', null],
])('a country called %s is %s', (text, code) => {
  expect(countryCodeOf(text)).toBe(code);
});
