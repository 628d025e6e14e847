import { readStateFile, writeStateFile } from '../state-file.ts';

/**
 * When the world was opened (UTC ms): live sales begin there, so a restart must know it to show the same ones. Read from the
 * state file where there is one, and written to it otherwise. Throws where the file is there but is none of ours.
 */
export function readOpened(file: string | null, openedByDefault: number): number {
  if (file === null) return openedByDefault;
  const stored = read(file);
  if (stored !== null) return stored;
  writeStateFile(file, `${JSON.stringify({ opened: openedByDefault })}\n`);
  return openedByDefault;
}

function read(file: string): number | null {
  const text = readStateFile(file);
  if (text === null) return null;
  const opened = /^\{"opened":(\d+)\}\n$/.exec(text)?.[1];
  if (opened === undefined)
    throw new Error(`${file} is not a state file of this simulator. Delete it to start afresh.`);
  return Number(opened);
}
