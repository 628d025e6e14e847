import { formatMinor } from '@illuminate/model';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { decimalText, numberText } from './number-text.ts';

const POINT = { decimal: '.', symbols: ['£', 'GBP', '€'] } as const;
const COMMA = { decimal: ',', symbols: ['€', 'EUR'] } as const;

test.each([
  ['22.50', '22.50'],
  ['£1,234.50', '1234.50'],
  ['GBP 1,234,567.5', '1234567.5'],
  ['5 €', '5'],
  ['-£5.00', '-5.00'],
  ['£-5.00', '-5.00'],
  ['(£5.00)', '-5.00'],
  ['−0.00', '0.00'],
  ['+3', '3'],
  ['.50', null],
  ['12,50', null],
  ['1,2345.00', null],
  ['12,34,567.00', null],
  ['5.', null],
  ['$5.00', null],
  ['(-5)', null],
  ['--5', null],
  ['five', null],
  ['', null],
  ['1e3', null],
])('with a point, %j is %j', (written, text) => {
  expect(decimalText(written, POINT)).toBe(text);
});

test.each([
  ['1.234,50 €', '1234.50'],
  ['1 234,50', '1234.50'],
  ['1\u202f234\u202f567,5', '1234567.5'],
  ["1'234,50", '1234.50'],
  ['12.50', null],
  ['1.234', '1234'],
])('with a comma, %j is %j', (written, text) => {
  expect(decimalText(written, COMMA)).toBe(text);
});

test('an amount written either way comes back to the penny', () => {
  fc.assert(
    fc.property(fc.integer({ min: -1_000_000_00, max: 1_000_000_00 }), (minor) => {
      const amount = minor / 100;
      const written = (locale: string): string => amount.toLocaleString(locale, { minimumFractionDigits: 2 });
      expect(decimalText(written('en-GB'), POINT)).toBe(formatMinor(minor, 'GBP'));
      expect(decimalText(written('de-DE'), COMMA)).toBe(formatMinor(minor, 'GBP'));
    }),
  );
});

test('a double of a spreadsheet is the decimal that was typed', () => {
  expect(numberText(19.95, 2)).toBe('19.95');
  expect(numberText(0.1 + 0.2, 2)).toBe('0.30');
  expect(numberText(1.005 * 1000, 2)).toBe('1005.00');
  expect(numberText(-0.0000000000000001 + 1 - 1, 2)).toBe('0.00');
  expect(numberText(10293, 0)).toBe('10293');
  fc.assert(
    fc.property(
      fc.integer({ min: -10_000_000_00, max: 10_000_000_00 }),
      fc.integer({ min: 1, max: 7 }),
      (minor, parts) => {
        const noisy = Array.from({ length: parts }, () => minor / 100 / parts).reduce((sum, part) => sum + part, 0);
        expect(numberText(noisy, 2)).toBe(formatMinor(minor, 'GBP'));
      },
    ),
  );
});

test('what has more decimals than the currency is refused, not rounded', () => {
  expect(numberText(33.333333333, 2)).toBeNull();
  expect(numberText(19.955, 2)).toBeNull();
  expect(numberText(12.5, 0)).toBeNull();
  expect(numberText(2 ** 53 + 2, 0)).toBeNull();
  expect(numberText(Number.NaN, 2)).toBeNull();
});
