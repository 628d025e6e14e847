import type { Kysely } from 'kysely';
import type { ConstructorOptions } from 'pg-boss';
import type { ControlTables } from './schema.ts';

/** PGlite or PostgreSQL, open. */
export interface ControlBackend {
  readonly kind: 'embedded' | 'server';
  readonly db: Kysely<ControlTables>;
  /** How pg-boss reaches the same database. */
  readonly jobs: Pick<ConstructorOptions, 'db' | 'backend' | 'connectionString' | 'max'>;
  close(): Promise<void>;
}
