// What was deleted, in a file of its own beside the control database: a dump or a backup from before knows nothing of it.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { Context } from '../context.ts';
import { writeFileDurably } from '../control/files.ts';
import { OWN_ERROR } from '../logger.ts';
import { createTurns, type Turns } from '../warehouse/turns.ts';

export const TOMBSTONES_FILE = 'deletions.json';

const Tombstone = z.object({
  id: z.string(),
  organisation: z.string(),
  /** Null: everything of the organisation. */
  connection: z.string().nullable(),
  at: z.iso.datetime(),
});
const ErasedBooker = z.object({ organisation: z.string(), pseudonym: z.string(), at: z.iso.datetime() });
const Tombstones = z.object({
  format: z.literal('illuminate-deletions-1'),
  deletions: z.array(Tombstone),
  bookers: z.array(ErasedBooker),
});
export type Tombstone = z.infer<typeof Tombstone>;
export type ErasedBooker = z.infer<typeof ErasedBooker>;
export type Tombstones = z.infer<typeof Tombstones>;

class TombstonesUnreadable extends Error {
  override readonly name = 'TombstonesUnreadable';
  readonly [OWN_ERROR] = true;
  readonly code = 'tombstones_unreadable';
  constructor(file: string) {
    super(`The list of deletions ${file} cannot be read: put its backup back, or move it away if it is lost.`);
  }
}

type Deps = Pick<Context, 'control'>;

const NONE: Tombstones = { format: 'illuminate-deletions-1', deletions: [], bookers: [] };

export async function readTombstones({ control }: Deps): Promise<Tombstones> {
  const file = join(control.folder.path, TOMBSTONES_FILE);
  const text = await readFile(file, 'utf8').catch((err: NodeJS.ErrnoException) => {
    if (err.code === 'ENOENT') return null;
    throw err;
  });
  if (text === null) return NONE;
  try {
    return Tombstones.parse(JSON.parse(text));
  } catch {
    throw new TombstonesUnreadable(file);
  }
}

/** One at a time: each writes the whole file. */
const turns = new WeakMap<Deps['control'], Turns>();

function change(deps: Deps, work: (before: Tombstones) => Tombstones): Promise<void> {
  const inTurn = turns.get(deps.control) ?? createTurns();
  turns.set(deps.control, inTurn);
  return inTurn(async () => {
    const after = work(await readTombstones(deps));
    await writeFileDurably(join(deps.control.folder.path, TOMBSTONES_FILE), `${JSON.stringify(after, null, 1)}\n`);
  });
}

export function addTombstone(deps: Deps, tombstone: Tombstone): Promise<void> {
  return change(deps, (before) => ({
    ...before,
    deletions: [...before.deletions.filter(({ id }) => id !== tombstone.id), tombstone],
  }));
}

export function addErasedBooker(deps: Deps, booker: ErasedBooker): Promise<void> {
  const isSame = (other: ErasedBooker) =>
    other.organisation === booker.organisation && other.pseudonym === booker.pseudonym;
  return change(deps, (before) => ({
    ...before,
    bookers: [...before.bookers.filter((other) => !isSame(other)), booker],
  }));
}
