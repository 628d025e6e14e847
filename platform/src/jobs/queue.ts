// The queue only says "now": what is to be done and how it went is in our own tables, never in a job.
import { sql, type Transaction } from 'kysely';
import { fromKysely, type Job, PgBoss } from 'pg-boss';
import type { Control } from '../control/open-control.ts';
import type { ControlTables } from '../control/schema.ts';
import { describeError, type Logger, OWN_ERROR } from '../logger.ts';

export type JobData = Record<string, unknown>;
/** Ends soon after the signal is aborted: the process stops, or the job lost its place. */
export type JobHandler = (signal: AbortSignal, data: JobData) => Promise<void>;

export interface SendOptions {
  /** At most one job of a name and key waits or runs; a second is not taken. */
  key?: string;
  /** The job appears with the commit, or not at all. */
  trx?: Transaction<ControlTables>;
}

export interface Queue {
  /** False when one with the same name and key waits or runs already. */
  send(name: string, data?: JobData, options?: SendOptions): Promise<boolean>;
  /** Takes no more, aborts what runs and waits for it, but not for ever. */
  stop(): Promise<void>;
}

export interface StartQueue {
  control: Control;
  logger: Logger;
  handlers: Readonly<Record<string, JobHandler>>;
  /** How many of a name run at once; one unless said otherwise. */
  concurrency?: Readonly<Record<string, number>>;
}

const STOP_MS = 8000;
/** Longer than any run may take; what is too long is for the run itself to know. */
const EXPIRE_SECONDS = 6 * 3600;
const HEARTBEAT_SECONDS = 60;

/** Says no more than a code: a job's failure is stored, and messages of libraries quote data. */
class JobFailed extends Error {
  override readonly name = 'JobFailed';
  readonly [OWN_ERROR] = true;
  constructor(code: string) {
    super(code);
    delete this.stack;
  }
}

export async function startQueue({ control, logger, handlers, concurrency = {} }: StartQueue): Promise<Queue> {
  const boss = new PgBoss({
    ...control.backend.jobs,
    schedule: false,
    useListenNotify: true,
    superviseIntervalSeconds: 60,
    maintenanceIntervalSeconds: 3600,
    monitorIntervalSeconds: 60,
    queueCacheIntervalSeconds: 600,
    registerInstance: false,
    reindex: false,
    openTelemetry: { enabled: false },
  });
  boss.on('error', (err) => logger.error({ err }, 'the queue failed'));
  boss.on('warning', ({ message }) => logger.warn({ warning: message }, 'the queue warns'));
  const stopping = new AbortController();
  await boss.start();
  for (const name of Object.keys(handlers)) await prepareQueue(boss, name);
  await endOrphans(control);
  for (const [name, handler] of Object.entries(handlers)) {
    const run: RunJob = (job) =>
      runJob({ name, handler, signal: AbortSignal.any([job.signal, stopping.signal]), data: job.data, logger });
    for (let nth = 0; nth < (concurrency[name] ?? 1); nth += 1) await startWorker(boss, name, run);
  }
  return {
    async send(name, data = {}, { key, trx } = {}) {
      const id = await boss.send(name, data, {
        singletonKey: key ?? name,
        ...(trx ? { db: fromKysely(trx) } : {}),
      });
      return id !== null;
    },
    async stop() {
      stopping.abort();
      await boss.stop({ graceful: true, timeout: STOP_MS });
    },
  };
}

type RunJob = (job: Job<JobData>) => Promise<void>;

/**
 * One that takes a job at a time, and the next as soon as it is done. Left to itself it would look again only when one is sent or
 * the time between two looks is over, and of many jobs that were sent at once most would wait for that.
 */
async function startWorker(boss: PgBoss, name: string, run: RunJob): Promise<void> {
  let worker = '';
  worker = await boss.work<JobData>(
    name,
    { pollingIntervalSeconds: 1, notifyPollingIntervalSeconds: 15 },
    async ([job]) => {
      if (!job) return;
      try {
        await run(job);
      } finally {
        boss.notifyWorker(worker);
      }
    },
  );
}

async function prepareQueue(boss: PgBoss, name: string): Promise<void> {
  await boss.createQueue(name, {
    policy: 'exclusive',
    retryLimit: 0,
    expireInSeconds: EXPIRE_SECONDS,
    heartbeatSeconds: HEARTBEAT_SECONDS,
    deleteAfterSeconds: 3600,
    notify: true,
  });
}

async function runJob(job: { name: string; handler: JobHandler; signal: AbortSignal; data: JobData; logger: Logger }) {
  try {
    await job.handler(job.signal, job.data);
  } catch (err) {
    if (!job.signal.aborted) job.logger.error({ err, job: job.name }, 'a job failed');
    throw new JobFailed(describeError(err).code ?? 'failed');
  }
}

/** One process uses this database, so whatever a job was doing when the last one ended, nobody does any more. */
async function endOrphans(control: Control): Promise<void> {
  await sql`update pgboss.job set state = 'failed', completed_on = now() where state = 'active'`.execute(control.db);
}
