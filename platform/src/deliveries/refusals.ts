// Every refusal of a delivery that is not about the content of its records, in one place.
import { ERRORS, type ErrorCode } from '@illuminate/contract';
import { Refusal, type RefusalParts } from '../refusal.ts';
import type { DeliveryProblem } from './delivery-messages.ts';

const ofSender = (code: ErrorCode, detail: string, nextStep: string): Refusal =>
  new Refusal({ code, detail, whoActs: 'provider', nextStep });

export const batchUnknown = (batch: string): Refusal =>
  ofSender('batch-unknown', `No batch ${batch} is open or was loaded.`, 'Send its manifest first.');

export const partUnknown = (batch: string, part: number | string): Refusal =>
  ofSender('part-unknown', `The manifest of ${batch} has no part ${part}.`, 'Send the parts that the manifest lists.');

export const batchDiffers = (batch: string): Refusal =>
  ofSender(
    'batch-differs',
    `A batch ${batch} was opened before with another manifest.`,
    'Give the new batch an id of its own; to go on with the old one, send its manifest unchanged.',
  );

export const sequenceTaken = (sequence: number, other: string): Refusal =>
  ofSender(
    'sequence-taken',
    `The sequence number ${sequence} is that of batch ${other}.`,
    'Ask for the position, and number the batch with nextSequence.',
  );

export const batchClosed = (batch: string, state: string, detail: string): Refusal =>
  ofSender('batch-closed', `The batch ${batch} is ${state}, so it takes no parts. ${detail}`, 'Send a new batch.');

export const partsMissing = (batch: string, missing: readonly number[]): Refusal =>
  ofSender(
    'parts-missing',
    `The batch ${batch} lacks ${missing.length === 1 ? 'part' : 'parts'} ${missing.join(', ')}.`,
    'Send what is missing, then complete it.',
  );

export const loadInProgress = (batch: string): Refusal =>
  ofSender(
    'load-in-progress',
    `The batch ${batch} is being loaded by another request.`,
    'Ask for its state until it says loaded.',
  );

export const partHashDiffers = (part: number, what: string, field: string): Refusal =>
  new Refusal({
    code: 'part-hash-differs',
    detail: `Part ${part} ${what}`,
    whoActs: 'provider',
    nextStep: 'Send the bytes that the manifest describes; it may have been cut off on its way.',
    part,
    field,
  });

export function busy(detail: string, retryAfter: number, whoActs: RefusalParts['whoActs'] = 'nobody'): Refusal {
  const nextStep = `Send it again in ${retryAfter} seconds.`;
  return new Refusal({ code: 'busy', detail, whoActs, nextStep, retryAfter });
}

/** What a reading thread found wrong, as a refusal. */
export function refusalOf(problem: DeliveryProblem): Refusal {
  const { code, differences, ...rest } = problem;
  if (!(code in ERRORS)) throw new TypeError(`a delivery is refused with a code of the contract, not ${code}`);
  return new Refusal({
    ...rest,
    code: code as ErrorCode,
    ...(differences === undefined ? {} : { differences: [...differences] }),
  });
}
