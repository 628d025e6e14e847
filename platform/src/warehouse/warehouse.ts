import { realpathSync } from 'node:fs';
import { mkdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { type Clock, systemClock } from '../clock.ts';
import { describeError, type Logger, silentLogger } from '../logger.ts';
import { damagedStore, StoreError } from './errors.ts';
import { emptyExports, exportsFolderOf } from './exports-folder.ts';
import { removeFilesOfStore } from './files-of-store.ts';
import { type FreshLoaded, type LoadFreshRequest, loadFresh } from './load/load-fresh.ts';
import { checkedName } from './names.ts';
import { type OpenStore, openStore } from './open-store.ts';
import { createStatementTurns, type StatementTurns } from './statement-turns.ts';
import { lendStore } from './store.ts';
import { copiesFolderOf, freshFile, isMissing, logFile, storeFile, type WarehouseFolders } from './store-files.ts';
import type { Store } from './store-types.ts';
import { createTurns, type Turns } from './turns.ts';

export interface WarehouseOptions {
  readonly folder: string;
  readonly copiesFolder: string;
  /** Emptied when the warehouse is opened. Without it nothing can be exported, and statements have their memory alone. */
  readonly exportsFolder?: string;
  /** Per open store. */
  readonly memoryLimitMb: number;
  readonly threads: number;
  readonly clock?: Clock;
  readonly log?: Logger;
  /** How long a store that nobody uses stays open, in ms. */
  readonly idleMs?: number;
  /** Told whenever a store turns out to be damaged, whoever read it. Must not throw. */
  readonly onDamaged?: (organisationId: string) => void;
}

export interface Warehouse {
  readonly folders: WarehouseFolders;
  /** For statements that may take seconds, whichever store they are asked of: only some run at once. */
  readonly statementTurns: StatementTurns;
  /**
   * Lends an organisation's store to `work`: the only way to one. The store is opened if it is not, made if there is none, and
   * stays open at least until `work` ends. Do not borrow a second store, or the same again, within `work`.
   */
  withStore<T>(organisationId: string, work: (store: Store) => Promise<T>): Promise<T>;
  /**
   * As `withStore`, for work that writes much and reads little of it again: the store has no more memory for it than that takes, unless
   * somebody else uses it, and is closed after it. @throws StoreError `store-out-of-memory` where it takes more after all
   */
  withLeanStore<T>(organisationId: string, work: (store: Store) => Promise<T>): Promise<T>;
  /** As `withStore`, for the store into which a connection is loaded from scratch. It lies among the copies, and opens none of the others. */
  withFresh<T>(of: FreshOf, work: (store: Store) => Promise<T>): Promise<T>;
  /** Puts what was loaded from scratch in the place of what the store holds, in one transaction; see `loadFresh`. */
  takeFresh(of: FreshOf, request: Omit<LoadFreshRequest, 'connectionId'>): Promise<FreshLoaded>;
  /** Removes what was loaded from scratch. */
  dropFresh(of: FreshOf): Promise<void>;
  /** As `withStore`, for work on the file as a whole. */
  withOpenStore<T>(organisationId: string, work: (open: OpenStore, writing: Turns) => Promise<T>): Promise<T>;
  /** Runs `work` while the store is closed and nobody can borrow it. */
  withClosedStore<T>(organisationId: string, work: (file: string) => Promise<T>): Promise<T>;
  /**
   * Closes a store that nobody uses now, so that what it holds in memory is given back: an organisation's, or one that is loaded from
   * scratch. It is opened again when it is asked for. @returns false if somebody uses it
   */
  release(of: string | FreshOf): Promise<boolean>;
  /** Removes a store with its copies, and those of its kind that were set aside. */
  destroy(organisationId: string): Promise<void>;
  /** Waits for borrowers, then writes everything into the files and closes them. */
  close(): Promise<void>;
}

/** A connection that is loaded from scratch. */
export interface FreshOf {
  readonly organisationId: string;
  readonly connectionId: string;
}

/** Loading takes this much whatever a file's size; less is too little for the checkpoint at its end. */
const LEAN_MB = 160;
const MOST_OPEN = 8;
const IDLE_MS = 60_000;

/** Warehouse folders of this process: a second opener would open a second instance on a file, which loses rows silently. */
const openFolders = new Set<string>();

interface Entry {
  /** Null while the file is closed. */
  open: OpenStore | null;
  /** Whether it was opened with little memory. */
  isLean: boolean;
  /** Resolves once a file that was open is closed: until then nobody may open it. */
  closing: Promise<void>;
  /** Opening, closing and exclusive work on the file, one at a time. */
  readonly inTurn: Turns;
  readonly writing: Turns;
  borrowers: number;
  usedAt: number;
  whenFree: (() => void)[];
}

export async function openWarehouse(options: WarehouseOptions): Promise<Warehouse> {
  const { clock = systemClock, log = silentLogger, idleMs = IDLE_MS } = options;
  await mkdir(options.folder, { recursive: true });
  await mkdir(options.copiesFolder, { recursive: true });
  const root = realpathSync(options.folder);
  if (openFolders.has(root)) throw new StoreError('store-in-use', 'The warehouse is open in this process already.');
  const { exportsFolder } = options;
  if (exportsFolder !== undefined) await emptyExports(exportsFolder);
  const folders: WarehouseFolders = {
    folder: root,
    copiesFolder: realpathSync(options.copiesFolder),
    exportsFolder: exportsFolder === undefined ? null : realpathSync(exportsFolder),
  };
  openFolders.add(root);

  const entries = new Map<string, Entry>();
  const waitingForPlace: (() => void)[] = [];
  let opened = 0;
  let isClosing = false;

  function entryFor(key: string): Entry {
    let entry = entries.get(key);
    if (entry === undefined) {
      const turns = { inTurn: createTurns(), writing: createTurns() };
      entry = {
        open: null,
        isLean: false,
        closing: Promise.resolve(),
        ...turns,
        borrowers: 0,
        usedAt: 0,
        whenFree: [],
      };
      entries.set(key, entry);
    }
    return entry;
  }

  const entryOf = (organisationId: string): Entry => entryFor(checkedName(organisationId, 'organisation'));
  const entryOfFresh = (of: FreshOf): Entry => entryFor(freshFile(folders, of));

  /** From now on nobody can borrow it; resolves once its file is closed. Must not reject: nobody waits for some of them. */
  function closeStore(entry: Entry): Promise<void> {
    const { open } = entry;
    if (open === null) return entry.closing;
    entry.open = null;
    entry.isLean = false;
    entry.closing = open
      .close()
      .catch((err: unknown) => log.warn({ err: describeError(err) }, 'a store could not be closed as it should'))
      .then(() => {
        opened -= 1;
        waitingForPlace.shift()?.();
      });
    return entry.closing;
  }

  /** Takes a place among the open stores, from whoever has not been used for longest; waits if all are in use. */
  async function takePlace(): Promise<void> {
    while (opened >= MOST_OPEN) {
      const idle = [...entries.values()].filter((entry) => entry.open !== null && entry.borrowers === 0);
      const oldest = idle.sort((a, b) => a.usedAt - b.usedAt)[0];
      if (oldest !== undefined) await closeStore(oldest);
      else await new Promise<void>((resolve) => waitingForPlace.push(resolve));
    }
    opened += 1;
  }

  async function borrow(
    organisationId: string,
    entry: Entry,
    { fresh, lean = false }: { readonly fresh?: string; readonly lean?: boolean } = {},
  ): Promise<OpenStore> {
    return entry.inTurn(async () => {
      if (isClosing) throw new StoreError('store-closed', 'The warehouse is closing.');
      const isUnfit = entry.open?.isBroken === true || (lean && !entry.isLean);
      if (isUnfit && entry.borrowers === 0) void closeStore(entry);
      if (entry.open === null) {
        await entry.closing;
        await takePlace();
        try {
          const copies = copiesFolderOf(folders, organisationId);
          const file = fresh ?? storeFile(folders, organisationId);
          if (fresh === undefined && (await isMissing(file, copies))) throw damagedStore(organisationId);
          const places = { file, copies, exports: exportsFolderOf(folders, organisationId) };
          const memoryLimitMb = lean ? Math.min(LEAN_MB, options.memoryLimitMb) : options.memoryLimitMb;
          entry.open = await openStore(organisationId, places, clock.now().getTime(), {
            ...options,
            memoryLimitMb,
            log,
          });
          entry.isLean = lean;
        } catch (err) {
          opened -= 1;
          waitingForPlace.shift()?.();
          throw err;
        }
      }
      entry.borrowers += 1;
      return entry.open;
    });
  }

  function giveBack(entry: Entry): void {
    entry.borrowers -= 1;
    entry.usedAt = clock.monotonic();
    if (entry.borrowers > 0) return;
    for (const resolve of entry.whenFree.splice(0)) resolve();
    if (entry.open?.isBroken === true || entry.isLean) void closeStore(entry);
    else waitingForPlace.shift()?.();
  }

  async function closed<T>(entry: Entry, work: () => Promise<T>): Promise<T> {
    return entry.inTurn(async () => {
      while (entry.borrowers > 0) await new Promise<void>((resolve) => entry.whenFree.push(resolve));
      await closeStore(entry);
      return work();
    });
  }

  const idleTimer = setInterval(
    () => {
      const before = clock.monotonic() - idleMs;
      for (const entry of entries.values()) if (entry.borrowers === 0 && entry.usedAt < before) void closeStore(entry);
    },
    Math.min(idleMs, IDLE_MS),
  );
  idleTimer.unref();

  async function withOpenStore<T>(
    organisationId: string,
    work: (open: OpenStore, writing: Turns) => Promise<T>,
    lean = false,
  ): Promise<T> {
    const entry = entryOf(organisationId);
    try {
      const open = await borrow(organisationId, entry, { lean });
      try {
        return await work(open, entry.writing);
      } finally {
        giveBack(entry);
      }
    } catch (err) {
      if (err instanceof StoreError && err.code === 'store-damaged') options.onDamaged?.(organisationId);
      throw err;
    }
  }

  const lent =
    <T>(work: (store: Store) => Promise<T>) =>
    async (open: OpenStore, writing: Turns): Promise<T> => {
      const store = lendStore(open, writing);
      try {
        return await work(store);
      } finally {
        await store.giveBack();
      }
    };

  return {
    folders,
    statementTurns: createStatementTurns(),
    async withFresh(of, work) {
      const entry = entryOfFresh(of);
      const open = await borrow(of.organisationId, entry, { fresh: freshFile(folders, of) });
      const store = lendStore(open, entry.writing);
      try {
        return await work(store);
      } finally {
        await store.giveBack();
        giveBack(entry);
      }
    },
    // Its file is attached to the other one: nobody may have it open meanwhile.
    takeFresh: async (of, request) =>
      closed(entryOfFresh(of), () =>
        withOpenStore(of.organisationId, ({ writer }, writing) =>
          writing(() => loadFresh(writer, freshFile(folders, of), { ...request, connectionId: of.connectionId })),
        ),
      ),
    dropFresh: async (of) =>
      closed(entryOfFresh(of), async () => {
        await rm(freshFile(folders, of), { force: true });
        await rm(logFile(freshFile(folders, of)), { force: true });
      }),
    withOpenStore: (organisationId, work) => withOpenStore(organisationId, work),
    withStore: (organisationId, work) => withOpenStore(organisationId, lent(work)),
    withLeanStore: (organisationId, work) => withOpenStore(organisationId, lent(work), true),
    withClosedStore: async (organisationId, work) =>
      closed(entryOf(organisationId), () => work(storeFile(folders, organisationId))),
    async release(of) {
      const entry = typeof of === 'string' ? entryOf(of) : entryOfFresh(of);
      return entry.inTurn(async () => {
        if (entry.borrowers > 0) return false;
        await closeStore(entry);
        return true;
      });
    },
    async destroy(organisationId) {
      const inside = join(copiesFolderOf(folders, organisationId), '/');
      for (const [key, entry] of entries) if (key.startsWith(inside)) await closed(entry, async () => {});
      await closed(entryOf(organisationId), () => removeFilesOfStore(folders, organisationId));
    },
    async close() {
      isClosing = true;
      clearInterval(idleTimer);
      await Promise.all([...entries.values()].map((entry) => closed(entry, async () => {})));
      openFolders.delete(root);
    },
  };
}
