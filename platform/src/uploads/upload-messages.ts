import type { UploadForm, UploadKind, UploadProblem, UploadProposal, UploadTotals } from '@illuminate/contract';
import type { UploadedMap } from '@illuminate/delivery';
import type { DeliveryProblem } from '../deliveries/delivery-messages.ts';
import type { SpoolPlace } from '../deliveries/spool.ts';
import type { ErrorDescription } from '../logger.ts';

/** A file that was received, in sealed pieces; only the thread opens it. */
export interface ReceivedFile {
  readonly folder: string;
  readonly organisationId: string;
  readonly uploadId: string;
  readonly key: Uint8Array;
}

/** What may be said of how a file is read; the rest is found. */
export type FormSaid = { readonly [Name in keyof UploadForm]?: UploadForm[Name] | undefined };

/** Looks at the beginning of a file. */
export interface ProposeJob {
  readonly kind: 'propose';
  readonly file: ReceivedFile;
  readonly uploadKind: UploadKind;
  readonly form: FormSaid;
  readonly zone: string;
  /** The organisation's own. */
  readonly currency: string;
}

/** Reads all of a file. It holds the key of pseudonyms, and nothing of the platform. */
export interface CheckJob {
  readonly kind: 'check';
  readonly file: ReceivedFile;
  readonly map: UploadedMap;
  /** Other names of ticket types and channels, by their field. */
  readonly renamed: Readonly<Record<string, Readonly<Record<string, string>>>>;
  /** Whether empty cells take the value of the merged cell that covers them. */
  readonly fillMerged: boolean;
  readonly zone: string;
  readonly currency: string;
  /** When this is read (ms). */
  readonly asOf: number;
  readonly pseudonymKey: Uint8Array;
  /** Where what is kept goes. */
  readonly rows: SpoolPlace;
  /** Where what was found wrong goes. */
  readonly notes: SpoolPlace;
}

export type UploadJob = ProposeJob | CheckJob;

export interface Proposed {
  readonly proposal: UploadProposal;
  readonly fingerprint: string;
}

/** What a check found, without the comparison with what is stored. */
export interface Checked {
  readonly rows: number;
  readonly rejected: number;
  readonly errors: number;
  readonly warnings: number;
  readonly totals: UploadTotals;
}

/** A kind of ticket in a file, with what was sold of it. */
export interface SeenTicketType {
  readonly id: string;
  readonly name: string;
  readonly tickets: number;
  /** Minor units. */
  readonly lowest: number;
  readonly highest: number;
}

/** What a person is to see of a file's content; sealed beside the rows until the upload is confirmed. */
export interface Notes {
  readonly problems: readonly UploadProblem[];
  /** CSV. */
  readonly rejected: string;
  /** Those with the most tickets first. Their names are the organisation's own, and stand nowhere else before they are loaded. */
  readonly ticketTypes: readonly SeenTicketType[];
}

export type FromUploadThread =
  | { readonly type: 'progress'; readonly rows: number }
  | { readonly type: 'proposed'; readonly proposed: Proposed }
  | { readonly type: 'checked'; readonly checked: Checked }
  | { readonly type: 'problem'; readonly problem: DeliveryProblem }
  | { readonly type: 'failed'; readonly err: ErrorDescription };
