import { spawn } from 'node:child_process';
import { bundlePath } from './build-dist.mjs';
import { prepare } from './prepare.mjs';

/** Prepares, then runs a bundle with this command's own arguments, terminal and signals. */
export async function runBundle(name, args = process.argv.slice(2), nodeOptions = []) {
  if (!(await prepare({ only: ['bundles'] }))) return;
  const child = spawn(process.execPath, [...nodeOptions, bundlePath(name), ...args], { stdio: 'inherit' });
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP']) process.on(signal, () => child.kill(signal));
  child.on('close', (code, signal) => {
    process.exitCode = code ?? (signal === null ? 1 : 128);
  });
}
