import { expect, test } from 'vitest';
import { whyRefused } from './new-password.ts';

const ABOUT = ['asha.rao@riverside.example', 'Asha Rao', 'riverside', 'Riverside Theatre'];

test.each([
  'four horses in a field',
  'correct horse battery staple',
  'môr a mynydd 12',
  '  spaces count  ',
  'ŷŵâêîôûäëïö',
  'theatre of the absurd',
])('“%s” will do', (password) => {
  expect(whyRefused(password, ABOUT)).toBeNull();
});

test.each([
  ['nine char', 'at least 10'],
  ['x'.repeat(201), 'at most 200'],
  ['aaaaaaaaaa', 'few different'],
  ['abababababab', 'few different'],
  ['1234567890', 'first that anybody tries'],
  ['abcdefghijkl', 'first that anybody tries'],
  ['Password123', 'first that anybody tries'],
  ['P@ssw0rd2026!', 'first that anybody tries'],
  ['123letmein!!', 'first that anybody tries'],
  ['qwertyqwerty', 'first that anybody tries'],
  ['Summer-2026!', 'first that anybody tries'],
  ['my.asha.1234', 'your name'],
  ['riverside rocks', 'your organisation'],
  ['ASHARAO-98765', 'your name'],
])('“%s” will not', (password, why) => {
  expect(whyRefused(password, ABOUT)).toContain(why);
});

test('letters that are two code points on one keyboard and one on another are counted the same', () => {
  expect(whyRefused('ŵŷâêîôûäë'.normalize('NFD'), [])).toContain('at least 10');
});
