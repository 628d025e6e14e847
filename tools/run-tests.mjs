import { mkdir, readFile, rm } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { prepare } from './prepare.mjs';
import { installedCommand, root, runCommand } from './run-command.mjs';

const results = join(root, '.cache', 'test-results.json');

/** What a skipped test lacked, found by a word of its name, and the command that brings it. */
const NEEDS = [
  [/postgres/i, 'needs PostgreSQL: apt-get install postgresql'],
  [/chromium|browser/i, 'needs Chromium: apt-get install chromium'],
  [
    /schemathesis/i,
    'needs Schemathesis: python3 -m venv .cache/schemathesis && .cache/schemathesis/bin/pip install -r tests/api/requirements.txt',
  ],
  [/sample/i, 'needs recorded answers of a vendor, which are not part of the project'],
];

const needOf = (name) => NEEDS.find(([word]) => word.test(name))?.[1] ?? 'its file says what it needs';

const isFailed = ({ status }) => status === 'failed';

/** Counts and names of what became of some files. One that could not be loaded, or failed outside any test, is a failure too. */
function read(files) {
  const tests = files.flatMap(({ name, assertionResults }) =>
    assertionResults.map((test) => ({ ...test, file: name })),
  );
  const broken = files.filter((file) => isFailed(file) && !file.assertionResults.some(isFailed));
  return {
    passed: tests.filter(({ status }) => status === 'passed').length,
    failed: tests.filter(isFailed).length + broken.length,
    skipped: tests
      .filter(({ status }) => status === 'pending' || status === 'skipped' || status === 'todo')
      .map(({ file, fullName }) => ({ file: relative(root, file), name: fullName })),
  };
}

/** Runs Vitest once. @returns what became of each file, and whether it went well as a whole; null for files if it did not come so far */
async function runOnce(args) {
  await rm(results, { force: true });
  const { code } = await runCommand(installedCommand('vitest'), [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${results}`,
    ...args,
  ]);
  const text = await readFile(results, 'utf8').catch(() => null);
  const { testResults = null, success = false } = text === null ? {} : JSON.parse(text);
  return { files: testResults, isWell: code === 0 && success };
}

/** More than this is no accident of a busy machine. */
const MOST_TRIED_AGAIN = 3;

/**
 * A machine that does something else at the same time fails a test now and then. Where nobody watches (`CI`), the files of what failed
 * are run once more, alone, and are named if that went well: each is a test to be mended.
 */
async function tryAgain({ files, isWell }) {
  const failed = (files ?? []).filter(isFailed);
  const isAccident = failed.length > 0 && failed.length <= MOST_TRIED_AGAIN && process.env.CI === 'true';
  if (isWell || !isAccident) return { files, isWell, again: [] };
  console.log(`\nOnce more, alone: ${failed.map(({ name }) => relative(root, name)).join(', ')}`);
  const second = await runOnce(failed.map(({ name }) => relative(root, name)));
  if (second.files === null) return { files, isWell, again: [] };
  const again = failed.flatMap(({ name, assertionResults }) =>
    second.files.some((file) => file.name === name && !isFailed(file))
      ? [{ file: relative(root, name), names: assertionResults.filter(isFailed).map(({ fullName }) => fullName) }]
      : [],
  );
  const others = files.filter(({ name }) => !second.files.some((file) => file.name === name));
  return { files: [...others, ...second.files], isWell: second.isWell, again };
}

/** Builds, runs every test of the repository, and ends with the one line that says how it went. */
export async function runTests(args) {
  if (!(await prepare())) {
    console.log('0 passed, 1 failed');
    return;
  }
  await mkdir(join(root, '.cache'), { recursive: true });
  const { files, isWell, again } = await tryAgain(await runOnce(args));
  const { passed, failed, skipped } = read(files ?? []);
  if (again.length > 0) console.log('\nPassed only when run once more, alone:');
  for (const { file, names } of again) console.log(`  ${file}: ${names.join('; ') || 'outside its tests'}`);
  if (skipped.length > 0) console.log('\nSkipped:');
  for (const { file, name } of skipped) console.log(`  ${file}: ${name} (${needOf(`${file} ${name}`)})`);
  const failedAtLeast = isWell ? failed : Math.max(1, failed);
  console.log(`${passed} passed, ${failedAtLeast} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
  process.exitCode = isWell && failed === 0 ? 0 : 1;
}
