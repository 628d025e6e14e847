/** A simulator's own door: what is true there, and what a test does to it. */
export interface SimulatorDoor {
  readonly origin: string;
  accounts(): Promise<Accounts>;
  truth(client?: string): Promise<Truth>;
  /** Every issue, return and change of price so far, or since an instant (ISO). */
  journal(client?: string, since?: string): Promise<JournalEntry[]>;
  /** The personal texts of the world. */
  personal(client?: string, limit?: number): Promise<string[]>;
  requests(): Promise<RequestReport>;
  clearRequests(): Promise<void>;
  fault(fault: FaultWanted): Promise<void>;
  clearFaults(): Promise<void>;
  /** The faults that are on, each with how often it has happened. */
  faults(): Promise<{ readonly name: string; readonly happened: number }[]>;
  /** Changes some orders. @returns their ids */
  change(count: number, options?: { readonly client?: string; readonly scattered?: boolean }): Promise<string[]>;
  now(): Promise<number>;
  setClock(now: number): Promise<void>;
  advance(ms: number): Promise<void>;
  allow(client: string, allowed: boolean): Promise<void>;
}

export interface Account {
  readonly login: string;
  readonly secret: string;
}

export interface Accounts {
  readonly partner: Account;
  readonly clients: readonly (Account & { readonly client: string; readonly name: string })[];
}

export interface Truth {
  readonly at: string;
  readonly totals: { readonly orders: number; readonly tickets: number; readonly amount: string };
  readonly performances: readonly {
    readonly id: string;
    readonly event: string;
    readonly listed: boolean;
    readonly tickets: number;
    readonly amount: string;
    readonly orders: number;
  }[];
}

export interface JournalEntry {
  readonly ticket: string;
  readonly order: string;
  readonly kind: 'issue' | 'return' | 'price';
  readonly before: string | null;
  readonly after: string | null;
  readonly at: string;
}

export interface RequestReport {
  readonly total: number;
  readonly routes: readonly { readonly route: string; readonly status: number; readonly count: number }[];
}

export interface FaultWanted {
  readonly name: string;
  readonly value?: string | number;
  readonly times?: number;
  readonly every?: number;
  readonly match?: string;
}

export function openDoor(origin: string): SimulatorDoor {
  const ask = async (method: string, path: string, body?: object): Promise<unknown> => {
    const response = await fetch(`${origin}/__simulator/${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const answer = await response.json();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${JSON.stringify(answer)}`);
    return answer;
  };
  const query = (pairs: Record<string, string | number | undefined>): string => {
    const given = Object.entries(pairs).flatMap(([name, value]) => (value === undefined ? [] : [[name, `${value}`]]));
    return given.length === 0 ? '' : `?${new URLSearchParams(given as [string, string][])}`;
  };
  return {
    origin,
    accounts: async () => (await ask('GET', 'accounts')) as Accounts,
    // One simulator calls whose world it is a client, another an account.
    truth: async (client) => (await ask('GET', `truth${query({ client, account: client })}`)) as Truth,
    journal: async (client, since) => (await ask('GET', `journal${query({ client, since })}`)) as JournalEntry[],
    personal: async (client, limit) => (await ask('GET', `personal${query({ client, limit })}`)) as string[],
    requests: async () => (await ask('GET', 'requests')) as RequestReport,
    clearRequests: async () => void (await ask('DELETE', 'requests')),
    fault: async (fault) => void (await ask('POST', 'faults', fault)),
    clearFaults: async () => void (await ask('DELETE', 'faults')),
    faults: async () =>
      ((await ask('GET', 'faults')) as { faults: { name: string; seen: number; every: number }[] }).faults.map(
        ({ name, seen, every }) => ({ name, happened: Math.floor(seen / every) }),
      ),
    change: async (count, { client, scattered = false } = {}) =>
      (
        (await ask('POST', 'changes', { count, scattered, ...(client === undefined ? {} : { client }) })) as {
          orders: string[];
        }
      ).orders,
    now: async () => Date.parse(((await ask('GET', 'clock')) as { now: string }).now),
    setClock: async (now) => void (await ask('POST', 'clock', { now: new Date(now).toISOString() })),
    advance: async (ms) => void (await ask('POST', 'clock', { advanceSeconds: ms / 1000 })),
    allow: async (client, allowed) => void (await ask('POST', 'consent', { client, allowed })),
  };
}
