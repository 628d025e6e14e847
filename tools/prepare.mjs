import { build } from './build-dist.mjs';
import { installIfNeeded } from './install.mjs';
import { withLock } from './lock.mjs';
import { CommandFailed } from './run-command.mjs';

/**
 * Installs and builds what is missing or out of date; silent and quick when nothing is.
 * Gives false, having said why and set the exit code, when that did not work.
 */
export async function prepare(options = {}) {
  try {
    await withLock(async () => {
      await installIfNeeded();
      await build(options);
    });
    return true;
  } catch (err) {
    if (!(err instanceof CommandFailed)) throw err;
    console.error(err.message);
    process.exitCode = 1;
    return false;
  }
}
