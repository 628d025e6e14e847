import type { Problem } from '@illuminate/contract';
import type { Difference, PartDescription } from '@illuminate/delivery';
import type { ErrorDescription } from '../logger.ts';
import type { PackedBatch } from '../warehouse/pack.ts';
import type { SpoolPlace } from './spool.ts';

/** What was wrong with a delivery, as it crosses from the thread that read it. */
export interface DeliveryProblem {
  readonly code: string;
  readonly detail: string;
  readonly whoActs: Problem['whoActs'];
  readonly nextStep: string;
  readonly part: number | undefined;
  readonly row: number | undefined;
  readonly field: string | undefined;
  readonly differences?: readonly Difference[];
}

/** A part to be read and spooled. It holds personal data and the pseudonym key, and nothing of the platform. */
export interface ReadPartJob {
  readonly kind: 'read';
  readonly bytes: Uint8Array<ArrayBuffer>;
  readonly description: PartDescription;
  readonly personalFields: readonly string[];
  readonly columnMap: unknown;
  readonly zone: string;
  readonly currency: string;
  readonly asOf: number;
  readonly pseudonymKey: Uint8Array;
  readonly spool: SpoolPlace;
}

/** What a part holds; kept until its batch is complete. */
export interface PartTotals {
  readonly records: number;
  readonly totals: PartSums;
}

/** As `Totals` of a manifest, and so stored. */
export interface PartSums {
  readonly orders: number;
  readonly tickets: number;
  readonly performances: number;
  readonly amounts: Readonly<Record<string, { readonly orders: string; readonly tickets: string }>>;
}

export interface LoadBatchJob {
  readonly kind: 'load';
  readonly parts: readonly { readonly part: number; readonly spool: SpoolPlace }[];
}

export type DeliveryJob = ReadPartJob | LoadBatchJob;

export type ToDeliveryThread = { readonly type: 'job'; readonly job: DeliveryJob } | { readonly type: 'taken' };

export type FromDeliveryThread =
  | { readonly type: 'chunk'; readonly packed: PackedBatch }
  | { readonly type: 'done'; readonly totals: PartTotals | null }
  | { readonly type: 'problem'; readonly problem: DeliveryProblem }
  | { readonly type: 'spool-damaged'; readonly part: number }
  | { readonly type: 'failed'; readonly err: ErrorDescription };
