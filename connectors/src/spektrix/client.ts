import {
  AbortSyncError,
  type AnswerHead,
  type ConnectorIo,
  ConsentWithdrawnError,
  createHttpClient,
  type HttpClient,
  isLoopbackName,
  type JsonAnswer,
  ReauthoriseError,
} from '@illuminate/connector-kit';
import type { SpektrixConfig } from './config.ts';
import type { SpektrixReferences } from './references.ts';
import { authorization, type Credential } from './signing.ts';

export const TITLE = 'Spektrix';
export const LIMITS = { concurrency: 4, windowDays: 4 } as const;

// [?]: no number is published. Four requests at once rarely reach this; it keeps fast answers from becoming a flood.
const BUDGET = { requests: 3_000, perMs: 60_000 };
/** Less than this is what any two clocks differ by, and no reason to sign again. */
const SKEW_THAT_MATTERS_MS = 5_000;
/** PROVISIONAL [?]: no tolerance is published. Beyond this a refusal is put down to the clock first. */
const SKEW_THAT_EXPLAINS_MS = 5 * 60_000;

/** How a credential signs, and what was learnt of the box office's clock. */
export interface SpektrixHttp {
  getJson(path: string, request: SpektrixRequest): Promise<JsonAnswer>;
  /** Their clock minus ours where that was needed to sign in; otherwise null. */
  clockOffsetMs(): number | null;
  urlOf(path: string): string;
  close(): Promise<void>;
}

export interface SpektrixRequest {
  /** Names the path in messages, without ids and query. */
  readonly route: string;
  readonly signal: AbortSignal;
  readonly retryTimeouts?: boolean;
  /** As the kit's: until it settles, the answer waits as bytes. */
  readonly turn?: Promise<void> | undefined;
  /** As the kit's: a list is left as it came. */
  readonly inPieces?: boolean;
  /** At most so many tries, where that is fewer than usual. */
  readonly tries?: number;
  /** As the kit's: a bigger answer is not read to its end. */
  readonly maxBytes?: number;
}

/** One client's account. Paths are relative to its API. */
export interface SpektrixClient extends SpektrixHttp {
  readonly config: SpektrixConfig;
  readonly learnt: Learnt;
}

/** What answers have shown so far of an account, and of how it reads a question. */
export interface Learnt {
  lastDayIsIncluded: boolean;
  /** Whether any days have orders to show; null until somebody has had to ask. */
  showsOrders: Promise<boolean> | null;
  /** The plans as the probe has just read them, for whoever reads them next. */
  references: SpektrixReferences | null;
}

/** A client of API v3 for one box office. */
export function connectSpektrix(config: SpektrixConfig, io: ConnectorIo): SpektrixClient {
  const http = signedHttp(`${origin(config.host)}/${config.client}/api/v3/`, config, io);
  const learnt: Learnt = { lastDayIsIncluded: false, showsOrders: null, references: null };
  if (config.permission === undefined) return { ...http, config, learnt };
  const getJson: SpektrixHttp['getJson'] = async (path, request) => {
    try {
      return await http.getJson(path, request);
    } catch (err) {
      throw isRefusal(err) ? consentRefused(request.route) : err;
    }
  };
  return { ...http, getJson, config, learnt };
}

/** Signs with a credential below some address; a refused signature is tried once more with the box office's own clock. */
export function signedHttp(baseUrl: string, credential: Credential, io: ConnectorIo): SpektrixHttp {
  const http: HttpClient = createHttpClient({
    title: TITLE,
    baseUrl,
    hostRules: { allowLoopback: io.allowLoopback },
    concurrency: LIMITS.concurrency,
    // A box office on this machine is a simulator, which needs no sparing.
    ...(isLoopbackName(new URL(baseUrl).hostname) ? {} : { budget: BUDGET }),
    onRequest: io.onRequest,
    ...io.patience,
  });
  /** Their clock minus ours, as far as we sign by it, and as far as it has worked. */
  let offset = 0;
  let proven = 0;
  return {
    async getJson(path, { route, signal, retryTimeouts = true, inPieces = false, tries, turn, maxBytes }) {
      let signedWith = 0;
      let theirs = 0;
      const sign = (url: string, now: number): Record<string, string> => {
        signedWith = offset;
        const date = new Date(now + offset).toUTCString();
        return { date, authorization: authorization(credential, { method: 'GET', url, date }) };
      };
      const onUnauthorised = ({ serverDate }: AnswerHead): boolean => {
        theirs = serverDate === null ? 0 : serverDate - Date.now();
        const differs = serverDate !== null && Math.abs(theirs - signedWith) > SKEW_THAT_MATTERS_MS;
        if (differs) offset = Math.abs(theirs) > SKEW_THAT_MATTERS_MS ? theirs : 0;
        return differs;
      };
      try {
        const given = {
          ...(tries === undefined ? {} : { tries }),
          ...(turn === undefined ? {} : { turn }),
          ...(maxBytes === undefined ? {} : { maxBytes }),
        };
        const answer = await http.getJson(path, {
          route,
          signal,
          retryTimeouts,
          inPieces,
          ...given,
          sign,
          onUnauthorised,
        });
        proven = signedWith;
        return answer;
      } catch (err) {
        if (!(err instanceof ReauthoriseError)) throw err;
        offset = proven;
        throw Math.abs(theirs) > SKEW_THAT_EXPLAINS_MS ? clockDiffers(theirs) : err;
      }
    },
    clockOffsetMs: () => (proven === 0 ? null : proven),
    urlOf: (path) => http.urlOf(path),
    close: () => http.close(),
  };
}

/** Host as configured, without the slash that people copy along. */
export function origin(host: string): string {
  return host.replace(/\/+$/, '');
}

function isRefusal(err: unknown): boolean {
  if (err instanceof ReauthoriseError) return err.fault.code === 'credential-refused';
  return err instanceof AbortSyncError && err.fault.code === 'access-denied';
}

/** PROVISIONAL [I]: that a withdrawn consent answers 401 or 403 is a guess; the list of consenting clients decides. */
function consentRefused(route: string): ConsentWithdrawnError {
  return new ConsentWithdrawnError({
    cause: `${TITLE} does not let us read ${route} for this organisation: its permission has probably been turned off.`,
    whoActs: 'organisation',
    nextStep: `Turn the permission on again in ${TITLE} under Third Party Integrations, or leave it off to stop for good.`,
  });
}

function clockDiffers(offsetMs: number): ReauthoriseError {
  const minutes = Math.round(Math.abs(offsetMs) / 60_000);
  return new ReauthoriseError({
    code: 'clock-differs',
    cause: `${TITLE} refused the sign-in, and its clock is ${minutes} minutes ${offsetMs > 0 ? 'ahead of' : 'behind'} ours.`,
    whoActs: 'operator',
    nextStep: 'Set the clock of this server by network time; if it is right, check the login and the key.',
  });
}
