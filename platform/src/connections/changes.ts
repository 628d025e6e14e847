import { setMaxListeners } from 'node:events';
import type { Clock } from '../clock.ts';
import { outsideTransaction } from '../control/transaction-scope.ts';

/** Tells whoever watches that something about a connection has changed, at most once per connection and quarter second. */
export interface Changes {
  changed(connectionId: string): void;
  /** @returns what ends the subscription. */
  subscribe(listener: (connectionId: string) => void): () => void;
  close(): void;
}

const QUIET_MS = 250;

export function createChanges({ clock }: { clock: Clock }): Changes {
  const listeners = new Set<(connectionId: string) => void>();
  const waiting = new Set<string>();
  const closing = new AbortController();
  // One for each connection that has just changed.
  setMaxListeners(0, closing.signal);
  return {
    changed(connectionId) {
      if (waiting.has(connectionId) || closing.signal.aborted) return;
      waiting.add(connectionId);
      // The news comes at the end of the quiet time, so that the last change of a burst is among what listeners read.
      void outsideTransaction(() =>
        clock.sleep(QUIET_MS, closing.signal).then(
          () => {
            waiting.delete(connectionId);
            for (const listener of listeners) listener(connectionId);
          },
          () => waiting.delete(connectionId),
        ),
      );
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    close() {
      closing.abort();
      listeners.clear();
    },
  };
}
