// PGlite is one connection: whoever holds a transaction and waits for the outer database waits for himself, for ever.
// PostgreSQL would let it pass, outside the transaction. Both are the same mistake, so both throw.
import { AsyncLocalStorage } from 'node:async_hooks';
import { OWN_ERROR } from '../logger.ts';

interface Scope {
  open: boolean;
}

const scopes = new AsyncLocalStorage<Scope | undefined>();

export class OutsideTransaction extends Error {
  override readonly name = 'OutsideTransaction';
  readonly [OWN_ERROR] = true;
  readonly code = 'outside_transaction';

  constructor(what: string) {
    super(`${what} within a transaction: pass the transaction (trx) on, or wait until it has ended.`);
  }
}

/** Must be called before the first await of beginTransaction, so that the callback of the transaction inherits it. */
export function enterTransaction(): () => void {
  const scope: Scope = { open: true };
  scopes.enterWith(scope);
  return () => {
    scope.open = false;
  };
}

export function refuseInsideTransaction(what: string): void {
  if (scopes.getStore()?.open) throw new OutsideTransaction(what);
}

/** For what a transaction merely sets off: notifications, timers. */
export function outsideTransaction<T>(work: () => T): T {
  return scopes.run(undefined, work);
}
