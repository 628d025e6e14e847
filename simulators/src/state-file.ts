import { readFileSync, renameSync, writeFileSync } from 'node:fs';

/** The text of a state file; null where there is none yet. */
export function readStateFile(file: string): string | null {
  try {
    return readFileSync(file, 'utf8');
  } catch (err) {
    if (err instanceof Error && 'code' in err && err.code === 'ENOENT') return null;
    throw err;
  }
}

/** Written in one step: who reads meanwhile has the old text or the new one. */
export function writeStateFile(file: string, text: string): void {
  writeFileSync(`${file}.new`, text);
  renameSync(`${file}.new`, file);
}
