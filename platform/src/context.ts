import type { Connector } from '@illuminate/connector-kit';
import type { Kysely } from 'kysely';
import type { Clock } from './clock.ts';
import type { Config } from './config/config.ts';
import type { Changes } from './connections/changes.ts';
import type { Control } from './control/open-control.ts';
import type { ControlTables } from './control/schema.ts';
import type { DeliveryWork } from './deliveries/delivery-work.ts';
import type { Queue } from './jobs/queue.ts';
import type { Keys } from './keys/open-keys.ts';
import type { Logger } from './logger.ts';
import type { ReportRuns } from './reports/runs/report-runs.ts';
import type { SyncRunner } from './syncs/sync-runner.ts';
import type { UploadWork } from './uploads/upload-work.ts';
import type { Warehouse } from './warehouse/warehouse.ts';

/** Everything a deed may need, wired once by `main.ts` (and by tests). */
export interface Context {
  readonly config: Config;
  readonly control: Control;
  /** The control database of `control`, for short. */
  readonly db: Kysely<ControlTables>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly keys: Keys;
  readonly warehouse: Warehouse;
  /** Sends a job to whichever handler has its name. */
  readonly queue: Pick<Queue, 'send'>;
  readonly connectors: ReadonlyMap<string, Connector>;
  readonly changes: Changes;
  readonly syncs: SyncRunner;
  readonly deliveries: DeliveryWork;
  readonly reportRuns: ReportRuns;
  readonly uploads: UploadWork;
  /** Where people reach this, such as https://tickets.example: what links in mails begin with. */
  readonly address: string;
}
