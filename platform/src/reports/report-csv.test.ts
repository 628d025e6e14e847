import { expect, test } from 'vitest';
import { Refusal } from '../refusal.ts';
import { reportCsv } from './report-csv.ts';

const column = (label: string) => ({
  of: null,
  name: label,
  label,
  type: 'text' as const,
  format: null,
  kind: 'key' as const,
  additivity: null,
  definition: '',
  pitfalls: null,
  availability: { isSupplied: true, sentence: null },
  personal: 'none' as const,
});

test('what a spreadsheet would run is made text, and negative amounts stay numbers', () => {
  const rows = [
    ['=1+1', '-12.50'],
    ['@SUM(A1)', -3],
    ['+44 20', '-'],
    ['say "hi", now', null],
    ['\tx', true],
  ];
  expect(reportCsv({ columns: [column('Name'), column('-Amount')], rows, isCut: false })).toBe(
    `Name,'-Amount\n'=1+1,-12.50\n'@SUM(A1),-3\n'+44 20,'-\n"say ""hi"", now",\n'\tx,true\n`,
  );
});

test('what is cut is no spreadsheet', () => {
  expect(() => reportCsv({ columns: [column('Name')], rows: [['a']], isCut: true })).toThrow(Refusal);
});
