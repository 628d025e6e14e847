import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { AUDIT_SUBJECTS } from '@illuminate/contract';
import { expect, test } from 'vitest';

const ROOT = join(import.meta.dirname, '..', '..');

/** The actions that are written down somewhere, as far as they are written out. */
function actions(): string[] {
  const files = execFileSync('git', ['ls-files', 'platform/src/**/*.ts'], { cwd: ROOT, encoding: 'utf8' })
    .split('\n')
    .filter((path) => path.endsWith('.ts') && !/(\.test|-for-tests)\.ts$/.test(path));
  return files.flatMap((path) =>
    [...readFileSync(join(ROOT, path), 'utf8').matchAll(/\baction: [`']([a-z-]+\.[a-z-]*)/g)].map(
      ([, action = '']) => action,
    ),
  );
}

test('every deed of the audit trail is found by what it is about, under one subject', () => {
  const words = Object.values(AUDIT_SUBJECTS).flat() as string[];
  expect(new Set(words).size).toBe(words.length);
  const written = actions();
  expect(written.length).toBeGreaterThan(40);
  expect(written.filter((action) => !words.includes(action.split('.')[0] ?? ''))).toEqual([]);
});
