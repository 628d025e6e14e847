import { mkdir, readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { literal } from './layout.ts';
import type { Session } from './session.ts';
import { copiesFolderOf, timeInName } from './store-files.ts';
import { createTurns, type Turns } from './turns.ts';
import { type Checksums, checksumsOf, quoted, verifyCopy } from './verify-copy.ts';
import type { Warehouse } from './warehouse.ts';

/** A copy of a store, verified when it was made. */
export interface StoreCopy {
  readonly name: string;
  /** Milliseconds. */
  readonly madeAt: number;
  readonly bytes: number;
  readonly tickets: number | null;
}

/** What is noted beside a copy. `state` tells whether the store has changed since. */
interface CopyNote {
  readonly madeAt: number;
  readonly state: string;
  readonly checksums: Checksums;
}

const KEPT = 7;
const COPY = /^\d{4}-\d\d-\d\dT\d{6}Z\.duckdb$/;
const TARGET = 'copy_target';

/** An organisation's copies, the newest first. */
export async function listCopies(warehouse: Warehouse, organisationId: string): Promise<StoreCopy[]> {
  const folder = copiesFolderOf(warehouse.folders, organisationId);
  const names = (await readdir(folder).catch(() => [])).filter((name) => COPY.test(name)).sort();
  return Promise.all(
    names.reverse().map(async (name) => {
      const file = join(folder, name);
      const note = await readNote(file);
      const { size, mtimeMs } = await stat(file);
      return {
        name,
        madeAt: note?.madeAt ?? Math.round(mtimeMs),
        bytes: size,
        tickets: note?.checksums.tickets?.rows ?? null,
      };
    }),
  );
}

/** Copies a store, unless nothing was loaded since its last copy. @returns null if so */
export async function copyIfChanged(
  warehouse: Warehouse,
  organisationId: string,
  now: number,
): Promise<StoreCopy | null> {
  if ((await currentCopy(warehouse, organisationId)) !== null) return null;
  return copyStore(warehouse, organisationId, now);
}

/** The latest copy, if nothing was loaded since it was made. */
export async function currentCopy(warehouse: Warehouse, organisationId: string): Promise<StoreCopy | null> {
  const [latest] = await listCopies(warehouse, organisationId);
  if (latest === undefined) return null;
  const note = await readNote(join(copiesFolderOf(warehouse.folders, organisationId), latest.name));
  const state = await warehouse.withOpenStore(organisationId, ({ writer }, writing) => writing(() => stateOf(writer)));
  return note?.state === state ? latest : null;
}

/** Copies into one folder are made one after another: two that begin in the same second have the same name. */
const turns = new Map<string, Turns>();

/**
 * Copies a store while reports go on reading it; loads wait their turn. The copy gets its name only once all of it was read
 * back and found equal to what the store held.
 */
export async function copyStore(warehouse: Warehouse, organisationId: string, now: number): Promise<StoreCopy> {
  const folder = copiesFolderOf(warehouse.folders, organisationId);
  const inTurn = turns.get(folder) ?? createTurns();
  turns.set(folder, inTurn);
  return inTurn(() => makeCopy(warehouse, organisationId, { folder, now }));
}

async function makeCopy(
  warehouse: Warehouse,
  organisationId: string,
  { folder, now }: { readonly folder: string; readonly now: number },
): Promise<StoreCopy> {
  const name = `${timeInName(now)}.duckdb`;
  const file = join(folder, name);
  const unfinished = `${file}.unfinished`;
  await mkdir(folder, { recursive: true });
  try {
    const { state, checksums } = await copyTo(warehouse, organisationId, unfinished);
    await writeFile(noteFile(file), JSON.stringify({ madeAt: now, state, checksums } satisfies CopyNote));
    await rename(unfinished, file);
  } finally {
    await rm(unfinished, { force: true });
    await rm(`${unfinished}.wal`, { force: true });
  }
  await prune(folder);
  const { size } = await stat(file);
  const note = await readNote(file);
  return { name, madeAt: now, bytes: size, tickets: note?.checksums.tickets?.rows ?? null };
}

/** Copies a store into a file of its copies' folder, which is read back whole. */
export async function copyTo(
  warehouse: Warehouse,
  organisationId: string,
  file: string,
): Promise<{ state: string; checksums: Checksums }> {
  const copied = await warehouse.withOpenStore(organisationId, ({ writer }, writing) =>
    writing(async () => {
      await rm(file, { force: true });
      return copyInto(writer, organisationId, file);
    }),
  );
  await verifyCopy(file, organisationId, copied.checksums);
  return copied;
}

async function copyInto(
  session: Session,
  organisationId: string,
  file: string,
): Promise<{ state: string; checksums: Checksums }> {
  const [row] = await session.rows('SELECT current_database() AS name');
  const source = typeof row?.name === 'string' ? row.name : organisationId;
  await session.run('CHECKPOINT');
  const checksums = await checksumsOf(session, source);
  const state = await stateOf(session);
  await session.run(`ATTACH ${literal(file)} AS ${TARGET}`);
  try {
    await session.run(`COPY FROM DATABASE ${quoted(source)} TO ${TARGET}`);
  } finally {
    await session.run(`DETACH ${TARGET}`);
  }
  return { state, checksums };
}

/** Changes with every load, and whenever rows were removed. */
async function stateOf(session: Session): Promise<string> {
  const [row] = await session.rows(
    `SELECT concat_ws('/', (SELECT count(*) FROM loads), (SELECT epoch_ms(max(recorded_at)) FROM loads),
      (SELECT max(number) FROM migrations), (SELECT count(*) FROM removals), (SELECT count(*) FROM erased_bookers)) AS state`,
  );
  return String(row?.state);
}

async function prune(folder: string): Promise<void> {
  const names = (await readdir(folder)).filter((name) => COPY.test(name)).sort();
  for (const name of names.slice(0, -KEPT)) {
    await rm(join(folder, name), { force: true });
    await rm(noteFile(join(folder, name)), { force: true });
  }
}

function noteFile(file: string): string {
  return `${file}.json`;
}

async function readNote(file: string): Promise<CopyNote | null> {
  const text = await readFile(noteFile(file), 'utf8').catch(() => null);
  if (text === null) return null;
  try {
    return JSON.parse(text) as CopyNote;
  } catch {
    return null;
  }
}

/** What a copy held when it was made, if that was noted. */
export async function notedChecksums(file: string): Promise<Checksums | null> {
  return (await readNote(file))?.checksums ?? null;
}
