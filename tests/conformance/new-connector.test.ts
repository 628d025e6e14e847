import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { cp, mkdir, mkdtemp, readdir, readFile, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, test } from 'vitest';

// A provider that exists nowhere is begun in a copy of this repository, as somebody does who follows the guide.

const root = join(import.meta.dirname, '..', '..');
const NAME = 'quay-box';
const LEFT_OUT = new Set(['node_modules', 'dist', 'data', '.git', '.cache', 'coverage']);
const MB = 1_048_576;

let copy: string;
let before: ReadonlyMap<string, string>;

beforeAll(async () => {
  copy = await mkdtemp(join(tmpdir(), 'illuminate-new-connector-'));
  await cp(root, copy, { recursive: true, filter: (path) => !LEFT_OUT.has(path.split('/').at(-1) ?? '') });
  await linkPackages();
  before = await hashes();
});
afterAll(async () => rm(copy, { recursive: true, force: true }));

/** Packages are those of this repository; its own workspaces are those of the copy. */
async function linkPackages(): Promise<void> {
  const [from, to] = [join(root, 'node_modules'), join(copy, 'node_modules')];
  await mkdir(join(to, '@illuminate'), { recursive: true });
  for (const name of await readdir(from)) {
    if (name !== '@illuminate' && !name.startsWith('.vite')) await symlink(join(from, name), join(to, name));
  }
  for (const name of await readdir(join(from, '@illuminate'))) {
    await symlink(join('..', '..', name), join(to, '@illuminate', name));
  }
}

/** What a file of the copy holds, by its path. */
async function hashes(): Promise<ReadonlyMap<string, string>> {
  const entries = await readdir(copy, { withFileTypes: true, recursive: true });
  const files = entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name))
    .filter(
      (path) =>
        !relative(copy, path)
          .split('/')
          .some((part) => LEFT_OUT.has(part)),
    );
  const hashed = files.map(
    async (path) =>
      [
        relative(copy, path),
        createHash('sha256')
          .update(await readFile(path))
          .digest('hex'),
      ] as const,
  );
  return new Map(await Promise.all(hashed));
}

/** Runs a program in the copy. @returns how it ended, and all that it wrote */
async function run(...args: string[]): Promise<{ readonly code: number; readonly output: string }> {
  const env = { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', TZ: 'UTC' };
  try {
    const options = { cwd: copy, env, maxBuffer: 64 * MB };
    const { stdout, stderr } = await promisify(execFile)(process.execPath, args, options);
    return { code: 0, output: stdout + stderr };
  } catch (err) {
    const { code, stdout, stderr } = err as { code: number; stdout: string; stderr: string };
    return { code, output: stdout + stderr };
  }
}

const linesOf = async (folder: string, path: string): Promise<string[]> =>
  (await readFile(join(folder, path), 'utf8')).split('\n');

test('a new provider touches its own folders, and one line in each registry', async () => {
  const { code, output } = await run('tools/connector-new.mjs', NAME);
  expect({ code, output }).toMatchObject({ code: 0 });
  const after = await hashes();
  const made = [...after.keys()].filter((path) => !before.has(path));
  const own = /^(connectors\/src\/quay-box\/|simulators\/src\/quay-box\/|tests\/conformance\/quay-box\.ts$)/;
  expect(made.filter((path) => !own.test(path))).toEqual([]);
  expect(made.length).toBeGreaterThan(15);
  const changed = [...before].filter(([path, hash]) => after.get(path) !== hash).map(([path]) => path);
  const registries = ['connectors/src/registry.ts', 'simulators/src/registry.ts', 'tests/conformance/registry.ts'];
  expect(changed.sort()).toEqual(registries);
  for (const path of registries) {
    const [old, now] = [await linesOf(root, path), await linesOf(copy, path)];
    expect(now.filter((line) => !old.includes(line))).toEqual([expect.stringContaining("from './quay-box")]);
    expect(now.filter((line) => old.includes(line))).toEqual(old);
  }
});

test('a name that is taken, or that other code uses as a word, is refused and nothing is made', async () => {
  const now = await hashes();
  for (const [name, why] of [
    [NAME, 'there already'],
    ['event', 'has the word "event" in it'],
    ['Quay', 'is no name'],
  ] as const) {
    const { code, output } = await run('tools/connector-new.mjs', name);
    expect({ name, code, says: output.includes(why) }).toEqual({ name, code: 2, says: true });
  }
  expect(await hashes()).toEqual(now);
});

test('it crosses no wall, is formatted, and its types hold', async () => {
  const [walls, format, types] = await Promise.all([
    run('tools/check-walls.mjs', copy),
    run(
      'node_modules/@biomejs/biome/bin/biome',
      'check',
      '--vcs-enabled=false',
      'connectors/src',
      'simulators/src',
      'tests/conformance',
    ),
    run('node_modules/typescript/bin/tsc', '--noEmit', '-p', 'tsconfig.json'),
  ]);
  expect(walls.output).toContain('no wall crossed');
  expect(format).toMatchObject({ code: 0 });
  expect(types).toEqual({ code: 0, output: '' });
});

test('its conformance run is green from the start', { timeout: 900_000 }, async () => {
  // As after a build: the run starts many simulators, from a bundle in a moment each, from sources in seconds.
  const built = await run(
    ...['--input-type=module', '--eval'],
    `import { mkdir } from 'node:fs/promises';
    import { bundle } from './tools/build-dist.mjs';
    await mkdir('dist', { recursive: true });
    await bundle(['simulate'], 'dist');`,
  );
  expect(built).toEqual({ code: 0, output: '' });
  const { code, output } = await run(
    ...['node_modules/vitest/vitest.mjs', 'run', '--project=tests', 'tests/conformance/conformance.test.ts'],
    ...['-t', 'Quay Box|every connector', '--reporter=json'],
  );
  const { numPassedTests, numFailedTests } = JSON.parse(
    output.slice(output.indexOf('{'), output.lastIndexOf('}') + 1),
  ) as {
    numPassedTests: number;
    numFailedTests: number;
  };
  expect({ code, numFailedTests, output: code === 0 ? '' : output }).toEqual({
    code: 0,
    numFailedTests: 0,
    output: '',
  });
  expect(numPassedTests).toBeGreaterThan(17);
});
