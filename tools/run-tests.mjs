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

/** Counts and names from Vitest's JSON. A file that could not be loaded, or an error outside any test, is a failure too. */
function read({ numPassedTests, numFailedTests, success, testResults }) {
  const skipped = testResults.flatMap(({ name, assertionResults }) =>
    assertionResults
      .filter(({ status }) => status === 'pending' || status === 'skipped' || status === 'todo')
      .map(({ fullName }) => ({ file: relative(root, name), name: fullName })),
  );
  const broken = testResults.filter(
    ({ status, assertionResults }) =>
      status === 'failed' && !assertionResults.some((assertion) => assertion.status === 'failed'),
  );
  const failed = numFailedTests + broken.length;
  return { passed: numPassedTests, failed: failed === 0 && !success ? 1 : failed, skipped };
}

/** Builds, runs every test of the repository once, and ends with the one line that says how it went. */
export async function runTests(args) {
  if (!(await prepare())) {
    console.log('0 passed, 1 failed');
    return;
  }
  await mkdir(join(root, '.cache'), { recursive: true });
  await rm(results, { force: true });
  const { code } = await runCommand(installedCommand('vitest'), [
    'run',
    '--reporter=default',
    '--reporter=json',
    `--outputFile.json=${results}`,
    ...args,
  ]);
  const text = await readFile(results, 'utf8').catch(() => null);
  const { passed, failed, skipped } = text === null ? { passed: 0, failed: 1, skipped: [] } : read(JSON.parse(text));
  if (skipped.length > 0) console.log('\nSkipped:');
  for (const { file, name } of skipped) console.log(`  ${file}: ${name} (${needOf(`${file} ${name}`)})`);
  const failedAtLeast = code === 0 ? failed : Math.max(1, failed);
  console.log(`${passed} passed, ${failedAtLeast} failed${skipped.length > 0 ? `, ${skipped.length} skipped` : ''}`);
  process.exitCode = code === 0 && failed === 0 ? 0 : 1;
}
