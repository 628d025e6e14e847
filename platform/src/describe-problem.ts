import { ERRORS, type ErrorCode, type Problem } from '@illuminate/contract';
import type { RefusalParts } from './refusal.ts';

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

/** A refusal as it is told, now or when it is asked for again. */
export function describeProblem(parts: RefusalParts, reference: string): Problem {
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
