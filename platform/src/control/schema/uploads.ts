import type { UploadCheck, UploadMap } from '@illuminate/contract';
import type { Selectable } from 'kysely';
import type { JsonColumn } from '../json.ts';

export interface UploadsTable {
  id: string;
  organisation_id: string;
  /** Null until it is confirmed. */
  connection_id: string | null;
  kind: 'sales' | 'events' | 'counts';
  state:
    | 'receiving'
    | 'received'
    | 'checking'
    | 'checked'
    | 'loading'
    | 'loaded'
    | 'undone'
    | 'cancelled'
    | 'expired'
    | 'failed';
  file_name: string;
  bytes: number;
  received_bytes: number;
  sha256: string;
  started_by: string;
  started_at: Date;
  touched_at: Date;
  left_on_computer: JsonColumn<string[]>;
  map: JsonColumn<Record<string, unknown>> | null;
  checked: JsonColumn<UploadCheck> | null;
  receipt: JsonColumn<Record<string, unknown>> | null;
  undone_by: string | null;
  undone_at: Date | null;
  failure: JsonColumn<Record<string, unknown>> | null;
}

/** How files of one layout are read, as a person settled it. */
export interface UploadMapsTable {
  organisation_id: string;
  kind: UploadsTable['kind'];
  fingerprint: string;
  map: JsonColumn<UploadMap>;
  set_by: string;
  set_at: Date;
}

export interface UploadTables {
  uploads: UploadsTable;
  upload_maps: UploadMapsTable;
}

export type UploadRow = Selectable<UploadsTable>;
