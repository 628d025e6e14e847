// Wired once, in the order in which things need one another; closed in the opposite order.
import { availableParallelism } from 'node:os';
import { connectors } from '@illuminate/connectors';
import { mirrorAllErasures } from './bookers/mirror-erasures.ts';
import { type Clock, systemClock } from './clock.ts';
import { createClosers } from './closers.ts';
import type { Config } from './config/config.ts';
import { createChanges } from './connections/changes.ts';
import { lookForProofs } from './consents/claims/look-for-proofs.ts';
import { type ConsentPolls, createConsentPolls } from './consents/poll-consents.ts';
import type { Context } from './context.ts';
import type { DataFolder } from './control/data-folder.ts';
import { openControl } from './control/open-control.ts';
import { repeatDeletions } from './deletions/repeat-deletions.ts';
import { runDueDeletions } from './deletions/run-due-deletions.ts';
import { createDeliveryWork } from './deliveries/delivery-work.ts';
import { forgetBatches } from './deliveries/forget-batches.ts';
import { settleLoads } from './deliveries/settle-loads.ts';
import { prune } from './jobs/prune.ts';
import type { SendOptions } from './jobs/queue.ts';
import { schedules } from './jobs/schedules.ts';
import { startJobs } from './jobs/start-jobs.ts';
import { openKeys } from './keys/open-keys.ts';
import { ensureOperatorKey } from './keys/operator-key.ts';
import type { Logger } from './logger.ts';
import { sendMails, takeUpMails } from './notifications/send-mails.ts';
import { watchIncidents } from './notifications/watch-incidents.ts';
import { copyNewStores } from './organisations/copy-new-stores.ts';
import { copyStores } from './organisations/copy-stores.ts';
import { scanStores } from './organisations/scan-stores.ts';
import { noteDamage } from './organisations/store-damages.ts';
import { PAGES_FOLDER } from './pages/page-files.ts';
import { trimAllPages } from './pages/trim-pages.ts';
import { compareDelivered } from './reconciliation/compare-delivered.ts';
import { createReportRuns } from './reports/runs/report-runs.ts';
import { applyRetentions } from './retention/apply-retention.ts';
import { mirrorAllChoices } from './sources/mirror-choices.ts';
import { createSyncRunner } from './syncs/sync-runner.ts';
import { mirrorAllClasses } from './ticket-classes/mirror-classes.ts';
import { expireUploads, settleUploads } from './uploads/settle-uploads.ts';
import { createUploadWork } from './uploads/upload-work.ts';
import { openWarehouse } from './warehouse/warehouse.ts';

export interface OpenContext {
  readonly config: Config;
  readonly folder: DataFolder;
  readonly log: Logger;
  /** Where the server answers; PUBLIC_URL, if set, is what people are told. */
  readonly address: string;
  readonly clock?: Clock;
  readonly say?: (line: string) => void;
}

export interface OpenedContext extends AsyncDisposable {
  readonly context: Context;
  readonly consents: ConsentPolls;
  /** From here on jobs run by themselves. */
  startWork(): Promise<void>;
}

const SYNCS_AT_ONCE = 4;
/** Half of the cores: a second thread of DuckDB's on two cores took twice the processor time for the same load. */
const STORE_THREADS = Math.max(1, Math.min(4, Math.floor(availableParallelism() / 2)));

export async function openContext(options: OpenContext): Promise<OpenedContext> {
  const { config, folder, log, clock = systemClock, say = () => undefined } = options;
  await using opened = createClosers();
  say(config.databaseUrl === undefined ? 'Opening the control database …' : 'Connecting to the control database …');
  const control = await openControl({ config, folder, logger: log, clock });
  opened.use(control);
  const keys = await openKeys({ config, control });
  await ensureOperatorKey(control);
  const changes = createChanges({ clock });
  opened.defer(() => changes.close());
  const { db } = control;
  const warehouse = await openWarehouse({
    folder: folder.folder('warehouse'),
    copiesFolder: folder.folder('copies'),
    exportsFolder: folder.folder('exports'),
    memoryLimitMb: config.storeMemoryMb,
    threads: STORE_THREADS,
    clock,
    log,
    onDamaged: (organisationId) => void noteDamage({ db, clock, log, changes }, organisationId),
  });
  opened.defer(() => warehouse.close());
  const queue = lateQueue();
  const registry = new Map(connectors.map((connector) => [connector.id, connector]));
  const pagesFolder = folder.folder(PAGES_FOLDER);
  const syncs = await createSyncRunner({
    deps: { db, clock, log, keys, warehouse, connectors: registry, changes, config, pagesFolder },
    dispatch: {
      send: async (syncId) => {
        await queue.send('sync', { syncId }, { key: syncId });
      },
    },
    onHalted: async (connectionId, why) => {
      if (why === 'consent') await consents.refused(connectionId);
    },
  });
  const deliveries = createDeliveryWork(folder.folder('deliveries'));
  opened.defer(() => deliveries.close());
  const reportRuns = await createReportRuns({ db, clock, log, warehouse, config });
  opened.defer(() => reportRuns.close());
  await settleLoads({ db, changes, clock, connectors: registry, deliveries, warehouse, log });
  const uploads = createUploadWork(folder.folder('uploads'));
  opened.defer(() => uploads.close());
  await settleUploads({ db, changes, clock, control, uploads, warehouse, log });
  const context: Context = {
    config,
    control,
    db,
    clock,
    log,
    keys,
    warehouse,
    queue,
    connectors: registry,
    changes,
    syncs,
    deliveries,
    reportRuns,
    uploads,
    address: config.publicUrl?.origin ?? options.address,
  };
  const consents = createConsentPolls(context);
  opened.defer(async () => {
    await syncs.close();
    await consents.close();
  });
  const closing = opened.move();
  return {
    context,
    consents,
    async startWork() {
      await repeatDeletions(context);
      await mirrorAllErasures(context);
      await mirrorAllChoices(context);
      await mirrorAllClasses(context);
      await takeUpMails(context);
      const jobs = await startJobs({
        control,
        logger: log,
        schedules,
        concurrency: { sync: SYNCS_AT_ONCE },
        handlers: {
          consents: () => consents.pollAll(),
          claims: (signal) => lookForProofs(context, signal),
          syncs: () => syncs.dispatchDue(),
          sync: (_signal, data) => syncs.run(String(data.syncId)),
          retention: (signal) => applyRetentions(context, signal),
          deletions: (signal) => runDueDeletions(context, signal),
          dumps: async () => {
            await control.requestDump('hourly', { history: 'whole' });
          },
          'first-copies': (signal) => copyNewStores(context, signal),
          'store-scans': (signal) => scanStores(context, signal),
          'damaged-stores': (signal) => scanStores(context, signal, 'damaged'),
          'store-copies': (signal) => copyStores(context, signal),
          mails: (signal) => sendMails(context, signal),
          incidents: (signal) => watchIncidents(context, signal),
          'compare-delivered': (signal) => compareDelivered(context, signal),
          prune: async (signal) => {
            await prune(signal, control);
            await forgetBatches(context, signal);
            await expireUploads(context, signal);
            await trimAllPages({ ...context, pagesFolder }, signal);
          },
        },
      });
      // Syncs end before their jobs are waited for, so that the wait is short.
      closing.defer(async () => {
        await syncs.close();
        await jobs.stop();
      });
      await queue.attach(jobs.send);
      // Somebody may have put one right by hand meanwhile.
      await jobs.send('damaged-stores');
    },
    [Symbol.asyncDispose]: () => closing[Symbol.asyncDispose](),
  };
}

type Send = (name: string, data?: Record<string, unknown>, options?: SendOptions) => Promise<boolean>;

/** Keeps what is sent before jobs run: deeds at the start must not wait for them. */
function lateQueue(): { send: Send; attach(send: Send): Promise<void> } {
  let sender: Send | null = null;
  const early: Parameters<Send>[] = [];
  return {
    async send(...sent) {
      if (sender !== null) return sender(...sent);
      early.push(sent);
      return true;
    },
    async attach(send) {
      sender = send;
      for (const sent of early.splice(0)) await send(...sent);
    },
  };
}
