import { realpathSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { type Clock, systemClock } from '../clock.ts';
import { type Logger, silentLogger } from '../logger.ts';
import { damagedStore, StoreError } from './errors.ts';
import { removeFilesOfStore } from './files-of-store.ts';
import { checkedName } from './names.ts';
import { type OpenStore, openStore } from './open-store.ts';
import { lendStore } from './store.ts';
import { copiesFolderOf, isMissing, storeFile, type WarehouseFolders } from './store-files.ts';
import type { Store } from './store-types.ts';
import { createTurns, type Turns } from './turns.ts';

export interface WarehouseOptions {
  readonly folder: string;
  readonly copiesFolder: string;
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
  /**
   * Lends an organisation's store to `work`: the only way to one. The store is opened if it is not, made if there is none, and
   * stays open at least until `work` ends. Do not borrow a second store, or the same again, within `work`.
   */
  withStore<T>(organisationId: string, work: (store: Store) => Promise<T>): Promise<T>;
  /** As `withStore`, for work on the file as a whole. */
  withOpenStore<T>(organisationId: string, work: (open: OpenStore, writing: Turns) => Promise<T>): Promise<T>;
  /** Runs `work` while the store is closed and nobody can borrow it. */
  withClosedStore<T>(organisationId: string, work: (file: string) => Promise<T>): Promise<T>;
  /** Closes a store that nobody uses now, so that what it holds in memory is given back. It is opened again when it is asked for. */
  release(organisationId: string): Promise<void>;
  /** Removes a store with its copies, and those of its kind that were set aside. */
  destroy(organisationId: string): Promise<void>;
  /** Waits for borrowers, then writes everything into the files and closes them. */
  close(): Promise<void>;
}

const MOST_OPEN = 8;
const IDLE_MS = 60_000;

/** Warehouse folders of this process: a second opener would open a second instance on a file, which loses rows silently. */
const openFolders = new Set<string>();

interface Entry {
  /** Null while the file is closed. */
  open: OpenStore | null;
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
  const folders = { folder: root, copiesFolder: realpathSync(options.copiesFolder) };
  if (openFolders.has(root)) throw new StoreError('store-in-use', 'The warehouse is open in this process already.');
  openFolders.add(root);

  const entries = new Map<string, Entry>();
  const waitingForPlace: (() => void)[] = [];
  let opened = 0;
  let isClosing = false;

  function entryOf(organisationId: string): Entry {
    let entry = entries.get(checkedName(organisationId, 'organisation'));
    if (entry === undefined) {
      entry = { open: null, inTurn: createTurns(), writing: createTurns(), borrowers: 0, usedAt: 0, whenFree: [] };
      entries.set(organisationId, entry);
    }
    return entry;
  }

  function closeStore(entry: Entry): void {
    if (entry.open === null) return;
    entry.open.close();
    entry.open = null;
    opened -= 1;
    waitingForPlace.shift()?.();
  }

  /** Takes a place among the open stores, from whoever has not been used for longest; waits if all are in use. */
  async function takePlace(): Promise<void> {
    while (opened >= MOST_OPEN) {
      const idle = [...entries.values()].filter((entry) => entry.open !== null && entry.borrowers === 0);
      const oldest = idle.sort((a, b) => a.usedAt - b.usedAt)[0];
      if (oldest !== undefined) closeStore(oldest);
      else await new Promise<void>((resolve) => waitingForPlace.push(resolve));
    }
    opened += 1;
  }

  async function borrow(organisationId: string, entry: Entry): Promise<OpenStore> {
    return entry.inTurn(async () => {
      if (isClosing) throw new StoreError('store-closed', 'The warehouse is closing.');
      if (entry.open?.isBroken === true && entry.borrowers === 0) closeStore(entry);
      if (entry.open === null) {
        await takePlace();
        try {
          const copies = copiesFolderOf(folders, organisationId);
          const file = storeFile(folders, organisationId);
          if (await isMissing(file, copies)) throw damagedStore(organisationId);
          entry.open = await openStore(organisationId, file, copies, clock.now().getTime(), { ...options, log });
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
    if (entry.open?.isBroken === true) closeStore(entry);
    else waitingForPlace.shift()?.();
  }

  async function closed<T>(entry: Entry, work: () => Promise<T>): Promise<T> {
    return entry.inTurn(async () => {
      while (entry.borrowers > 0) await new Promise<void>((resolve) => entry.whenFree.push(resolve));
      closeStore(entry);
      return work();
    });
  }

  const idleTimer = setInterval(
    () => {
      const before = clock.monotonic() - idleMs;
      for (const entry of entries.values()) if (entry.borrowers === 0 && entry.usedAt < before) closeStore(entry);
    },
    Math.min(idleMs, IDLE_MS),
  );
  idleTimer.unref();

  async function withOpenStore<T>(
    organisationId: string,
    work: (open: OpenStore, writing: Turns) => Promise<T>,
  ): Promise<T> {
    const entry = entryOf(organisationId);
    try {
      const open = await borrow(organisationId, entry);
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

  return {
    folders,
    withOpenStore,
    withStore: (organisationId, work) =>
      withOpenStore(organisationId, async (open, writing) => {
        const store = lendStore(open, writing);
        try {
          return await work(store);
        } finally {
          await store.giveBack();
        }
      }),
    withClosedStore: async (organisationId, work) =>
      closed(entryOf(organisationId), () => work(storeFile(folders, organisationId))),
    async release(organisationId) {
      const entry = entryOf(organisationId);
      await entry.inTurn(async () => {
        if (entry.borrowers === 0) closeStore(entry);
      });
    },
    destroy: async (organisationId) =>
      closed(entryOf(organisationId), () => removeFilesOfStore(folders, organisationId)),
    async close() {
      isClosing = true;
      clearInterval(idleTimer);
      await Promise.all([...entries.values()].map((entry) => closed(entry, async () => {})));
      openFolders.delete(root);
    },
  };
}
