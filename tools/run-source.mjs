import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { prepare } from './prepare.mjs';
import { root } from './run-command.mjs';

/** Prepares, then becomes a program that is not bundled: what tests the product runs from its sources, against what was built. */
export async function runSource(path) {
  if (!(await prepare())) return;
  const { register } = await import('tsx/esm/api');
  register();
  process.argv[1] = join(root, path);
  await import(pathToFileURL(process.argv[1]).href);
}
