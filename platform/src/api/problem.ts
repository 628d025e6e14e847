// Every error of the API, in one form. What a library or a box office said never leaves, and is never logged.
import { randomUUID } from 'node:crypto';
import { ERRORS, type ErrorCode, type Problem } from '@illuminate/contract';
import { describeError, type Logger } from '../logger.ts';
import { Refusal, type RefusalParts } from '../refusal.ts';
import { StoreError, type StoreFault } from '../warehouse/errors.ts';

const TITLES: Readonly<Record<ErrorCode, string>> = {
  'invalid-input': 'The request does not fit',
  'malformed-request': 'The request cannot be read',
  'not-signed-in': 'Not signed in',
  'not-allowed': 'Not allowed',
  'host-refused': 'Not from here',
  'not-found': 'Not found',
  conflict: 'There already',
  'not-possible-now': 'Not possible now',
  'address-refused': 'Address refused',
  'credential-refused': 'Sign-in refused',
  'box-office-unavailable': 'The box office does not answer',
  'too-large': 'Too large',
  'store-damaged': 'The store cannot be read',
  'not-ready': 'Not ready',
  internal: 'Something went wrong',
  'signature-missing': 'Not signed',
  'signature-invalid': 'Not rightly signed',
  'key-unknown': 'Key unknown',
  'key-retired': 'Key retired',
  'time-off': 'Time is off',
  'connection-unknown': 'Connection unknown',
  'batch-unknown': 'Batch unknown',
  'part-unknown': 'Part unknown',
  'batch-differs': 'Another batch has this id',
  'sequence-taken': 'Sequence number taken',
  'batch-closed': 'The batch is closed',
  'parts-missing': 'Parts are missing',
  'connection-stopped': 'The connection takes nothing now',
  'load-in-progress': 'Being loaded',
  'part-too-big': 'The part is too big',
  'batch-too-big': 'The batch is too big',
  'manifest-invalid': 'The manifest does not fit',
  'part-hash-differs': 'The part is not what the manifest says',
  'part-unreadable': 'The part cannot be read',
  'field-undeclared': 'A personal field is not declared',
  'record-invalid': 'A record does not fit',
  'layout-changed': 'The columns have changed',
  'totals-differ': 'The totals differ',
  busy: 'Busy',
};

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

/** The problem of any error, logged under the reference that it carries. */
export function problemOf(err: unknown, log: Logger, request: { method: string; path: string }): Problem {
  const store = err instanceof StoreError ? err : null;
  const reference = store?.reference ?? randomUUID().slice(0, 8);
  const parts = err instanceof Refusal ? err.parts : ((store && OF_STORE[store.code]) ?? OURS);
  const { code } = parts;
  if (parts === OURS) log.error({ err: describeError(err), reference, ...request }, 'a request failed');
  else log[levelOf(code)]({ code, reference, ...request }, 'a request was refused');
  return describeProblem(parts, reference);
}

/** A refusal as it is told, now or when it is asked for again. */
function describeProblem(parts: RefusalParts, reference: string): Problem {
  const { code, detail, whoActs, nextStep, fields, part, row, field, differences } = parts;
  return {
    type: `urn:illuminate:problem:${code}`,
    title: TITLES[code],
    status: ERRORS[code],
    code,
    detail,
    whoActs,
    nextStep,
    reference,
    ...(fields === undefined ? {} : { fields: [...fields] }),
    ...(part === undefined ? {} : { part }),
    ...(row === undefined ? {} : { row }),
    ...(field === undefined ? {} : { field }),
    ...(differences === undefined ? {} : { differences }),
  };
}
