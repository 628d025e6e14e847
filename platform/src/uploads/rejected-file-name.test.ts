import { expect, test } from 'vitest';
import { rejectedFileName } from './rejected-file-name.ts';

test.each([
  ['Sales 2025.xlsx', 'Sales-2025-rejected-2026-11-30.csv'],
  ['Été à Zürich (Kopie).CSV', 'Ete-a-Zurich-Kopie-rejected-2026-11-30.csv'],
  ['../"evil"\r\n.csv', 'evil-rejected-2026-11-30.csv'],
  ['公演.csv', 'upload-rejected-2026-11-30.csv'],
])('%s gives %s', (fileName, expected) => {
  expect(rejectedFileName(fileName, '2026-11-30T22:05:00.000Z')).toBe(expected);
});
