import { existsSync } from 'node:fs';
import { pathToFileURL } from 'node:url';
import { bundlePath } from './build-dist.mjs';
import { prepare } from './prepare.mjs';

/** Becomes the CLI. It is built only if it is not there: `npm start` renews it with the server that it speaks to. */
export async function runCli() {
  const bundle = bundlePath('illuminate');
  if (!existsSync(bundle) && !(await prepare({ only: ['bundles'] }))) return;
  process.argv[1] = bundle;
  await import(pathToFileURL(bundle).href);
}
