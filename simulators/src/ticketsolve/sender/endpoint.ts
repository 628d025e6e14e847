import { setTimeout as sleep } from 'node:timers/promises';
import { type Incoming, type SigningKey, sendSigned, type Tampering } from './signed-request.ts';

/** Where a sender stands, as the endpoint says. */
export interface Position {
  readonly nextSequence: number;
  /** UTC ms; null before the first batch. */
  readonly coveredTo: number | null;
  readonly open: readonly string[];
}

export interface BatchState {
  readonly state: 'receiving' | 'loaded' | 'refused';
  readonly missingParts: readonly number[];
  readonly loaded: Readonly<Record<string, unknown>> | null;
  readonly refusal: Readonly<Record<string, unknown>> | null;
}

/** An answer other than 2xx, with what its problem document says. */
export class DeliveryRefused extends Error {
  readonly status: number;
  readonly code: string;

  constructor(what: string, { status, fields }: Incoming) {
    const code = typeof fields.code === 'string' ? fields.code : `status ${status}`;
    const detail = typeof fields.detail === 'string' ? fields.detail : 'no reason was given';
    super(`${what} was answered ${status} ${code}: ${detail}`);
    this.status = status;
    this.code = code;
  }
}

const PATIENCE = 5;
/** A load may take so many seconds before it is given up for this round. */
const LONGEST_LOAD = 60;
const LONGEST_WAIT = 30;

/** The deliveries of one connection, as the page for senders describes them. */
export class Endpoint {
  readonly #base: string;
  readonly #key: SigningKey;
  readonly #signal: AbortSignal;

  constructor(target: string, connection: string, key: SigningKey, signal: AbortSignal) {
    this.#base = `${target.replace(/\/+$/, '')}/api/v1/connections/${encodeURIComponent(connection)}/deliveries`;
    this.#key = key;
    this.#signal = signal;
  }

  async position(): Promise<Position> {
    const { fields } = await this.#ask('GET', 'position');
    const { nextSequence, coveredTo, open } = fields;
    if (typeof nextSequence !== 'number') throw new Error('The position names no next sequence');
    const batches = Array.isArray(open) ? open.map((each: { batch?: unknown }) => each.batch) : [];
    return {
      nextSequence,
      coveredTo: typeof coveredTo === 'string' ? Date.parse(coveredTo) : null,
      open: batches.filter((each) => typeof each === 'string'),
    };
  }

  async openBatch(batch: string, manifest: object, tampering?: Tampering): Promise<BatchState> {
    return readState(await this.#ask('PUT', `batches/${batch}`, Buffer.from(JSON.stringify(manifest)), tampering));
  }

  async batchState(batch: string): Promise<BatchState> {
    return readState(await this.#ask('GET', `batches/${batch}`));
  }

  async sendPart(batch: string, part: number, bytes: Buffer, tampering?: Tampering): Promise<BatchState> {
    return readState(await this.#ask('PUT', `batches/${batch}/parts/${part}`, bytes, tampering));
  }

  /** Completes a batch, and waits where somebody else is loading it. */
  async complete(batch: string): Promise<BatchState> {
    for (let attempt = 0; ; attempt += 1) {
      try {
        return readState(await this.#ask('POST', `batches/${batch}/complete`));
      } catch (err) {
        if (!(err instanceof DeliveryRefused) || err.code !== 'load-in-progress' || attempt >= LONGEST_LOAD) throw err;
        await sleep(1_000, undefined, { signal: this.#signal });
      }
    }
  }

  /** One signed exchange; waits as long as a 503 asks for. Throws DeliveryRefused for anything but 2xx. */
  async #ask(
    method: 'GET' | 'PUT' | 'POST',
    path: string,
    body: Buffer = Buffer.alloc(0),
    tampering: Tampering = {},
  ): Promise<Incoming> {
    const url = new URL(`${this.#base}/${path}`);
    const manifest = method === 'PUT' && !path.includes('/parts/');
    const contentType = method === 'GET' ? undefined : manifest ? 'application/json' : 'application/octet-stream';
    const outgoing = { method, url, body, signal: this.#signal, ...(contentType ? { contentType } : {}) };
    for (let attempt = 0; ; attempt += 1) {
      const incoming = await sendSigned(this.#key, outgoing, tampering);
      if (incoming.status >= 200 && incoming.status < 300) return incoming;
      if (incoming.status !== 503 || attempt >= PATIENCE) throw new DeliveryRefused(`${method} ${path}`, incoming);
      const seconds = Math.min(incoming.retryAfter ?? 1, LONGEST_WAIT);
      await sleep(seconds * 1000, undefined, { signal: this.#signal });
    }
  }
}

function readState({ fields }: Incoming): BatchState {
  const { state, missingParts, loaded, refusal } = fields;
  if (state !== 'receiving' && state !== 'loaded' && state !== 'refused') throw new Error('The batch has no state');
  const object = (value: unknown): Record<string, unknown> | null =>
    value !== null && typeof value === 'object' ? { ...value } : null;
  return {
    state,
    missingParts: Array.isArray(missingParts) ? missingParts.filter((each) => typeof each === 'number') : [],
    loaded: object(loaded),
    refusal: object(refusal),
  };
}
