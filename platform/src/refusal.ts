import type { ErrorCode, Problem } from '@illuminate/contract';
import { OWN_ERROR } from './logger.ts';

export interface RefusalParts {
  readonly code: ErrorCode;
  /** What happened, to what; never a word that a box office or a library said. */
  readonly detail: string;
  readonly whoActs: Problem['whoActs'];
  readonly nextStep: string;
  readonly fields?: readonly { readonly path: string; readonly message: string }[];
  /** Where in a delivery. */
  readonly part?: number | undefined;
  readonly row?: number | undefined;
  readonly field?: string | undefined;
  readonly differences?: Problem['differences'];
  /** When to ask again, in seconds. */
  readonly retryAfter?: number;
  /** Under which it was told, and may be told again. */
  readonly reference?: string;
}

/** A deed that was not done, with what a person needs to know. Doors translate it; nothing else may reach a caller. */
export class Refusal extends Error {
  override readonly name: string = 'Refusal';
  readonly [OWN_ERROR] = true;
  readonly code: ErrorCode;
  readonly parts: RefusalParts;

  constructor(parts: RefusalParts) {
    super(parts.detail);
    this.code = parts.code;
    this.parts = parts;
  }
}

/** The answer for what is not there and for what is not yours: the two must not be told apart. */
export function notFound(what: string): Refusal {
  return new Refusal({
    code: 'not-found',
    detail: `There is no ${what} that you may see.`,
    whoActs: 'organisation',
    nextStep: 'Check the name against the list.',
  });
}

/** Whoever asked has mostly to choose otherwise; of deeds that only the operator or the desk can do, they act. */
export function conflict(detail: string, nextStep: string, whoActs: Problem['whoActs'] = 'organisation'): Refusal {
  return new Refusal({ code: 'conflict', detail, whoActs, nextStep });
}

export function notPossibleNow(
  detail: string,
  nextStep: string,
  whoActs: Problem['whoActs'] = 'organisation',
): Refusal {
  return new Refusal({ code: 'not-possible-now', detail, whoActs, nextStep });
}

/** `path` names the field as a caller knows it ("body.settings.host"). */
export function invalidInput(fields: readonly { path: string; message: string }[]): Refusal {
  const [first] = fields;
  return new Refusal({
    code: 'invalid-input',
    detail: first === undefined ? 'The request does not fit.' : `${first.path}: ${first.message}`,
    whoActs: 'organisation',
    nextStep: 'Correct the fields named and send it again.',
    fields,
  });
}
