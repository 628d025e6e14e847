import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';

// The page of attacks names tests that are there, and what is not met says why.

const root = join(import.meta.dirname, '..', '..');
const page = readFileSync(join(root, 'docs', 'operating', 'security.md'), 'utf8');
const rows = page
  .split('\n')
  .filter((line) => line.startsWith('| ') && !line.startsWith('| attack |'))
  .map((line) =>
    line
      .split('|')
      .slice(1, -1)
      .map((cell) => cell.trim()),
  );

test('every attack is met by something, and by a test that is there', () => {
  expect(rows.length).toBeGreaterThan(25);
  const wanting = rows.filter(([attack = '', met = '', tests = '', ...more]) => {
    const named = [...tests.matchAll(/`([^`]+)`/g)].map((match) => match[1] ?? '');
    const areThere = named.every((path) => /\.test\.tsx?$/.test(path) && existsSync(join(root, path)));
    return attack === '' || met === '' || named.length === 0 || !areThere || more.length > 0;
  });
  expect(wanting.map(([attack]) => attack)).toEqual([]);
});

test('nothing that was asked about is passed over', () => {
  const attacks = rows.map(([attack]) => attack).join('\n');
  for (const kind of [
    'fixation',
    'CSRF',
    'cookie',
    'clickjacking',
    'enumeration',
    'mass assignment',
    'IDOR',
    'SSRF',
    'log injection',
    'header injection',
    'too much',
    'slow requests',
    'timing',
    'process list',
    'logs and errors',
    'browsers doing more',
  ]) {
    expect(attacks).toContain(kind);
  }
});

test('what is not met says why', () => {
  const [, notYet = ''] = page.split('## Not yet');
  const said = notYet.split(/^- /m).slice(1);
  expect(said.length).toBeGreaterThan(2);
  for (const item of said) expect(item).toMatch(/^\*\*[^*]+\*\* \w[\s\S]{30,}/);
});
