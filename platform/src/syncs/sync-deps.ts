import type { Connector } from '@illuminate/connector-kit';
import type { Kysely } from 'kysely';
import type { Clock } from '../clock.ts';
import type { Changes } from '../connections/changes.ts';
import type { ControlTables } from '../control/schema.ts';
import type { Keys } from '../keys/open-keys.ts';
import type { Logger } from '../logger.ts';
import type { Warehouse } from '../warehouse/warehouse.ts';

/** What syncs need of the platform. */
export interface SyncDeps {
  readonly db: Kysely<ControlTables>;
  readonly clock: Clock;
  readonly log: Logger;
  readonly keys: Keys;
  readonly warehouse: Warehouse;
  readonly connectors: ReadonlyMap<string, Connector>;
  readonly changes: Changes;
  /** Where pages are kept for replays. */
  readonly pagesFolder: string;
  readonly config: { readonly allowLoopback: boolean; readonly leaseSeconds: number };
}
