import { accessSync, constants, existsSync, readdirSync, readFileSync, statSync } from 'node:fs';
import { statfs } from 'node:fs/promises';
import { join } from 'node:path';
import type { Finding } from '@illuminate/contract';
import { StartRefused } from '../config/start-refused.ts';
import { RESTORING_FOLDER, readFolderRecord } from '../control/data-folder.ts';
import { note, problem, sayBytes, warning, well } from './finding.ts';

const LEAST_FREE = 200_000_000;
const LOW_FREE = 1_000_000_000;

/** Whether there is a data folder, what is half done in it, and whether its disk has room. Changes nothing. */
export async function checkFolder(path: string): Promise<Finding[]> {
  const about = { check: 'folder', subject: path } as const;
  if (!existsSync(join(path, 'folder.json'))) {
    return existsSync(join(path, RESTORING_FOLDER))
      ? [halfRestored(path)]
      : [problem(about, 'There is no data folder of Illuminate here.', 'Say where it is with ILLUMINATE_DATA.')];
  }
  const findings: Finding[] = [];
  try {
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
    const { moved } = readFolderRecord(path);
    findings.push(
      well(about, `It can be read and written${moved === null ? '' : `; its control database is at ${moved.to}`}.`),
    );
  } catch (err) {
    findings.push(
      err instanceof StartRefused
        ? problem(about, err.message, 'See the sentence itself.')
        : problem(
            about,
            'It cannot be written to.',
            'Run Illuminate as the user that it belongs to, or mount it for writing.',
          ),
    );
  }
  if (existsSync(join(path, RESTORING_FOLDER))) findings.push(halfRestored(path));
  if (process.platform !== 'win32' && (statSync(path).mode & 0o077) !== 0) {
    findings.push(warning(about, 'Other users of this machine may look into it.', `Run: chmod 700 ${path}`));
  }
  findings.push(...leftAside(path), await checkDisk(path));
  return findings;
}

function halfRestored(path: string): Finding {
  return problem(
    { check: 'folder', subject: path },
    'A backup was being restored into it and did not come to its end.',
    'Run the same "npx illuminate restore" again; it begins anew.',
  );
}

/** Stores that a restore or a change of zone put aside, which nobody needs once all is well. */
function leftAside(path: string): Finding[] {
  const warehouse = join(path, 'warehouse');
  const names = (existsSync(warehouse) ? readdirSync(warehouse) : []).filter((name) => name.includes('.replaced-'));
  if (names.length === 0) return [];
  const bytes = names.reduce(
    (sum, name) => sum + (statSync(join(warehouse, name), { throwIfNoEntry: false })?.size ?? 0),
    0,
  );
  const detail = `${names.length} files of stores that were replaced, ${sayBytes(bytes)}, the first is ${names[0]}.`;
  return [note({ check: 'folder', subject: warehouse }, detail, 'Delete them when you no longer need them.')];
}

async function checkDisk(path: string): Promise<Finding> {
  const about = { check: 'disk', subject: path } as const;
  const { bavail, bsize } = await statfs(path);
  const free = bavail * bsize;
  const largest = largestStore(path);
  const said = `${sayBytes(free)} free`;
  if (free < LEAST_FREE) return problem(about, `${said}: syncs and dumps fail when it is full.`, 'Make room now.');
  // A copy of the largest store has to fit, every night and for a backup.
  if (free < Math.max(LOW_FREE, largest * 1.2)) {
    return warning(
      about,
      `${said}; the largest store has ${sayBytes(largest)} and is copied every night.`,
      'Make room.',
    );
  }
  return well(about, `${said}.`);
}

function largestStore(path: string): number {
  const warehouse = join(path, 'warehouse');
  const names = existsSync(warehouse) ? readdirSync(warehouse) : [];
  return Math.max(0, ...names.map((name) => statSync(join(warehouse, name), { throwIfNoEntry: false })?.size ?? 0));
}

/** Where a server last said that it answers, if one does. */
export function addressIn(path: string): string | null {
  try {
    return readFileSync(join(path, 'address'), 'utf8').trim();
  } catch {
    return null;
  }
}
