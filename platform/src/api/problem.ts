// Every error of the API, in one form. What a library or a box office said never leaves, and is never logged.
import { randomUUID } from 'node:crypto';
import { ERRORS, type ErrorCode, type Problem } from '@illuminate/contract';
import { DumpNotWritten } from '../control/dumps.ts';
import { describeProblem } from '../describe-problem.ts';
import { describeError, type Logger } from '../logger.ts';
import { machineFaultOf } from '../machine-fault.ts';
import { Refusal, type RefusalParts } from '../refusal.ts';
import { StoreError, type StoreFault } from '../warehouse/errors.ts';

const OF_STORE: Partial<Record<StoreFault, RefusalParts>> = {
  'store-damaged': {
    code: 'store-damaged',
    detail: 'The store of this organisation cannot be read.',
    whoActs: 'operator',
    nextStep: 'Put its latest copy in its place: `illuminate stores restore`, and the organisation’s short name.',
  },
  'store-newer': {
    code: 'store-damaged',
    detail: 'The store of this organisation was written by a newer Illuminate.',
    whoActs: 'operator',
    nextStep: 'Start the newer version again.',
  },
  'store-out-of-memory': {
    code: 'store-out-of-memory',
    detail: 'What was asked for needs more memory than the store of this organisation may use. Nothing was changed.',
    whoActs: 'operator',
    nextStep:
      'Ask for less at once, such as a shorter period. If it stays, start Illuminate with a higher ILLUMINATE_STORE_MEMORY_MB.',
  },
  'copy-missing': {
    code: 'not-found',
    detail: 'There is no such copy of this store.',
    whoActs: 'operator',
    nextStep:
      'List the copies and name one of them. If there is none yet, stop Illuminate and move the damaged file out of warehouse/: everything is then collected anew.',
  },
  'copy-damaged': {
    code: 'store-damaged',
    detail: 'This copy of the store cannot be read.',
    whoActs: 'operator',
    nextStep: 'Take an older copy.',
  },
  'store-in-use': {
    code: 'not-ready',
    detail: 'Another program has the store of this organisation open.',
    whoActs: 'operator',
    nextStep: 'Close it there, and try again: only the running server may open a store.',
  },
  'store-closed': {
    code: 'not-ready',
    detail: 'Illuminate is stopping.',
    whoActs: 'nobody',
    nextStep: 'Ask again once it has started.',
  },
};

const OURS: RefusalParts = {
  code: 'internal',
  detail: 'Something went wrong on our side.',
  whoActs: 'operator',
  nextStep: 'Try again; if it happens again, look for the reference in the log.',
};

/** What somebody tried who should not have. */
const REMARKABLE: ReadonlySet<ErrorCode> = new Set(['host-refused', 'not-allowed', 'address-refused']);

/** A slip of the caller's, who has just been told all there is to know, is no news for whoever runs the server. */
const levelOf = (code: ErrorCode): 'info' | 'debug' => (ERRORS[code] >= 500 || REMARKABLE.has(code) ? 'info' : 'debug');

function ofMachine(err: unknown): RefusalParts | null {
  const fault = machineFaultOf(err);
  if (fault === null) return null;
  const detail =
    err instanceof DumpNotWritten
      ? `What was asked for has been done and holds, but no dump of the control database could be written after it. ${fault.cause.replace(', so nothing was written', '')}`
      : fault.cause;
  return { code: fault.code, detail, whoActs: 'operator', nextStep: fault.nextStep };
}

/** The problem of any error, logged under the reference that it carries. */
export function problemOf(err: unknown, log: Logger, request: { method: string; path: string }): Problem {
  const store = err instanceof StoreError ? err : null;
  const parts = err instanceof Refusal ? err.parts : ((store && OF_STORE[store.code]) ?? ofMachine(err) ?? OURS);
  const reference = store?.reference ?? parts.reference ?? randomUUID().slice(0, 8);
  const { code } = parts;
  if (parts === OURS) log.error({ err: describeError(err), reference, ...request }, 'a request failed');
  else log[levelOf(code)]({ code, reference, ...request }, 'a request was refused');
  return describeProblem(parts, reference);
}
