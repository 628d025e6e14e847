import { spawnSync } from 'node:child_process';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';

const checker = join(import.meta.dirname, '..', '..', 'tools', 'check-docs.mjs');
const check = (...args: string[]) => spawnSync(process.execPath, [checker, ...args], { encoding: 'utf8' });

test('everything that the documents name is there', () => {
  const { status, stdout } = check();
  expect(stdout).toMatch(/^\d+ documents, everything they name is there\.\n$/);
  expect(status).toBe(0);
});

test('a path, a link or a command that is not there fails', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'illuminate-docs-'));
  try {
    await mkdir(join(folder, 'model', 'src', 'deep'), { recursive: true });
    await writeFile(join(folder, 'model', 'src', 'deep', 'order.ts'), '');
    await writeFile(join(folder, 'package.json'), JSON.stringify({ workspaces: ['model'], scripts: { verify: '' } }));
    const good =
      'See `model/src/*/order.ts`, `model/`, `not/ours.ts`, [it](model/src), [that](https://example.org), npm run verify.';
    await writeFile(join(folder, 'README.md'), good);
    expect(check(folder).status).toBe(0);
    await writeFile(join(folder, 'README.md'), `${good}\n\`model/src/gone.ts\`\n[gone](docs/gone.md)\nnpm run gone\n`);
    const { status, stdout } = check(folder);
    expect(status).toBe(1);
    expect(stdout.trim().split('\n')).toEqual([
      'README.md:2: there is no model/src/gone.ts.',
      'README.md:3: the link to docs/gone.md leads nowhere.',
      'README.md:4: package.json has no script gone.',
    ]);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});
