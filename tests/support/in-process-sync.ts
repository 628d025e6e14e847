import { join } from 'node:path';
import type { Connector, Fault, Patience, Probe } from '@illuminate/connector-kit';
import { connectors } from '@illuminate/connectors';
import { type Clock, systemClock } from '../../platform/src/clock.ts';
import { NOTHING_TO_COMPARE } from '../../platform/src/reconciliation/reconciliation-job.ts';
import { extract } from '../../platform/src/syncs/extract.ts';
import { jobFromStore } from '../../platform/src/syncs/extract-job.ts';
import type {
  BatchMessage,
  Ending,
  ExtractCounts,
  ExtractJob,
  FromExtract,
} from '../../platform/src/syncs/extract-messages.ts';
import { isNothingNew } from '../../platform/src/syncs/nothing-new.ts';
import { replay } from '../../platform/src/syncs/replay.ts';
import type { LoadResult, Store } from '../../platform/src/warehouse/store-types.ts';
import type { Warehouse } from '../../platform/src/warehouse/warehouse.ts';
import { pagesInProcess } from './pages-in-process.ts';
import type { SimulatorDoor } from './simulator-door.ts';

export const CONNECTION = 'con_a';
const PROBE_EVERY_MS = 24 * 3_600_000;

/** A connection without the platform around it: extraction in this process, into a real store. */
export interface InProcessConnection {
  sync(options?: SyncOptions): Promise<SyncOutcome>;
  withStore<T>(work: (store: Store) => Promise<T>): Promise<T>;
  /** Runs a mapping over the pages that were kept, the connection's own unless another is given. */
  replay(mapping?: Connector): Promise<ReplayOutcome>;
  /** What is kept of the pages, as text. */
  keptTexts(): Promise<readonly string[]>;
}

export interface ReplayOutcome {
  readonly orders: number;
  readonly ordersChanged: number;
  readonly movements: number;
  readonly requests: number;
  readonly unreadable: number;
}

export interface SyncOptions {
  /** Called as the nth request goes out, n counted from one. What it returns is waited for at the end. */
  readonly onRequest?: (nth: number, stop: () => void) => Promise<unknown> | undefined;
  /** Waited for before a batch is loaded. */
  readonly beforeLoad?: () => Promise<unknown>;
  readonly asked?: boolean;
  readonly budgetMs?: number;
  readonly acceptAbsent?: boolean;
  /** Where a test has not the time that a sync has to wait for a box office. */
  readonly patience?: Patience;
  /** Instead of the connection's own. */
  readonly mapping?: Connector;
}

export interface SyncOutcome {
  /** Null where it was stopped, or could not be continued. */
  readonly ending: Ending | null;
  readonly failed: readonly { readonly stream: string; readonly code: string }[];
  readonly caughtUp: boolean;
  readonly historyComplete: boolean;
  readonly requests: number;
  readonly counts: ExtractCounts | null;
  /** What a person would be told: of each stream that failed, and of the whole sync where that was ended. */
  readonly failures: readonly { readonly stream: string; readonly fault: Fault; readonly afterMs: number | null }[];
  /** All that the extracting side said, as text. */
  readonly said: string;
}

export interface ConnectionPlan {
  readonly door: SimulatorDoor;
  readonly warehouse: Warehouse;
  readonly organisationId: string;
  readonly zone: string;
  /** Which box office, and what its `connect` takes; the first client of a Spektrix simulator where it is left out. */
  readonly account?: { readonly connector: string | Connector; readonly config: object; readonly currency: string };
  /** The first day that is read (YYYY-MM-DD); as far back as there is anything, where it is left out. */
  readonly historyFrom?: string;
  /** Our clock minus the box office's, in ms. */
  readonly ourClockMs?: number;
  /** Whose clock says when a batch was recorded: that of this machine, where it is left out. */
  readonly recordedBy?: 'box office';
}

/** The first client of a Spektrix simulator. */
async function firstClient(door: SimulatorDoor): Promise<NonNullable<ConnectionPlan['account']>> {
  const [first] = (await door.accounts()).clients;
  if (first === undefined) throw new Error('no client');
  const { client, login, secret } = first;
  return { connector: 'spektrix', config: { client, login, secret, host: door.origin }, currency: 'GBP' };
}

/** As `platform/src/syncs` runs a sync, with the box office's clock for ours, so that a test steps both at once. */
export async function connectInProcess(plan: ConnectionPlan): Promise<InProcessConnection> {
  const { door, warehouse, organisationId, zone, historyFrom = null, ourClockMs = 0, recordedBy } = plan;
  const account = plan.account ?? (await firstClient(door));
  const connector =
    typeof account.connector === 'string' ? connectors.find(({ id }) => id === account.connector) : account.connector;
  if (connector === undefined) throw new Error('no connector');
  const withStore: InProcessConnection['withStore'] = (work) => warehouse.withStore(organisationId, work);
  const folder = join(warehouse.folders.folder, '..', 'pages');
  const kept = pagesInProcess({ folder, organisationId, connectionId: CONNECTION });
  let fence = 0;
  let probe: { readonly found: Probe; readonly at: number } | null = null;

  const jobOf = async (
    now: number,
    { asked = false, budgetMs = 60_000, acceptAbsent = false }: SyncOptions,
  ): Promise<ExtractJob> => {
    const { facts, stored } = await withStore(async (store) => ({
      facts: await store.facts(CONNECTION),
      stored: await jobFromStore(store, CONNECTION, new Date(now), true),
    }));
    return {
      connectorId: connector.id,
      config: account.config,
      zone,
      currency: account.currency,
      pseudonymKey: new Uint8Array(32).fill(7),
      allowLoopback: true,
      probe: probe !== null && now - probe.at < PROBE_EVERY_MS ? probe.found : null,
      ...stored,
      backoffUntil: {},
      reconciliation: NOTHING_TO_COMPARE,
      historyFrom,
      earliestPerformance:
        facts.earliestPerformance === null ? null : new Date(facts.earliestPerformance).toISOString().slice(0, 10),
      asked,
      everySeconds: 60,
      acceptAbsent,
      observes: true,
      keepsPages: true,
      budgetMs,
    };
  };

  const load = async (token: number, recordedAt: number, message: BatchMessage): Promise<LoadResult> => {
    const { packed, cursors, rejects, readWell, disappeared, mend, replay: replaying, pages } = message;
    const file = pages === null ? null : await kept.keep(token, pages);
    const loaded = await withStore((store) =>
      store.load({
        ...{ connectionId: CONNECTION, fence: token, syncId: `syn_${token}`, recordedAt },
        ...{ packed, cursors, rejects, rejectsResolved: readWell, disappeared, mend, replay: replaying },
      }),
    );
    if (file !== null && isNothingNew(loaded)) await kept.forget(file);
    return loaded;
  };
  const unknownKeys = (table: Parameters<Store['unknownKeys']>[1], keys: readonly string[]) =>
    withStore((store) => store.unknownKeys(CONNECTION, table, keys));
  const liveTickets = (orders: readonly string[]) => withStore((store) => store.liveTickets(CONNECTION, orders));

  return {
    withStore,
    keptTexts: () => kept.texts(),
    async replay(mapping = connector) {
      const now = (await door.now()) + ourClockMs;
      const { rejected, ahead, gone } = await withStore((store) => jobFromStore(store, CONNECTION, new Date(0), true));
      fence += 1;
      let [ordersChanged, movements] = [0, 0];
      const { extraction } = await replay(
        {
          ...{ connectorId: mapping.id, zone, currency: account.currency, rejected, ahead, gone },
          ...{ pages: kept.pages, key: kept.key, files: await kept.files() },
        },
        {
          connector: mapping,
          clock: { ...systemClock, now: () => new Date(now) },
          signal: new AbortController().signal,
          io: {
            tell: () => undefined,
            unknownKeys,
            liveTickets,
            async sendBatch(message) {
              const loaded = await load(fence, recordedBy === undefined ? systemClock.now().getTime() : now, message);
              ordersChanged += loaded.orders.changed;
              movements += loaded.movements;
            },
          },
        },
      );
      const { ordersRead, requests, warnings } = extraction.counts;
      const unreadable = warnings['unreadable-pages'] ?? 0;
      return { orders: ordersRead, ordersChanged, movements, requests, unreadable };
    },
    async sync(options = {}) {
      const { onRequest, beforeLoad, patience } = options;
      const now = (await door.now()) + ourClockMs;
      const clock: Clock = { ...systemClock, now: () => new Date(now) };
      const job = await jobOf(now, options);
      const controller = new AbortController();
      const failed: { stream: string; code: string }[] = [];
      const failures: { stream: string; fault: Fault; afterMs: number | null }[] = [];
      const said: string[] = [];
      const waitedFor: unknown[] = [];
      fence += 1;
      const token = fence;
      let caughtUp = false;
      let requests = 0;
      const stop = (): void => controller.abort(new Error('stopped by the test'));
      const watched = {
        ...(options.mapping ?? connector),
        connect: (config: unknown, io: Parameters<typeof connector.connect>[1]) =>
          connector.connect(config, {
            ...io,
            ...(patience === undefined ? {} : { patience }),
            onRequest() {
              io.onRequest?.();
              requests += 1;
              const waited = onRequest?.(requests, stop);
              if (waited !== undefined) waitedFor.push(waited);
            },
          }),
      };
      const recordedAt = recordedBy === undefined ? null : now;
      const sendBatch = async (message: BatchMessage): Promise<void> => {
        await beforeLoad?.();
        await load(token, recordedAt ?? systemClock.now().getTime(), message);
      };
      const tell = (message: FromExtract): void => {
        if (message.type !== 'batch') said.push(JSON.stringify(message));
        if (message.type === 'probed') probe = { found: message.probe, at: now };
        else if (message.type === 'stream-failed') {
          const { stream, fault, afterMs } = message;
          failed.push({ stream, code: fault.code });
          failures.push({ stream, fault, afterMs });
        } else if (message.type === 'caught-up') caughtUp = true;
      };
      let ending: Ending | null = null;
      let historyComplete = false;
      let counts: ExtractCounts | null = null;
      try {
        const io = { tell, sendBatch, unknownKeys, liveTickets };
        const run = await extract(job, { connector: watched, clock, signal: controller.signal, io });
        ending = run.ending;
        said.push(JSON.stringify(ending));
        if (ending.kind === 'halted') failures.push({ stream: 'sync', fault: ending.fault, afterMs: null });
        counts = run.extraction.counts;
        historyComplete = run.extraction.progress?.complete ?? false;
      } catch (err) {
        if (!controller.signal.aborted) throw err;
      }
      await Promise.all(waitedFor);
      return { ending, failed, failures, caughtUp, historyComplete, requests, counts, said: said.join('\n') };
    },
  };
}
