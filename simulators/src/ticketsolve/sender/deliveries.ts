import type { DeliveryFaults } from '../faults/delivery-faults.ts';
import type { Account } from '../simulation.ts';
import { type Destination, Sender, type SentBatch } from './sender.ts';
import { publicPem } from './signed-request.ts';

export interface DeliverySettings extends Destination {
  readonly everySeconds: number;
}

const REMEMBERED = 100;
/** Waits after a failure: five seconds, then twice as long each time, at most a minute. */
const FIRST_WAIT = 5_000;
const LONGEST_WAIT = 60_000;

/** Delivers one account's sales every so often, until it is stopped. */
export class Deliveries {
  readonly #account: Account;
  readonly #settings: DeliverySettings;
  readonly #sender: Sender;
  readonly #stopping = new AbortController();
  readonly #announce: (line: string) => void;
  #timer: NodeJS.Timeout | null = null;
  #running: Promise<void> | null = null;
  #sent: SentBatch[] = [];
  #failures = 0;
  #lastError: string | null = null;
  #lastRound: string | null = null;

  constructor(
    account: Account,
    settings: DeliverySettings,
    faults: DeliveryFaults,
    announce: (line: string) => void = () => undefined,
  ) {
    this.#account = account;
    this.#settings = settings;
    this.#announce = announce;
    const { office, currency } = account;
    this.#sender = new Sender({ office, currency, faults, destination: settings, signal: this.#stopping.signal });
  }

  /** Begins at once, and goes on by itself. */
  start(): void {
    this.#schedule(0);
  }

  /** Delivers now what is new; one round at a time. Resolves when it is over, well or not: `report` says which. */
  round(): Promise<void> {
    this.#running ??= this.#round().finally(() => {
      this.#running = null;
    });
    return this.#running;
  }

  /** Stops, and waits until nothing is under way. */
  async stop(): Promise<void> {
    if (this.#timer) clearTimeout(this.#timer);
    this.#timer = null;
    this.#stopping.abort();
    await this.#running;
  }

  report() {
    const { target, connection, keyId, privateKey, everySeconds } = this.#settings;
    return {
      account: this.#account.office.client,
      target,
      connection,
      keyId,
      publicKey: publicPem(privateKey),
      everySeconds,
      lastRound: this.#lastRound,
      error: this.#lastError,
      sent: this.#sent,
    };
  }

  async #round(): Promise<void> {
    const { office } = this.#account;
    try {
      await this.#sender.deliver((sent) => {
        this.#sent = [...this.#sent, sent].slice(-REMEMBERED);
      });
      if (this.#lastError !== null) this.#announce(`  Deliveries of ${office.client} go on.`);
      this.#failures = 0;
      this.#lastError = null;
    } catch (err) {
      if (this.#stopping.signal.aborted) return;
      const error = err instanceof Error ? err.message : String(err);
      if (error !== this.#lastError) this.#announce(`  Deliveries of ${office.client} wait: ${error}`);
      this.#failures += 1;
      this.#lastError = error;
    } finally {
      this.#lastRound = new Date(office.now()).toISOString();
    }
  }

  #schedule(ms: number): void {
    this.#timer = setTimeout(() => void this.#roundAndAgain(), ms);
  }

  async #roundAndAgain(): Promise<void> {
    await this.round();
    if (this.#stopping.signal.aborted) return;
    const wait = Math.min(FIRST_WAIT * 2 ** (this.#failures - 1), LONGEST_WAIT);
    this.#schedule(this.#failures > 0 ? wait : this.#settings.everySeconds * 1000);
  }
}
