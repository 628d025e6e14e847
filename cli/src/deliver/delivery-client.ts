import { createHash, type KeyObject, sign } from 'node:crypto';
import {
  ApiError,
  type BatchState,
  batchState,
  completeDelivery,
  type DeliveryPosition,
  deliveryPosition,
  type Operation,
  openDelivery,
  pathOf,
  problem,
  sendDeliveryPart,
  showDelivery,
  showDeliveryPosition,
} from '@illuminate/contract';
import { DELIVERY_HEADERS, signedText } from '@illuminate/delivery';
import { CommandFailed } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';

export interface DeliveryClientOptions {
  /** Where Illuminate is, such as https://illuminate.example.org. */
  readonly url: string;
  readonly connection: string;
  readonly keyId: string;
  readonly privateKey: KeyObject;
  readonly wait: (milliseconds: number) => Promise<void>;
  readonly now?: () => number;
  readonly signal: AbortSignal;
  /** Told each time before it waits to ask again. */
  readonly onRetry: (why: string, waitMs: number) => void;
}

/** Waits before the second, third, … attempt; after the last one it gives up. */
const BACK_OFF = [1000, 2000, 4000, 8000, 15_000, 30_000, 30_000, 30_000, 60_000, 60_000];
const LONGEST_WAIT = 120_000;
/** Answers of a server, or of something before it, that may be another one soon. */
const PASSING = new Set([429, 502, 503, 504]);

/** What came of asking once: an answer, or an error; `passing` says what of it may be another soon. */
type Attempt =
  | { readonly response: Response }
  | { readonly error: Error; readonly passing: string | null; readonly afterMs: number };

const retryAfter = ({ headers }: Response): number => {
  const seconds = Number(headers.get('retry-after') ?? Number.NaN);
  return Number.isFinite(seconds) && seconds >= 0 ? Math.min(seconds * 1000, LONGEST_WAIT) : 0;
};

/** Speaks to the address where one connection's deliveries are taken: every request signed, and asked again while that may help. */
export function createDeliveryClient(options: DeliveryClientOptions) {
  const { url, connection, keyId, privateKey, wait, now = Date.now, signal, onRetry } = options;

  const failure = async (response: Response): Promise<Attempt> => {
    const said = problem.safeParse(await response.json().catch(() => null));
    const error = said.success
      ? new ApiError(said.data)
      : new CommandFailed(
          `What answers at ${url} with ${response.status} is not Illuminate. Say where it is with ILLUMINATE_URL.`,
          EXIT.notReachable,
        );
    // Every 503 of ours passes but the one that a person has to mend.
    const isPassing = PASSING.has(response.status) && said.data?.code !== 'store-damaged';
    return { error, passing: isPassing ? `answers ${response.status}` : null, afterMs: retryAfter(response) };
  };

  const attempt = async (method: string, path: string, body: Uint8Array, type: string): Promise<Attempt> => {
    const address = new URL(`${url}${path}`);
    // Signed anew each time, as a signature ages.
    const time = new Date(now()).toISOString();
    const bodySha256 = createHash('sha256').update(body).digest('hex');
    const text = signedText({ method, path: address.pathname + address.search, time, keyId, bodySha256 });
    let response: Response;
    try {
      response = await fetch(address, {
        method,
        headers: {
          accept: 'application/json',
          [DELIVERY_HEADERS.key]: keyId,
          [DELIVERY_HEADERS.time]: time,
          [DELIVERY_HEADERS.signature]: sign(null, Buffer.from(text), privateKey).toString('base64'),
          ...(body.length === 0 ? {} : { 'content-type': type }),
        },
        ...(body.length === 0 ? {} : { body: body as Uint8Array<ArrayBuffer> }),
        signal,
      });
    } catch (err) {
      signal.throwIfAborted();
      const { cause } = err as { cause?: NodeJS.ErrnoException };
      const passing = `does not answer${cause?.code === undefined ? '' : ` (${cause.code})`}`;
      const words = `Illuminate at ${url} ${passing}. Run the command again: it goes on where it stopped.`;
      return { error: new CommandFailed(words, EXIT.notReachable), passing, afterMs: 0 };
    }
    return response.ok ? { response } : failure(response);
  };

  const request = async (operation: Operation, params: object, body: Uint8Array = new Uint8Array()) => {
    const path = pathOf(operation, params);
    const type = operation.rawBody?.type ?? 'application/octet-stream';
    for (let failed = 0; ; failed += 1) {
      const asked = await attempt(operation.method.toUpperCase(), path, body, type);
      if ('response' in asked) return asked.response;
      const pause = BACK_OFF[failed];
      if (asked.passing === null || pause === undefined) throw asked.error;
      const waitMs = Math.max(pause, asked.afterMs);
      onRetry(`Illuminate ${asked.passing}`, waitMs);
      await wait(waitMs);
      signal.throwIfAborted();
    }
  };

  const parsed = async <T>(
    response: Response,
    parse: (value: unknown) => { success: boolean; data?: T },
  ): Promise<T> => {
    const { data } = parse(await response.json().catch(() => null));
    if (data !== undefined) return data;
    throw new CommandFailed(
      `What answers at ${url} is not Illuminate, or another version of it. Say where it is with ILLUMINATE_URL.`,
      EXIT.notReachable,
    );
  };
  const stateOf = (response: Response): Promise<BatchState> => parsed(response, (value) => batchState.safeParse(value));

  return {
    position: async (): Promise<DeliveryPosition> =>
      parsed(await request(showDeliveryPosition, { connection }), (value) => deliveryPosition.safeParse(value)),
    openBatch: async (batch: string, manifest: Uint8Array) =>
      stateOf(await request(openDelivery, { connection, batch }, manifest)),
    showBatch: async (batch: string) => stateOf(await request(showDelivery, { connection, batch })),
    sendPart: async (batch: string, part: number, bytes: Uint8Array) =>
      stateOf(await request(sendDeliveryPart, { connection, batch, part }, bytes)),
    complete: async (batch: string) => stateOf(await request(completeDelivery, { connection, batch })),
  };
}

export type DeliveryClient = ReturnType<typeof createDeliveryClient>;
