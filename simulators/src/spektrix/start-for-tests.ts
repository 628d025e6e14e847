import type { Account } from './accounts.ts';
import { askSigned, type Received } from './ask-for-tests.ts';
import type { SpektrixOptions } from './options.ts';
import { type RunningSpektrix, startSpektrix } from './start-spektrix.ts';

/** What tests read of an order. */
export interface OrderSeen {
  readonly id: string;
  readonly customer: { readonly id: string };
  readonly firstTransactionDate: string;
  readonly lastTransactionDate: string;
  readonly lastTransactionDateUtc: string;
  readonly total: unknown;
  readonly tickets: readonly {
    readonly id: string;
    readonly instance: { readonly id: string };
    readonly total: number;
  }[];
}

export interface SyncSeen {
  readonly paging: { readonly limit: number; readonly next: string | null };
  readonly values: readonly { readonly orderId: string; readonly customerId: string }[];
}

/** A small simulator on a free port with the calls that tests need. */
export interface StartedForTest {
  readonly running: RunningSpektrix;
  /** The address below which the first client's API is. */
  readonly api: string;
  /** The first client's own account, and the partner's. */
  readonly account: Account;
  readonly partner: Account;
  /** Asks the API as the client's own account, or as somebody else, or as nobody (null). */
  ask(path: string, account?: Account | null): Promise<Received>;
  /** As `ask`, and parses the answer, which must be 200. */
  askJson<T>(path: string): Promise<T>;
  /** Uses the door; a body makes it a POST unless a method is named. */
  door<T>(path: string, body?: unknown, method?: string): Promise<T>;
}

/** Starts one; by default a world of 3,000 orders whose clock stands still. Close `running` afterwards. */
export async function startForTest(options: Partial<SpektrixOptions> = {}): Promise<StartedForTest> {
  const running = await startSpektrix({
    port: 0,
    events: 24,
    orders: 3_000,
    until: Date.UTC(2025, 10, 20, 12),
    ...options,
  });
  const { simulation, origin } = running;
  const client = [...simulation.clients.values()][0];
  if (!client) throw new Error('A simulator has at least one client');
  const api = `${origin}/${client.office.client}/api/v3/`;
  const ask = (path: string, account: Account | null = client.account): Promise<Received> =>
    askSigned(api + path, { account });
  return {
    running,
    api,
    account: client.account,
    partner: simulation.partner,
    ask,
    async askJson(path) {
      const received = await ask(path);
      if (received.status !== 200)
        throw new Error(`${path} answered ${received.status}: ${received.text.slice(0, 200)}`);
      return JSON.parse(received.text);
    },
    async door(path, body, method = body === undefined ? 'GET' : 'POST') {
      const response = await fetch(`${origin}/__simulator/${path}`, {
        method,
        ...(body === undefined ? {} : { headers: { 'content-type': 'application/json' }, body: JSON.stringify(body) }),
      });
      const text = await response.text();
      if (!response.ok) throw new Error(`The door answered ${response.status}: ${text}`);
      return JSON.parse(text);
    },
  };
}
