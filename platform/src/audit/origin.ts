import { AsyncLocalStorage } from 'node:async_hooks';

const origins = new AsyncLocalStorage<string | null>();

/** Runs a deed for whoever asked from this network address. Not handed down from deed to deed: each would have to carry it. */
export function askedFrom<T>(address: string | null, deed: () => T): T {
  return origins.run(address, deed);
}

/** Null for what happens by itself. */
export function originOfDeed(): string | null {
  return origins.getStore() ?? null;
}
