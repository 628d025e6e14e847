import type { BatchState, Problem } from '@illuminate/contract';
import type { Manifest } from '@illuminate/delivery';
import type { Generated, Selectable } from 'kysely';
import type { JsonColumn } from '../json.ts';
import type { Bytes } from './columns.ts';

export type BatchProgress = 'receiving' | 'loading' | 'loaded' | 'refused';

export interface DeliveryKeysTable {
  connection_id: string;
  /** A fingerprint of the public key. */
  key_id: string;
  /** The 32 bytes of an Ed25519 public key. */
  public_key: Bytes;
  name: string;
  added_by: string;
  created_at: Date;
  last_used_at: Date | null;
  retired_at: Date | null;
}

/** A batch as its sender described it. What of it was loaded is told by the store, of which this is a copy. */
export interface DeliveryBatchesTable {
  connection_id: string;
  batch: string;
  sequence: number;
  manifest_hash: string;
  /** Null of a batch that only the store knew of. */
  manifest: JsonColumn<Manifest> | null;
  key_id: string;
  period_from: Date;
  period_to: Date;
  parts: number;
  orders: number;
  tickets: number;
  performances: number;
  state: BatchProgress;
  opened_at: Date;
  ended_at: Date | null;
  loaded: JsonColumn<NonNullable<BatchState['loaded']>> | null;
  refusal: JsonColumn<Problem> | null;
  /** Its sender must describe it anew, as a part is what the manifest says and cannot be read: it holds its number no longer. */
  spoiled: Generated<boolean>;
  /** Versions of the column maps through which its parts were read, by the number of the part. */
  column_maps: JsonColumn<Record<string, number>> | null;
}

/** A part that lies in the spool, with what it sums to. */
export interface DeliveryPartsTable {
  connection_id: string;
  batch: string;
  part: number;
  received_at: Date;
  totals: JsonColumn<Record<string, unknown>>;
}

/** How the deliveries of a connection stand, as its store tells: so that a list of connections opens no store. */
export interface DeliveryStandingsTable {
  connection_id: string;
  standing: JsonColumn<Record<string, unknown>>;
}

/** How delivered files of other layouts are read: the latest version holds. */
export interface ColumnMapsTable {
  connection_id: string;
  records: 'orders' | 'performances';
  version: number;
  map: JsonColumn<Record<string, unknown>>;
  fingerprint: string;
  set_by: string;
  set_at: Date;
}

export interface DeliveryTables {
  delivery_keys: DeliveryKeysTable;
  delivery_batches: DeliveryBatchesTable;
  delivery_parts: DeliveryPartsTable;
  delivery_standings: DeliveryStandingsTable;
  column_maps: ColumnMapsTable;
}

export type DeliveryKeyRow = Selectable<DeliveryKeysTable>;
export type DeliveryBatch = Selectable<DeliveryBatchesTable>;
