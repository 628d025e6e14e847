import { pathToFileURL } from 'node:url';
import { bundlePath } from './build-dist.mjs';
import { prepare } from './prepare.mjs';

/**
 * Prepares, then becomes the bundle: in this process and not in a child, so that signals, the terminal and the exit code are its own,
 * and nothing is left behind when this process is killed.
 */
export async function runBundle(name, parts) {
  if (!(await prepare(parts))) return;
  const bundle = bundlePath(name);
  process.argv[1] = bundle;
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(bundle).href);
}
