import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const root = join(import.meta.dirname, '..', '..');
const index = join(root, 'dist', 'web', 'index.html');
const isTold = existsSync(`/proc/self/task/${process.pid}/children`);

test.runIf(isTold)('a build leaves no helper running beside what is started after it', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'illuminate-build-'));
  const script = `
    import { readFileSync } from 'node:fs';
    import { setTimeout as sleep } from 'node:timers/promises';
    import { bundle } from './tools/build-dist.mjs';
    const children = () => readFileSync('/proc/self/task/' + process.pid + '/children', 'utf8').trim();
    await bundle(['make-template'], ${JSON.stringify(folder)});
    for (let times = 0; times < 40 && children() !== ''; times += 1) await sleep(50);
    console.log('children:', children());
    process.exit(0);`;
  try {
    const { stdout } = await promisify(execFile)(process.execPath, ['--input-type=module', '-e', script], {
      cwd: root,
    });
    expect(stdout).toBe('children: \n');
    expect(existsSync(join(folder, 'make-template.mjs'))).toBe(true);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test.runIf(existsSync(index))('what a browser loads before the first page shows stays small', async () => {
  const { stdout } = await promisify(execFile)(process.execPath, ['tools/check-web-size.mjs'], { cwd: root });
  // An index that names no script would be small, too.
  expect(stdout).toMatch(/\/assets\/index-\S+\.js\n[\s\S]*before the first page shows\n$/);
});
