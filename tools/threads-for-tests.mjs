import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { bundle } from './build-dist.mjs';
import { root } from './run-command.mjs';

/** Before any test beside the code: bundles of the threads from the sources as they are now, which are gone after the last. */
export default async function setUp(project) {
  // Under the repository, so that what stays outside a bundle is found.
  const cache = join(root, '.cache');
  await mkdir(cache, { recursive: true });
  const folder = await mkdtemp(join(cache, 'threads-'));
  await bundle(['extract-worker', 'delivery-worker', 'upload-worker'], folder);
  project.provide('bundledThreads', folder);
  return () => rm(folder, { recursive: true, force: true });
}
