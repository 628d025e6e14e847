import { pathToFileURL } from 'node:url';
import { bundlePath } from './build-dist.mjs';
import { prepare } from './prepare.mjs';

// In this process and not in a child, so that SIGTERM and Ctrl-C reach the server itself.
if (await prepare()) {
  const server = bundlePath('server');
  process.argv[1] = server;
  process.setSourceMapsEnabled(true);
  await import(pathToFileURL(server).href);
}
