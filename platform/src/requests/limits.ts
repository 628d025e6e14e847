import type { Clock } from '../clock.ts';
import { Refusal } from '../refusal.ts';

const HOUR_MS = 3_600_000;

/** Within an hour. A network may be that of a whole house; an address is somebody's who may never have heard of us. */
const MOST = { network: 10, address: 3, all: 300, lookUp: 300 } as const;

export interface Limits {
  /** @throws Refusal too-many-attempts */
  submit(from: { readonly network: string; readonly address: string }): void;
  /** @throws Refusal too-many-attempts */
  lookUp(from: { readonly network: string }): void;
}

/** What strangers may send in. Counted in memory: a restart forgives, and nothing about anybody is written down. */
export function createLimits(clock: Pick<Clock, 'now'>): Limits {
  let counted = new Map<string, number>();
  let hour = -1;

  const count = (...wanted: readonly (readonly [name: string, most: number])[]): void => {
    const now = clock.now().getTime();
    const current = Math.floor(now / HOUR_MS);
    if (current !== hour) {
      counted = new Map();
      hour = current;
    }
    if (wanted.some(([name, most]) => (counted.get(name) ?? 0) >= most)) {
      throw tooMany(Math.ceil(((current + 1) * HOUR_MS - now) / 1000));
    }
    for (const [name] of wanted) counted.set(name, (counted.get(name) ?? 0) + 1);
  };
  return {
    submit: ({ network, address }) =>
      count(
        [`network ${network}`, MOST.network],
        [`address ${address.toLowerCase()}`, MOST.address],
        ['all', MOST.all],
      ),
    lookUp: ({ network }) => count([`look-up ${network}`, MOST.lookUp]),
  };
}

function tooMany(retryAfter: number): Refusal {
  return new Refusal({
    code: 'too-many-attempts',
    detail: 'So many have come from here within the hour that no more are taken.',
    whoActs: 'organisation',
    nextStep: `Try again in ${Math.ceil(retryAfter / 60)} minutes.`,
    retryAfter,
  });
}
