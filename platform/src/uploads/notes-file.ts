import { readFile, writeFile } from 'node:fs/promises';
import { gunzipSync, gzipSync } from 'node:zlib';
import type { SpoolPlace } from '../deliveries/spool.ts';
import { open, seal } from '../keys/sealing.ts';
import type { Notes } from './upload-messages.ts';

export async function writeNotes({ file, place, key, keyVersion }: SpoolPlace, notes: Notes): Promise<void> {
  const content = gzipSync(JSON.stringify(notes));
  await writeFile(file, seal(key, keyVersion, place, content), { mode: 0o600 });
}

/** Null where there are none any more. */
export async function readNotes({ file, place, key }: SpoolPlace): Promise<Notes | null> {
  const sealed = await readFile(file).catch(() => null);
  // Written by ourselves.
  return sealed === null ? null : (JSON.parse(gunzipSync(open(key, place, sealed)).toString('utf8')) as Notes);
}
