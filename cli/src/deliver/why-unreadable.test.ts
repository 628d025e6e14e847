import { expect, test } from 'vitest';
import { whyUnreadable } from './why-unreadable.ts';

test.each([
  ['ENOENT', 'folder', 'There is no folder sales.'],
  [
    'EACCES',
    'folder',
    'You may not read the folder sales: give this user the right to read it, or run the command as its owner.',
  ],
  [
    'EPERM',
    'file',
    'You may not read the file sales: give this user the right to read it, or run the command as its owner.',
  ],
  ['ENOTDIR', 'folder', 'sales is no folder.'],
  ['EIO', 'file', 'sales cannot be read as a file (EIO).'],
] as const)('%s of a %s says what to do', (code, kind, said) => {
  expect(whyUnreadable('sales', kind, Object.assign(new Error(), { code }))).toBe(said);
});
