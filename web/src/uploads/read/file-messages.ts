import type { UploadKind } from '@illuminate/contract';
import type { DateShape } from './cell-text.ts';
import type { Look } from './look-through.ts';
import type { FormWish, Table } from './open-table.ts';
import type { Rewritten } from './rewrite.ts';

/** What the page asks of the worker that reads files. */
export type FileTask =
  | { readonly do: 'look'; readonly file: Blob; readonly kind: UploadKind; readonly wish: FormWish }
  | {
      readonly do: 'rewrite';
      readonly file: Blob;
      readonly form: FormWish;
      readonly keep: readonly number[];
      readonly columns: number;
      readonly shapes: ReadonlyMap<number, DateShape>;
    };

/** Why a file cannot be read, in words that quote nothing of it. */
export interface FileFault {
  readonly what: string;
  readonly nextStep: string;
  /** How it was read until then, if it was: read otherwise, it may be right. */
  readonly read?: ReadSoFar;
}

export type ReadSoFar = Pick<Table, 'form' | 'sheets'>;

/** What the worker answers: how far it is, then one of the others. */
export type FileAnswer =
  | { readonly is: 'progress'; readonly rows: number }
  | { readonly is: 'look'; readonly look: Look }
  | { readonly is: 'rewritten'; readonly rewritten: Rewritten }
  | { readonly is: 'fault'; readonly fault: FileFault }
  | { readonly is: 'broken' };
