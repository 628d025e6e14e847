import type { Problem } from '@illuminate/contract';

/** What the exit codes mean, as --help says it. */
export const EXIT = {
  ok: 0,
  failed: 1,
  usage: 2,
  notReachable: 3,
  refused: 4,
  notFound: 5,
  differs: 6,
  interrupted: 130,
} as const;

export const EXIT_CODES_HELP = `
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 Illuminate is not reachable, 4 refused or not allowed,
5 not found, 6 the box office counts otherwise (reconcile), 130 interrupted.`;

const BY_CODE: Record<string, number> = {
  unreachable: EXIT.notReachable,
  'not-ready': EXIT.notReachable,
  'invalid-input': EXIT.usage,
  'malformed-request': EXIT.usage,
  'not-signed-in': EXIT.refused,
  'not-allowed': EXIT.refused,
  'host-refused': EXIT.refused,
  'address-refused': EXIT.refused,
  'credential-refused': EXIT.refused,
  'too-many-attempts': EXIT.refused,
  'not-found': EXIT.notFound,
  busy: EXIT.notReachable,
  'signature-missing': EXIT.refused,
  'signature-invalid': EXIT.refused,
  'key-unknown': EXIT.refused,
  'key-retired': EXIT.refused,
  'time-off': EXIT.refused,
  'connection-unknown': EXIT.notFound,
};

export const exitCodeOf = ({ code }: Pick<Problem, 'code'>): number => BY_CODE[code] ?? EXIT.failed;
