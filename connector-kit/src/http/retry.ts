import { setTimeout as sleep } from 'node:timers/promises';
import { RetryLaterError } from '../errors.ts';

export interface RetryPolicy {
  /** How often a request is made in all. */
  readonly tries: number;
  /** The longest wait between two tries. A box office that asks for more is left alone for now. */
  readonly maxWaitMs: number;
  /** The first wait is up to this long, and doubles from try to try. */
  readonly firstWaitMs: number;
}

/** Faults that another try a moment later may mend. A slow body is not among them. */
const PASSING = new Set(['rate-limited', 'box-office-failing', 'connection-lost', 'no-answer', 'unreadable-answer']);

/** A web page is now and then a server's own trouble, and mostly a firewall that is best left alone: it is tried once more. */
const TRIED_ONCE_MORE = 'challenge-page';

export interface RetryOptions {
  readonly policy: RetryPolicy;
  readonly signal: AbortSignal;
  /** False where the caller would rather ask for less than ask again. */
  readonly retryTimeouts: boolean;
}

/**
 * Runs `attempt` until it succeeds, with full jitter between tries.
 * @throws what the last try threw; a `RetryLaterError` carries in `afterMs` what the box office asked for.
 */
export async function withRetries<T>(attempt: () => Promise<T>, options: RetryOptions): Promise<T> {
  const { policy, signal, retryTimeouts } = options;
  for (let tried = 1; ; tried++) {
    signal.throwIfAborted();
    try {
      return await attempt();
    } catch (err) {
      if (!(err instanceof RetryLaterError)) throw err;
      const isPage = err.fault.code === TRIED_ONCE_MORE;
      if (!isPage && !PASSING.has(err.fault.code)) throw err;
      if (tried >= (isPage ? Math.min(2, policy.tries) : policy.tries)) throw err;
      if (!retryTimeouts && err.fault.code === 'no-answer') throw err;
      const jitter = Math.random() * Math.min(policy.firstWaitMs * 2 ** (tried - 1), policy.maxWaitMs);
      const wait = err.afterMs ?? jitter;
      if (wait > policy.maxWaitMs) throw err;
      await pause(wait, signal);
    }
  }
}

/** Waits, or throws the signal's own reason. */
export async function pause(ms: number, signal: AbortSignal): Promise<void> {
  if (ms <= 0) return;
  try {
    await sleep(ms, undefined, { signal });
  } catch (err) {
    signal.throwIfAborted();
    throw err;
  }
}

/** `Retry-After` in milliseconds, from seconds or an HTTP date. Null if it is absent or says neither. */
export function retryAfterMs(header: string | undefined, now: number): number | null {
  if (header === undefined) return null;
  const text = header.trim();
  if (/^\d{1,9}$/.test(text)) return Number(text) * 1000;
  const date = parseHttpDate(text);
  return date === null ? null : Math.max(0, date - now);
}

/** An HTTP date ("Mon, 02 Mar 2026 09:30:00 GMT") as an instant. Null for anything else. */
export function parseHttpDate(text: string | undefined): number | null {
  if (text === undefined || !/^\w{3,9}, .* GMT$/.test(text)) return null;
  const ms = Date.parse(text);
  return Number.isNaN(ms) ? null : ms;
}
