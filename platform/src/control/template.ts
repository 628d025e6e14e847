// The prepared control database: initdb alone peaks at 900 MB, so it runs when the product is built, not where it starts.
import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gunzipSync, gzipSync } from 'node:zlib';
import { PgBoss } from 'pg-boss';
import { writeFileDurably } from './files.ts';
import { migrate, schemaFingerprint } from './migrate.ts';
import { openPglite } from './pglite.ts';
import { extractTar, readTar, tarFile } from './tar.ts';

export const TEMPLATE_FILE = 'control-template.tar.gz';

/** The first file in it says which migrations made it. */
const LABEL = 'illuminate-template';

export async function makeTemplate(file: string): Promise<void> {
  const backend = await openPglite();
  try {
    await migrate(backend.db);
    const boss = new PgBoss({ ...backend.jobs, supervise: false, schedule: false });
    await boss.start();
    await boss.stop({ graceful: false });
    const tar = Buffer.from(await (await backend.pglite.dumpDataDir('none')).arrayBuffer());
    const labelled = Buffer.concat([tarFile(LABEL, Buffer.from(schemaFingerprint())), tar]);
    await writeFileDurably(file, gzipSync(labelled));
  } finally {
    await backend.close();
  }
}

/** Beside the bundle; there is none where the sources run without a build. */
export function builtTemplate(): string {
  return join(dirname(fileURLToPath(import.meta.url)), TEMPLATE_FILE);
}

/** False when there is no template, or one that other migrations made. */
export async function extractTemplate(file: string, folder: string): Promise<boolean> {
  if (!existsSync(file)) return false;
  const entries = readTar(gunzipSync(await readFile(file)));
  const label = entries.next().value;
  if (label?.name !== LABEL || label.content.toString() !== schemaFingerprint()) return false;
  extractTar(entries, folder);
  return true;
}
