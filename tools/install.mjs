import { createHash } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { CommandFailed, root, runCommand, spentSince } from './run-command.mjs';

const lockFile = join(root, 'package-lock.json');
const stampFile = join(root, 'node_modules', '.illuminate-lock');
const installedFile = join(root, 'node_modules', '.package-lock.json');

const textOf = (path) => readFile(path, 'utf8').catch(() => '');

/** Whether npm's own record of what is installed agrees with the lock: somebody ran `npm ci` or `npm install` by hand. */
function isInstalled(lockText, installedText) {
  if (installedText === '') return false;
  const installed = JSON.parse(installedText).packages;
  return Object.entries(JSON.parse(lockText).packages).every(([path, wanted]) => {
    if (!path.includes('node_modules/')) return true;
    const have = installed[path];
    if (have === undefined) return wanted.optional === true || wanted.devOptional === true;
    return have.version === wanted.version;
  });
}

/** Installs exactly what package-lock.json names, unless that is what is there. */
export async function installIfNeeded() {
  const lockText = await readFile(lockFile, 'utf8');
  const hash = createHash('sha256').update(lockText).digest('hex');
  if ((await textOf(stampFile)) === hash) return;
  if (!isInstalled(lockText, await textOf(installedFile))) {
    const start = performance.now();
    console.error('Installing the packages of package-lock.json (about a minute the first time) …');
    const { code } = await runCommand('npm', ['ci', '--include=dev', '--no-audit', '--no-fund', '--loglevel=error']);
    if (code !== 0) {
      throw new CommandFailed(
        'npm ci did not succeed; its message is above. The first install needs a connection to the npm registry: then run the command again.',
      );
    }
    console.error(`Installed in ${spentSince(start)}.`);
  }
  await writeFile(stampFile, hash);
}
