import { rmSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Clock } from '../clock.ts';
import { type Logger, OWN_ERROR } from '../logger.ts';
import type { ControlBackend } from './control-backend.ts';
import type { DataFolder } from './data-folder.ts';
import { writeDump } from './dump.ts';
import { DUMPS_FOLDER, dumpNames, dumpsToDrop, dumpTime } from './dump-files.ts';
import { outsideTransaction, refuseInsideTransaction } from './transaction-scope.ts';

export interface DumpOptions {
  /** Also the whole history of syncs; for the hourly dump. Otherwise the newest of it. */
  history?: 'whole' | 'recent';
  /** Deletes every older dump: after keys were destroyed, what they open must not come back. */
  discardOlder?: boolean;
}

export interface WrittenDump {
  path: string;
}

/** A dump failed, of a change that was committed before and holds. */
export class DumpNotWritten extends Error {
  override readonly name = 'DumpNotWritten';
  readonly [OWN_ERROR] = true;
  readonly code = 'dump_not_written';
  constructor(cause: unknown) {
    super('No dump of the control database could be written.', { cause });
  }
}

export class DumpsStopped extends Error {
  override readonly name = 'DumpsStopped';
  readonly [OWN_ERROR] = true;
  readonly code = 'dumps_stopped';
  constructor() {
    super('The control database is closing, so no dump is taken any more.');
  }
}

interface Dumps {
  request(reason: string, options?: DumpOptions): Promise<WrittenDump>;
  stop(): Promise<void>;
}

interface Wanted {
  reasons: Set<string>;
  history: 'whole' | 'recent';
  discardOlder: boolean;
}

interface CreateDumps {
  backend: ControlBackend;
  folder: DataFolder;
  clock: Clock;
  logger: Logger;
}

/** One dump at a time; whoever asks while one is being written shares the next, which has everything he committed. */
export function createDumps({ backend, folder, clock, logger }: CreateDumps): Dumps {
  let running: Promise<unknown> = Promise.resolve();
  let next: { wanted: Wanted; done: Promise<WrittenDump> } | undefined;
  let isStopped = false;

  const begin = async (wanted: Wanted): Promise<WrittenDump> => {
    // From here on whoever asks has to wait for another one.
    next = undefined;
    const reason = [...wanted.reasons].join(', ');
    const path = await writeDump({ backend, folder, at: timeOfNext(), reason, history: wanted.history }).catch(
      (cause: unknown) => {
        throw new DumpNotWritten(cause);
      },
    );
    const names = dumpNames(folder.path);
    const drop = wanted.discardOlder ? names.filter((name) => name < basename(path)) : dumpsToDrop(names);
    for (const name of drop) rmSync(join(folder.path, DUMPS_FOLDER, name), { force: true });
    logger.debug({ dump: basename(path), reason, dropped: drop.length }, 'dumped the control database');
    return { path };
  };

  /** Names sort by time, so a clock that was put back must not make the newest dump look old. */
  const timeOfNext = (): Date => {
    const newest = dumpTime(dumpNames(folder.path).at(-1) ?? '');
    const now = clock.now();
    return newest && newest >= now ? new Date(newest.getTime() + 1) : now;
  };

  return {
    request(reason, options = {}) {
      if (isStopped) return Promise.reject(new DumpsStopped());
      refuseInsideTransaction('A dump was asked for');
      if (!next) {
        const wanted: Wanted = { reasons: new Set(), history: 'recent', discardOlder: false };
        const done = outsideTransaction(() => running.then(() => begin(wanted)));
        running = done.catch(() => {});
        next = { wanted, done };
      }
      next.wanted.reasons.add(reason);
      if (options.history === 'whole') next.wanted.history = 'whole';
      if (options.discardOlder) next.wanted.discardOlder = true;
      return next.done;
    },
    async stop() {
      isStopped = true;
      await running;
    },
  };
}
