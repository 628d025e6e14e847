import type { KeyObject } from 'node:crypto';
import { numberOr } from '../../faults/fault-board.ts';
import type { BoxOffice } from '../../sales/box-office.ts';
import { bendBatch, type DeliveryFaults } from '../faults/delivery-faults.ts';
import { type Batch, type BatchSource, batchId, buildBatch, readBatchId } from './batch.ts';
import { historyStart, nextPeriod, type Period } from './changed.ts';
import { type BatchState, DeliveryRefused, Endpoint, type Position } from './endpoint.ts';
import { repeatBatch, sendBatch } from './send-batch.ts';

/** To whom an account's sales are delivered. */
export interface Destination {
  /** Such as `http://127.0.0.1:4310`. */
  readonly target: string;
  readonly connection: string;
  readonly keyId: string;
  readonly privateKey: KeyObject;
}

/** A batch that the other side has loaded. */
export interface SentBatch {
  readonly batch: string;
  readonly sequence: number;
  readonly orders: number;
  readonly tickets: number;
  readonly performances: number;
  readonly from: string;
  readonly to: string;
}

interface SenderOptions {
  readonly office: BoxOffice;
  readonly currency: string;
  readonly faults: DeliveryFaults;
  readonly destination: Destination;
  readonly signal: AbortSignal;
}

/** How often a batch is made anew in one round after it was refused. */
const ATTEMPTS_A_BATCH = 3;
/** Nothing sold for so long is told as well, so that silence is not taken for a break. */
const QUIET_MS = 15 * 60_000;

/**
 * Delivers the sales of one account: first the history month by month, then what is new. It keeps nothing: where it stands is
 * what the endpoint says, and a batch that was left open is made again from its id.
 */
export class Sender {
  readonly #of: SenderOptions;
  readonly #endpoint: Endpoint;
  /** The end of what this process has sent, where the endpoint does not say so (a gap before it). */
  #sentTo = 0;
  #coveredTo = 0;
  /** Batches that stay open because they can't be made again. */
  readonly #hopeless = new Set<string>();

  constructor(options: SenderOptions) {
    this.#of = options;
    const { target, connection, keyId, privateKey } = options.destination;
    this.#endpoint = new Endpoint(target, connection, { id: keyId, privateKey }, options.signal);
  }

  /** Sends everything that is not delivered yet, and tells of each batch as it is loaded. Throws at the first that isn't. */
  async deliver(tell: (sent: SentBatch) => void): Promise<void> {
    await this.#resume(tell);
    for (;;) {
      const { office, faults } = this.#of;
      const position = await this.#endpoint.position();
      const from = this.#from(position);
      // What happens at this very millisecond from here on gets a later one.
      const now = office.now() + 1;
      if (from >= now) return;
      const period = nextPeriod(office, from, now);
      const reordered = period.to === now ? faults.take('deliver-reorder', office.client) : null;
      const periods = reordered ? slice(period, numberOr(reordered, 3)) : [period];
      const skipped = faults.take('deliver-skip-sequence', office.client) ? 1 : 0;
      const sources = periods.map((each, nth) => this.#source(position.nextSequence + skipped + nth, each));
      for (const source of sources.reverse()) {
        if (!(await this.#send(source, tell, reordered !== null))) return;
      }
      this.#sentTo = period.to;
      if (period.to === now) return;
    }
  }

  /** Where to go on. What the endpoint says counts; also where it says less than before, as after a restore. */
  #from({ coveredTo }: Position): number {
    const covered = coveredTo ?? historyStart(this.#of.office);
    if (covered < this.#coveredTo) this.#sentTo = 0;
    this.#coveredTo = covered;
    return Math.max(covered, this.#sentTo);
  }

  #source(sequence: number, period: Period, attempt = 1): BatchSource {
    const { office, currency, destination } = this.#of;
    return { office, currency, connection: destination.connection, sequence, period, attempt };
  }

  /** Sends the rest of batches that were left open, the oldest first. */
  async #resume(tell: (sent: SentBatch) => void): Promise<void> {
    const { office } = this.#of;
    for (const id of (await this.#endpoint.position()).open) {
      const found = readBatchId(office.client, id);
      if (!found || this.#hopeless.has(id)) continue;
      const batch = await buildBatch(this.#source(found.sequence, found.period, found.attempt));
      try {
        const state = await sendBatch(this.#endpoint, batch, this.#of.faults);
        if (state.state === 'loaded') tell(describe(batch));
      } catch (err) {
        // What was made at the door of a process that is gone can't be made again, nor can what a fault spoiled.
        if (!isRefusalOfBatch(err)) throw err;
        this.#hopeless.add(id);
      }
    }
  }

  /** Sends one batch, anew where it is refused; false where it is empty and too early to tell of nothing. */
  async #send(source: BatchSource, tell: (sent: SentBatch) => void, evenEmpty: boolean): Promise<boolean> {
    const { faults } = this.#of;
    for (let attempt = 1; ; attempt += 1) {
      const next = { ...source, attempt };
      const batch = await buildBatch(next, bendBatch(faults, batchId(next)));
      const { from, to } = source.period;
      if (batch.isEmpty && to - from < QUIET_MS && !evenEmpty) return false;
      const outcome = await this.#try(batch);
      if (outcome instanceof Error) {
        if (attempt >= ATTEMPTS_A_BATCH || !isRefusalOfBatch(outcome)) throw outcome;
        continue;
      }
      const repeat = faults.take('deliver-repeat', batch.manifest.batch);
      for (let again = 0; again < (repeat ? numberOr(repeat, 1) : 0); again += 1)
        await repeatBatch(this.#endpoint, batch);
      tell(describe(batch));
      return true;
    }
  }

  /** The state of a batch that was loaded, or why it wasn't. */
  async #try(batch: Batch): Promise<BatchState | Error> {
    try {
      const state = await sendBatch(this.#endpoint, batch, this.#of.faults);
      if (state.state === 'loaded') return state;
      return new DeliveryRefused(batch.manifest.batch, { status: 422, retryAfter: null, fields: state.refusal ?? {} });
    } catch (err) {
      if (err instanceof DeliveryRefused) return err;
      throw err;
    }
  }
}

/** Whether a refusal closes the batch, so that a new one with the same sequence is the way on. */
function isRefusalOfBatch(err: unknown): boolean {
  const codes = ['field-undeclared', 'record-invalid', 'totals-differ', 'batch-differs', 'batch-closed'];
  return err instanceof DeliveryRefused && codes.includes(err.code);
}

function slice({ from, to }: Period, count: number): Period[] {
  const edge = (nth: number): number => from + Math.floor(((to - from) * nth) / count);
  return Array.from({ length: count }, (_, nth) => ({ from: edge(nth), to: edge(nth + 1) }));
}

function describe({ manifest }: Batch): SentBatch {
  const { batch, sequence, period, totals } = manifest;
  const { orders, tickets, performances } = totals;
  return { batch, sequence, orders, tickets, performances, ...period };
}
