import type { Generated } from 'kysely';
import type { JsonColumn } from '../json.ts';

export type ReconciliationVerdict = 'equal' | 'differs' | 'not-compared';

export interface ReconciliationsTable {
  seq: Generated<number>;
  connection_id: string;
  at: Date;
  equal: number;
  differs: number;
  not_compared: number;
  /** Tickets by the box office, and here, of the performances that could be compared. */
  official: number;
  held: number;
  reasons: JsonColumn<Record<string, number>>;
  deliveries: JsonColumn<Record<string, unknown>> | null;
}

export interface ReconciledPerformancesTable {
  connection_id: string;
  performance_id: string;
  event_id: string;
  verdict: ReconciliationVerdict;
  official: number | null;
  is_upper_bound: boolean;
  held: number;
  reason: string | null;
  likely: JsonColumn<string[]>;
  /** When the box office was asked. */
  read_at: Date | null;
  compared_at: Date;
  differs_since: Date | null;
  differs_runs: Generated<number>;
  /** How often it was read again since it differs. */
  mends: Generated<number>;
}

export interface ReconciliationWishesTable {
  connection_id: string;
  compare_asked_at: Date | null;
  mend: JsonColumn<Record<string, unknown>> | null;
}

export interface ReconciliationTables {
  reconciliations: ReconciliationsTable;
  reconciled_performances: ReconciledPerformancesTable;
  reconciliation_wishes: ReconciliationWishesTable;
}
