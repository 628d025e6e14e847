import { accessSync, constants, existsSync, mkdirSync, readFileSync, statSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { z } from 'zod';
import { type Clock, systemClock } from '../clock.ts';
import { StartRefused } from '../config/start-refused.ts';
import { writeFileDurably } from './files.ts';
import { acquireFolderLock, LockHeld } from './folder-lock.ts';
import { newId } from './new-id.ts';

const FolderRecord = z.object({
  id: z.string(),
  /** The control database this folder belongs with; null until there is one. */
  control: z.string().nullable(),
  demo: z.boolean(),
  /** Set once the control database was moved to a PostgreSQL server. */
  moved: z.object({ from: z.string(), to: z.string(), at: z.iso.datetime() }).nullable().default(null),
});

/** From which control database to which server, whose address is without user and password. */
export interface MovedControl {
  readonly from: string;
  readonly to: string;
  readonly at: Date;
}

export interface DataFolder extends AsyncDisposable {
  readonly path: string;
  readonly id: string;
  /** No control database has been bound to it before this start. */
  readonly fresh: boolean;
  readonly demo: boolean;
  readonly controlId: string | null;
  readonly moved: MovedControl | null;
  markMoved(controlId: string, moved: MovedControl): Promise<void>;
  /** As it was, after a move that did not succeed. */
  unmarkMoved(former: { control: string | null; moved: MovedControl | null }): Promise<void>;
  bindControl(controlId: string): Promise<void>;
  markDemo(): Promise<void>;
  /** A folder inside, made on demand. */
  folder(name: string): string;
  /** Looks whether the folder is still ours, if that was not looked at for a while. Before anything is written. */
  check(): void;
  /** Gives the folder to the next process. */
  release(): void;
}

/** In a data folder while a backup is being restored into it: what lies there meanwhile is half of something. */
export const RESTORING_FOLDER = 'restoring';

export interface OpenDataFolder {
  /** Is told if somebody takes the folder all the same, having taken this process for dead. */
  readonly onLost?: (() => void) | undefined;
  /** For the restore itself. */
  readonly isRestore?: boolean;
}

/** Makes the folder if needed and takes it: nobody else may use it until it is released. */
export async function openDataFolder(
  path: string,
  clock: Clock = systemClock,
  { onLost = () => undefined, isRestore = false }: OpenDataFolder = {},
): Promise<DataFolder> {
  makeFolder(path);
  if (!isRestore && existsSync(join(path, RESTORING_FOLDER))) throw halfRestored(path);
  const lock = await acquireFolderLock(join(path, 'lock'), clock, onLost).catch((err: unknown) => {
    throw err instanceof LockHeld ? folderInUse(path, err.pid) : err;
  });
  try {
    const file = join(path, 'folder.json');
    const fresh = !existsSync(file) || readRecord(file).control === null;
    let record: FolderRecord = existsSync(file) ? readRecord(file) : newRecord();
    const store = async (change: Partial<FolderRecord>) => {
      record = { ...record, ...change };
      await writeFileDurably(file, `${JSON.stringify(record)}\n`);
    };
    await store({});
    return {
      path,
      id: record.id,
      fresh,
      get demo() {
        return record.demo;
      },
      get controlId() {
        return record.control;
      },
      get moved() {
        return record.moved === null ? null : { ...record.moved, at: new Date(record.moved.at) };
      },
      markMoved: (control, moved) => store({ control, moved: inRecord(moved) }),
      unmarkMoved: ({ control, moved }) => store({ control, moved: moved === null ? null : inRecord(moved) }),
      // What is bound anew, such as by a restore, has moved nowhere.
      bindControl: (control) => store({ control, moved: null }),
      markDemo: () => store({ demo: true }),
      folder(name) {
        const inside = join(path, name);
        mkdirSync(inside, { recursive: true, mode: 0o700 });
        return inside;
      },
      check: () => lock.check(),
      release: () => lock.release(),
      [Symbol.asyncDispose]: async () => lock.release(),
    };
  } catch (err) {
    lock.release();
    throw err;
  }
}

type FolderRecord = z.infer<typeof FolderRecord>;

const newRecord = (): FolderRecord => ({ id: newId('fld'), control: null, demo: false, moved: null });

const inRecord = ({ from, to, at }: MovedControl) => ({ from, to, at: at.toISOString() });

/** Step by step: making a folder with all above it goes on for ever where the system pretends to have one and does not (/proc). */
function makeFolders(path: string): void {
  if (existsSync(path)) return;
  makeFolders(dirname(path));
  try {
    mkdirSync(path, { mode: 0o700 });
  } catch (err) {
    // Somebody else was quicker.
    if (!existsSync(path)) throw err;
  }
}

function makeFolder(path: string): void {
  try {
    makeFolders(path);
    if (!statSync(path).isDirectory()) throw new TypeError('not a folder');
    accessSync(path, constants.R_OK | constants.W_OK | constants.X_OK);
  } catch (cause) {
    if ((cause as NodeJS.ErrnoException).code === 'EROFS') throw readOnly(path, cause);
    throw new StartRefused(
      'folder_unusable',
      `The data folder ${path} can't be made or written to: give this user the right to, or set ILLUMINATE_DATA to another folder.`,
      { cause },
    );
  }
}

function readOnly(path: string, cause: unknown): StartRefused {
  return new StartRefused(
    'folder_unusable',
    `The data folder ${path} is on a disk that can only be read: make it writable (a disk that failed is often made read-only by the system: look at its log), or set ILLUMINATE_DATA to another folder.`,
    { cause },
  );
}

/** What a data folder says of itself, without taking it. @throws StartRefused `folder_unusable` */
export function readFolderRecord(path: string): Readonly<FolderRecord> {
  return readRecord(join(path, 'folder.json'));
}

function readRecord(file: string): FolderRecord {
  try {
    return FolderRecord.parse(JSON.parse(readFileSync(file, 'utf8')));
  } catch (cause) {
    throw new StartRefused(
      'folder_unusable',
      `${file} is damaged, so it is unknown which control database belongs to this data folder: put the file back from a copy of the folder.`,
      { cause },
    );
  }
}

function halfRestored(path: string): StartRefused {
  return new StartRefused(
    'folder_unusable',
    `A backup was being restored into ${path} and did not come to its end: run the same "npx illuminate restore" again, which begins anew.`,
  );
}

function folderInUse(path: string, pid: number): StartRefused {
  return new StartRefused(
    'folder_in_use',
    `The data folder ${path} is in use by another Illuminate (process ${pid}): stop that one first, or set ILLUMINATE_DATA to another folder.`,
  );
}
