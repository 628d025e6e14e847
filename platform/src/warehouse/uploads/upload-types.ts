/** What a file holds. */
export type UploadedKind = 'sales' | 'events' | 'counts';

export interface UploadOf {
  readonly connectionId: string;
  readonly uploadId: string;
}

export interface LoadUploadRequest extends UploadOf {
  readonly kind: UploadedKind;
  /** Of the file, hex. */
  readonly sha256: string;
  /** Token of the claim: one that was overtaken cannot write. */
  readonly fence: number;
  /** Milliseconds, our clock. */
  readonly recordedAt: number;
}

/** Orders of sales, performances of events, lines of counts: those that were not there, differ, or are there already. */
export interface ComparedUpload {
  readonly new: number;
  readonly changed: number;
  readonly same: number;
}

export interface CompareUploadRequest {
  /** Null: nothing was uploaded before. */
  readonly connectionId: string | null;
  readonly kind: UploadedKind;
  /** How many rows of its kind the file holds, each once. */
  readonly rows: number;
}

export interface LoadedUpload extends ComparedUpload {
  /** Milliseconds, our clock. */
  readonly loadedAt: number;
  readonly movements: number;
}

export interface TurnUploadRequest extends UploadOf {
  readonly fence: number;
  readonly recordedAt: number;
  /** True takes it back, false puts it back. */
  readonly undone: boolean;
}

/** What taking an upload back does to what is stored, or putting it back. */
export interface UploadEffectFacts {
  readonly removed: number;
  readonly restored: number;
  readonly kept: number;
  readonly tickets: number;
  /** Change of takings in minor units, by currency. */
  readonly amounts: Readonly<Record<string, number>>;
}

/** Where an upload stands in the store; the store's word counts. */
export interface UploadStanding extends ComparedUpload {
  readonly loadedAt: number;
  readonly undone: boolean;
}
