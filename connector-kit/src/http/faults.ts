import {
  AbortSyncError,
  type ConnectorError,
  type Fault,
  NotFoundError,
  ReauthoriseError,
  RetryLaterError,
  TimedOutError,
} from '../errors.ts';

/** What a fault is about, for its sentence: the box office's name, and the route as a template without ids or query. */
export interface Asked {
  readonly title: string;
  readonly route: string;
}

/** The error for a status that is no success. */
export function faultOfStatus(status: number, afterMs: number | null, { title, route }: Asked): ConnectorError {
  if (status === 401) {
    return new ReauthoriseError({
      code: 'credential-refused',
      cause: `${title} refused the sign-in (401 on ${route}).`,
      whoActs: 'organisation',
      nextStep: 'Check the login and make a new key, then enter it in the connection.',
    });
  }
  if (status === 403) {
    return new AbortSyncError({
      code: 'access-denied',
      cause: `${title} does not let this account read ${route} (403).`,
      whoActs: 'organisation',
      nextStep: `Give the account the right to read it in ${title}, then test the connection.`,
    });
  }
  if (status === 404 || status === 410) {
    return new NotFoundError({
      code: 'not-found',
      cause: `${title} has nothing at ${route} (${status}).`,
      whoActs: 'organisation',
      nextStep: 'Check the name and the address in the connection; if they are right, it does not exist there.',
    });
  }
  if (status === 429) {
    return new RetryLaterError(
      {
        code: 'rate-limited',
        cause: `${title} asks to be called less often (429 on ${route}).`,
        whoActs: 'nobody',
        nextStep: 'Wait: it is tried again by itself.',
      },
      afterMs,
    );
  }
  if (status >= 500) {
    return new RetryLaterError(
      {
        code: 'box-office-failing',
        cause: `${title} failed to answer (${status} on ${route}).`,
        whoActs: 'nobody',
        nextStep: `Wait: it is tried again by itself. If it lasts for hours, tell ${title}.`,
      },
      afterMs,
    );
  }
  return new AbortSyncError({
    code: 'request-refused',
    cause: `${title} did not accept the request (${status} on ${route}).`,
    whoActs: 'provider',
    nextStep: 'Report it: the request or the interface has changed.',
  });
}

/** No answer began within its time. */
export function noAnswer(ms: number, { title, route }: Asked): TimedOutError {
  return new TimedOutError({
    code: 'no-answer',
    cause: `${title} did not begin to answer ${route} within ${seconds(ms)}.`,
    whoActs: 'nobody',
    nextStep: 'Wait: less is asked for, or it is tried again by itself.',
  });
}

/** An answer began and did not end within its time. */
export function slowBody(ms: number, { title, route }: Asked): TimedOutError {
  return new TimedOutError({
    code: 'slow-answer',
    cause: `${title} did not finish answering ${route} within ${seconds(ms)}.`,
    whoActs: 'nobody',
    nextStep: 'Wait: less is asked for, or it is tried again by itself.',
  });
}

/** An answer is bigger than may be held in memory. It counts as a timeout, because the remedy is the same: ask for less. */
export function tooBig(maxBytes: number, { title, route }: Asked): TimedOutError {
  return new TimedOutError({
    code: 'answer-too-big',
    cause: `${title} answered ${route} with more than ${Math.round(maxBytes / 1_048_576)} MB.`,
    whoActs: 'operator',
    nextStep: 'Less is asked for by itself; if the smallest request is still too big, report it.',
  });
}

/** An answer ended before its end. */
export function cutShort(bytes: number, { title, route }: Asked): RetryLaterError {
  return new RetryLaterError({
    code: 'answer-cut',
    cause: `The answer of ${title} to ${route} broke off after ${bytes} bytes.`,
    whoActs: 'nobody',
    nextStep: `Wait: it is tried again by itself. If it lasts for hours, tell ${title}.`,
  });
}

/** Redirects ended somewhere else than where they began. */
export function strayed({ title, route }: Asked): AbortSyncError {
  return new AbortSyncError({
    code: 'redirected-away',
    cause: `${title} redirects ${route} to another host, whose answer was not read.`,
    whoActs: 'organisation',
    nextStep:
      'Check the account and the address in the connection: open it in a browser and enter the name that it ends up at.',
  });
}

/** Bytes claim a compression and are not compressed so, or in a way that we never asked for. */
export function undecodable({ title, route }: Asked): RetryLaterError {
  return new RetryLaterError({
    code: 'unreadable-answer',
    cause: `${title} answered ${route} with compressed data that cannot be unpacked.`,
    whoActs: 'nobody',
    nextStep: `Wait: it is tried again by itself. If it lasts for hours, tell ${title}.`,
  });
}

/** The error for a connection that failed; `code` is Node's or undici's constant. */
export function faultOfConnection(code: string | undefined, { title, route }: Asked): ConnectorError {
  const known = code !== undefined && /^[A-Z][A-Z0-9_]{2,60}$/.test(code) ? ` (${code})` : '';
  if (code === 'ENOTFOUND' || code === 'EAI_AGAIN') {
    return new RetryLaterError({
      code: 'host-not-found',
      cause: `The address of ${title} could not be found${known}.`,
      whoActs: 'operator',
      nextStep: 'Check the address in the connection and the network of this server; it is tried again by itself.',
    });
  }
  if (code !== undefined && /CERT|_TLS_|^ERR_SSL|SELF_SIGNED|UNABLE_TO_(GET|VERIFY)/.test(code)) {
    return new AbortSyncError({
      code: 'certificate-refused',
      cause: `The certificate of ${title} is not valid for its address${known}.`,
      whoActs: 'operator',
      nextStep: 'Check the address in the connection and the clock of this server.',
    });
  }
  return new RetryLaterError({
    code: 'connection-lost',
    cause: `The connection to ${title} failed or broke off while reading ${route}${known}.`,
    whoActs: 'nobody',
    nextStep: 'Wait: it is tried again by itself. If it lasts for hours, check the address and the network.',
  });
}

/** Too many redirects, or one that names no place. */
export function badRedirect({ title, route }: Asked): AbortSyncError {
  const fault: Fault = {
    code: 'redirects',
    cause: `${title} keeps redirecting ${route}.`,
    whoActs: 'organisation',
    nextStep: 'Check the address in the connection: enter the one that a browser ends up at.',
  };
  return new AbortSyncError(fault);
}

function seconds(ms: number): string {
  return ms < 1000 ? `${ms} ms` : `${Math.round(ms / 1000)} s`;
}
