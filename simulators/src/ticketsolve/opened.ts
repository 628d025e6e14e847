import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/**
 * When the world was opened (UTC ms): live sales begin there, so a restart must know it to show the same ones. Read from the
 * state file where there is one, and written to it otherwise. Throws where the file is there but is none of ours.
 */
export function readOpened(file: string | null, openedByDefault: number): number {
  if (file === null) return openedByDefault;
  const stored = read(file);
  if (stored !== null) return stored;
  writeFileSync(`${file}.new`, `${JSON.stringify({ opened: openedByDefault })}\n`);
  renameSync(`${file}.new`, file);
  return openedByDefault;
}

function read(file: string): number | null {
  let text: string;
  try {
    text = readFileSync(file, 'utf8');
  } catch (err) {
    if (err instanceof Error && 'code' in err && err.code === 'ENOENT') return null;
    throw err;
  }
  const opened = /^\{"opened":(\d+)\}\n$/.exec(text)?.[1];
  if (opened === undefined)
    throw new Error(`${file} is not a state file of this simulator. Delete it to start afresh.`);
  return Number(opened);
}
