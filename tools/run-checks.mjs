import { availableParallelism } from 'node:os';
import { installIfNeeded } from './install.mjs';
import { withLock } from './lock.mjs';
import { CommandFailed, installedCommand, runCommand, spentSince } from './run-command.mjs';

const node = (file) => [process.execPath, [`tools/${file}`]];
const installed = (name, ...args) => [installedCommand(name), args];

/** Remembers between runs what has not changed: the first run of a clone takes half as long again. */
const types = (project, name) =>
  installed(
    'tsc',
    '--noEmit',
    '--incremental',
    '--tsBuildInfoFile',
    `node_modules/.cache/types/${name}.json`,
    '-p',
    project,
  );

/** Longest first, so that the last to start is short. None needs a database, a network or a build. */
const CHECKS = [
  ['dead code (knip)', ...installed('knip', '--no-progress')],
  ['lint (oxlint)', ...installed('oxlint', '--type-aware', '--deny-warnings', '.')],
  ['types (tsc)', ...types('tsconfig.json', 'house')],
  ['types of web (tsc)', ...types('web/tsconfig.json', 'web')],
  ['format (biome)', ...installed('biome', 'check', '--diagnostic-level=error', '.')],
  ['walls', ...node('check-walls.mjs')],
  ['documents', ...node('check-docs.mjs')],
  ['lock', ...node('check-lock.mjs')],
];

/** What people do about a check that fails. */
const REMEDIES = { 'format (biome)': 'npm run format mends most of it.' };

async function runCheck([name, command, args]) {
  const start = performance.now();
  const { code, output } = await runCommand(command, args, { quiet: true });
  console.log(`${code === 0 ? 'ok    ' : 'FAILED'}  ${name}, ${spentSince(start)}`);
  if (code === 0) return true;
  console.log(output.trimEnd().replaceAll(/^/gm, '        '));
  if (REMEDIES[name]) console.log(`        ${REMEDIES[name]}`);
  return false;
}

/** Every check that takes seconds: says each as it ends, shows the output of those that fail. */
export async function runChecks() {
  const start = performance.now();
  try {
    await withLock(installIfNeeded);
  } catch (err) {
    if (!(err instanceof CommandFailed)) throw err;
    console.error(err.message);
    process.exitCode = 1;
    return;
  }
  const queue = [...CHECKS];
  const results = [];
  const worker = async () => {
    for (let check = queue.shift(); check !== undefined; check = queue.shift()) results.push(await runCheck(check));
  };
  await Promise.all(Array.from({ length: Math.min(4, Math.max(2, availableParallelism())) }, worker));
  const failed = results.filter((ok) => !ok).length;
  console.log(`${results.length - failed} of ${results.length} checks passed in ${spentSince(start)}.`);
  process.exitCode = failed === 0 ? 0 : 1;
}
