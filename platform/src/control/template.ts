// The prepared control database: initdb alone peaks at 900 MB, so it runs when the product is built, not where it starts.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { PgBoss } from 'pg-boss';
import { writeFileDurably } from './files.ts';
import { migrate } from './migrate.ts';
import { openPglite } from './pglite.ts';

export const TEMPLATE_FILE = 'control-template.tar.gz';

export async function makeTemplate(file: string): Promise<void> {
  const backend = await openPglite({});
  try {
    await migrate(backend.db);
    const boss = new PgBoss({ ...backend.jobs, supervise: false, schedule: false });
    await boss.start();
    await boss.stop({ graceful: false });
    const tar = await backend.pglite.dumpDataDir('none');
    await writeFileDurably(file, gzipSync(Buffer.from(await tar.arrayBuffer()), { level: 9 }));
  } finally {
    await backend.close();
  }
}

/** Beside the bundle; undefined where the sources run without a build. */
export async function readTemplate(folder = dirname(fileURLToPath(import.meta.url))): Promise<Blob | undefined> {
  const file = join(folder, TEMPLATE_FILE);
  if (!existsSync(file)) return undefined;
  return new Blob([gunzipSync(await readFile(file))]);
}
