import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where recorded samples lie, for tests that compare with them; null where they aren't at hand. */
export function samplesFolder(): string | null {
  const root = resolve(dirname(fileURLToPath(import.meta.url)), '../../..');
  const folder = join(process.env.ILLUMINATE_SAMPLES ?? join(root, '../shared/samples'), 'spektrix');
  return existsSync(folder) ? folder : null;
}
