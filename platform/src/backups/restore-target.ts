import { existsSync } from 'node:fs';
import { mkdir, readdir, rm, rmdir } from 'node:fs/promises';
import { join } from 'node:path';
import { StartRefused } from '../config/start-refused.ts';
import { RESTORING_FOLDER } from '../control/data-folder.ts';
import { TOMBSTONES_FILE } from '../deletions/tombstones.ts';

/**
 * What may lie in an empty data folder: keys that were put there for the restore, the list of what was deleted since, and what file
 * systems keep in theirs.
 */
const MAY_BE_THERE = new Set(['master.key', 'operator.key', TOMBSTONES_FILE, 'lost+found']);
/** Everything a restore makes; the mark that it is not complete goes last. */
const MADE =
  /^(control|control\.new|warehouse|copies|pages|deliveries|dumps|folder\.json|folder\.json\..*|lock|lock\..*)$/;

/**
 * Makes the folder, or sees that nothing is in it; what a restore left that was killed is removed.
 * @returns whether the folder was made here
 * @throws StartRefused `folder_not_empty`, `folder_unusable`
 */
export async function emptyTarget(target: string): Promise<boolean> {
  try {
    const existed = existsSync(target);
    await mkdir(target, { recursive: true, mode: 0o700 });
    if (existsSync(join(target, RESTORING_FOLDER))) await removeRestored(target, false);
    const others = (await readdir(target)).filter((name) => !MAY_BE_THERE.has(name));
    if (others.length > 0) throw notEmpty(target, others);
    return !existed;
  } catch (cause) {
    if (cause instanceof StartRefused) throw cause;
    throw new StartRefused(
      'folder_unusable',
      `The folder ${target} can't be made or written to: give this user the right to, or name another with --into.`,
      { cause },
    );
  }
}

/** As it was before the restore. */
export async function removeRestored(target: string, madeHere: boolean): Promise<void> {
  const names = await readdir(target).catch(() => []);
  for (const name of names) if (MADE.test(name)) await rm(join(target, name), { recursive: true, force: true });
  await rm(join(target, RESTORING_FOLDER), { recursive: true, force: true });
  // A key may have been put there meanwhile.
  if (madeHere) await rmdir(target).catch(() => undefined);
}

function notEmpty(target: string, others: readonly string[]): StartRefused {
  const shown = [...others].sort().slice(0, 3).join(', ');
  return new StartRefused(
    'folder_not_empty',
    `The folder ${target} is not empty (${shown}), and a backup is restored into an empty one only: name a new folder with --into. Only master.key may be there already.`,
  );
}
