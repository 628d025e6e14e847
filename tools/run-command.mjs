import { spawn } from 'node:child_process';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = dirname(dirname(fileURLToPath(import.meta.url)));

/** A step that did not work; the message says which, and what to do. */
export class CommandFailed extends Error {}

const onWindows = process.platform === 'win32';

/** The file that `npm ci` links for a package's command. */
export const installedCommand = (name) => join(root, 'node_modules', '.bin', onWindows ? `${name}.cmd` : name);

/**
 * Runs a command in the repository's root. SIGTERM and SIGINT are passed on, so that stopping us leaves nothing behind.
 * With `quiet`, its output is kept and given back instead of shown.
 */
export function runCommand(command, args, { quiet = false, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, {
      cwd: root,
      env,
      shell: onWindows,
      stdio: quiet ? ['ignore', 'pipe', 'pipe'] : ['ignore', 'inherit', 'inherit'],
    });
    let output = '';
    const keep = (chunk) => {
      output += chunk;
    };
    child.stdout?.setEncoding('utf8').on('data', keep);
    child.stderr?.setEncoding('utf8').on('data', keep);
    let stopped = null;
    const passOn = (signal) => {
      stopped = signal;
      child.kill(signal);
    };
    process.on('SIGTERM', passOn);
    process.on('SIGINT', passOn);
    const done = () => {
      process.off('SIGTERM', passOn);
      process.off('SIGINT', passOn);
    };
    child.on('error', (err) => {
      done();
      reject(new CommandFailed(`Could not run ${command}: ${err.message}`));
    });
    child.on('close', (code, signal) => {
      done();
      if (stopped !== null) process.exit(stopped === 'SIGINT' ? 130 : 143);
      resolve({ code: code ?? 1, signal, output });
    });
  });
}

/** "1.2 s", "1 min 5 s". */
export function spentSince(start) {
  const seconds = (performance.now() - start) / 1000;
  if (seconds < 60) return `${seconds.toFixed(1)} s`;
  return `${Math.floor(seconds / 60)} min ${Math.round(seconds % 60)} s`;
}
