import { expect, test } from 'vitest';
import { rejectedFileName } from './rejected-file-name.ts';

test.each([
  ['Sales 2025.xlsx', 'Sales-2025-rejected-2026-11-30.csv'],
  ['Été à Zürich (Kopie).CSV', 'Ete-a-Zurich-Kopie-rejected-2026-11-30.csv'],
  ['../"evil"\r\n.csv', 'evil-rejected-2026-11-30.csv'],
  ['公演.csv', 'upload-rejected-2026-11-30.csv'],
])('%s gives %s', (fileName, expected) => {
  expect(rejectedFileName(fileName, new Date('2026-11-30T22:05:00.000Z'), 'Europe/London')).toBe(expected);
});

test('its day is the one where its people are', () => {
  const at = new Date('2026-06-30T23:30:00.000Z');
  expect(rejectedFileName('Sales.csv', at, 'Europe/London')).toBe('Sales-rejected-2026-07-01.csv');
});
