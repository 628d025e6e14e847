import { spawnSync } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const checker = join(import.meta.dirname, '..', '..', 'tools', 'check-lock.mjs');
const check = (...args: string[]) => spawnSync(process.execPath, [checker, ...args], { encoding: 'utf8' });

test("this repository's lock is complete and names no registry", () => {
  const { status, stdout } = check();
  expect(stdout).toMatch(/^\d+ entries, complete\.\n$/);
  expect(status).toBe(0);
});

test('a lock that misses a platform, or names a registry, fails', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'illuminate-lock-'));
  try {
    const lock = join(folder, 'lock.json');
    await writeFile(
      lock,
      JSON.stringify({
        packages: {
          'node_modules/fast': {
            version: '1.0.0',
            optionalDependencies: { 'fast-linux': '1.0.0', 'fast-mac': '1.0.0' },
          },
          'node_modules/fast-linux': { version: '1.0.0', resolved: 'https://registry.example/fast-linux.tgz' },
        },
      }),
    );
    const { status, stdout } = check(lock);
    expect(status).toBe(1);
    expect(stdout).toMatch(/fast-mac, optional for fast 1\.0\.0, has no entry/);
    expect(stdout).toMatch(/names https:\/\/registry\.example\./);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
