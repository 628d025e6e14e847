// Two processes on one PGlite folder lose acknowledged rows without an error, so a file says whose the folder is.
//
// A dead owner's file is replaced, never deleted and made again: between the two a third process could come in. The
// right to replace the file that carries token T is a file of its own (`lock.after-T`), made exclusively and checked
// against T again once held; so of any number of contenders exactly one succeeds, and a crash in between is repaired
// the same way one level down.
import { randomBytes } from 'node:crypto';
import { linkSync, readdirSync, readFileSync, renameSync, rmSync, statSync, utimesSync, writeFileSync } from 'node:fs';
import { basename, dirname, join } from 'node:path';
import type { Clock } from '../clock.ts';
import { livenessOf, ownIdentity, type ProcessIdentity } from './process-identity.ts';

interface LockRecord extends ProcessIdentity {
  token: string;
}

export interface FolderLock {
  /**
   * Looks whether the lock is still ours, if that was not looked at for a while: a process that was halted (SIGSTOP, a frozen
   * container) may have been taken for dead. To be called before anything is written; `onLost` is called if it is not.
   */
  check(): void;
  release(): void;
}

export class LockHeld extends Error {
  readonly pid: number;
  constructor(pid: number) {
    super('The lock is held.');
    this.pid = pid;
  }
}

/** How often the owner touches its file, for those who can't see its process. */
const TOUCH_MS = 3000;
/** Untouched for this long, the file of an owner that can't be seen is taken to be left behind. */
const UNSEEN_OWNER_MS = 12_000;
const DEEPEST = 8;

/** `onLost` is called at most once, as soon as somebody else is seen to have the lock: nothing may be written from then on. */
export async function acquireFolderLock(
  path: string,
  clock: Clock,
  onLost: () => void = () => undefined,
): Promise<FolderLock> {
  const record: LockRecord = { ...ownIdentity(), token: randomBytes(12).toString('hex') };
  await take(path, record, clock, 0);
  removeLeftovers(path, record.token, clock);
  let held = true;
  let lookedAt = clock.monotonic();
  const look = (): void => {
    lookedAt = clock.monotonic();
    if (!held) return;
    if (isAnothers(path, record.token)) {
      held = false;
      clearInterval(touching);
      onLost();
    } else touch(path, clock);
  };
  const touching = setInterval(look, TOUCH_MS);
  touching.unref();
  return {
    check() {
      // Younger than what a stranger waits for, and older than a look every few seconds ever is.
      if (clock.monotonic() - lookedAt > UNSEEN_OWNER_MS / 2) look();
    },
    release() {
      if (!held) return;
      held = false;
      clearInterval(touching);
      if (read(path)?.token === record.token) rmSync(path, { force: true });
    },
  };
}

/** Who has a lock, without taking it; null if nobody has. `unknown`: a process that cannot be seen from here. */
export function lookAtLock(path: string): { pid: number; liveness: 'alive' | 'dead' | 'unknown' } | null {
  const owner = read(path);
  return owner === undefined ? null : { pid: owner.pid, liveness: livenessOf(owner) };
}

async function take(path: string, mine: LockRecord, clock: Clock, depth: number): Promise<void> {
  for (;;) {
    if (create(path, mine)) return;
    const owner = read(path);
    if (!owner) continue;
    if (depth >= DEEPEST || !(await isLeftBehind(path, owner, clock))) throw new LockHeld(owner.pid);
    if (await replace(path, owner, mine, clock, depth)) return;
  }
}

/** False when somebody else was faster. */
async function replace(path: string, owner: LockRecord, mine: LockRecord, clock: Clock, depth: number) {
  const claim = `${path}.after-${owner.token}`;
  const claimant = { ...mine, token: randomBytes(12).toString('hex') };
  await take(claim, claimant, clock, depth + 1);
  try {
    if (read(path)?.token !== owner.token) return false;
    const prepared = prepare(path, mine);
    renameSync(prepared, path);
    return true;
  } finally {
    rmSync(claim, { force: true });
  }
}

function create(path: string, record: LockRecord): boolean {
  const prepared = prepare(path, record);
  try {
    // A link appears whole or not at all; a file opened exclusively is empty for a moment.
    linkSync(prepared, path);
    return true;
  } catch (err) {
    const code = (err as NodeJS.ErrnoException).code;
    if (code === 'EEXIST') return false;
    if (code === 'EPERM' || code === 'ENOTSUP' || code === 'ENOSYS' || code === 'EOPNOTSUPP') {
      return createWithoutLinks(path, record);
    }
    throw err;
  } finally {
    rmSync(prepared, { force: true });
  }
}

/** For file systems without hard links (exFAT, some network shares). */
function createWithoutLinks(path: string, record: LockRecord): boolean {
  try {
    writeFileSync(path, JSON.stringify(record), { flag: 'wx', mode: 0o600, flush: true });
    return true;
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw err;
  }
}

function prepare(path: string, record: LockRecord): string {
  const prepared = `${path}.new-${process.pid}-${record.token}`;
  writeFileSync(prepared, JSON.stringify(record), { mode: 0o600, flush: true });
  return prepared;
}

/** Undefined when there is no file. An unreadable one (a crash without links) belongs to nobody that can be seen. */
function read(path: string): LockRecord | undefined {
  let text: string;
  try {
    text = readFileSync(path, 'utf8');
  } catch (err) {
    if ((err as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw err;
  }
  try {
    return JSON.parse(text) as LockRecord;
  } catch {
    return { pid: 0, boot: '', namespace: '?', started: null, token: `unreadable-${text.length}` };
  }
}

async function isLeftBehind(path: string, owner: LockRecord, clock: Clock): Promise<boolean> {
  const liveness = livenessOf(owner);
  if (liveness !== 'unknown') return liveness === 'dead';
  // Another boot or another container: a living owner touches its file, so an old one is seen to be old at once,
  // and a young one is watched until it moves or has stood still for long enough.
  const seen = touchedAt(path);
  if (seen === undefined || Math.abs(clock.now().getTime() - seen) > UNSEEN_OWNER_MS) return true;
  const until = clock.monotonic() + UNSEEN_OWNER_MS;
  while (clock.monotonic() < until) {
    await clock.sleep(500);
    if (touchedAt(path) !== seen) return read(path)?.token !== owner.token;
  }
  return true;
}

/** A file that is gone, or cannot be read, is nobody else's. */
function isAnothers(path: string, token: string): boolean {
  try {
    const owner = read(path);
    return owner !== undefined && owner.token !== token;
  } catch {
    return false;
  }
}

function touchedAt(path: string): number | undefined {
  return statSync(path, { throwIfNoEntry: false })?.mtimeMs;
}

function touch(path: string, clock: Clock): void {
  const now = clock.now();
  try {
    utimesSync(path, now, now);
  } catch {
    // The folder went away under us; what matters will fail by itself.
  }
}

/** Claims on tokens that are no longer in the file can never succeed, and files prepared a while ago have no maker. */
function removeLeftovers(path: string, current: string, clock: Clock): void {
  for (const name of readdirSync(dirname(path))) {
    if (!name.startsWith(`${basename(path)}.`)) continue;
    const file = join(dirname(path), name);
    const isOldClaim = name.includes('.after-') && name !== `${basename(path)}.after-${current}`;
    const isOldPreparation = name.includes('.new-') && clock.now().getTime() - (touchedAt(file) ?? 0) > 60_000;
    if (isOldPreparation || (isOldClaim && !name.includes('.new-'))) rmSync(file, { force: true });
  }
}
