import type { QueryClient } from '@tanstack/react-query';
import type { CallGuard } from '../api/client.ts';
import { isAway, isSameReader } from './reader.ts';
import { readersIn, readersQuery } from './session.ts';

/**
 * Keeps what a page asks and saves with the page's reader. While they are not signed in, nothing goes out: it waits under the sign-in
 * that is laid over the page, and goes on by itself once they are. What somebody else's session would do is not done at all.
 */
export function waitForReader(queries: QueryClient): CallGuard {
  const { queryKey } = readersQuery;
  const isLooking = () => queries.getQueryState(queryKey)?.fetchStatus === 'fetching';
  return {
    async before(signal) {
      // A tab that is looked at again asks everything at once: first, then, who is signed in.
      await Promise.resolve();
      const here = readersIn(queries)?.here ?? null;
      if (here === null) return;
      await until(queries, signal, () => {
        const readers = readersIn(queries);
        if (readers === undefined || readers.here === null || !isSameReader(here, readers.here)) return true;
        return !isLooking() && !isAway(readers);
      });
      const after = readersIn(queries)?.here ?? null;
      if (after !== null && !isSameReader(here, after)) throw new Error('The page has begun anew, for another reader.');
    },
    async again(signal) {
      const here = readersIn(queries)?.here ?? null;
      await queries.invalidateQueries({ queryKey });
      if (here === null) return false;
      await this.before(signal);
      const after = readersIn(queries)?.here ?? null;
      return after !== null && isSameReader(here, after);
    },
  };
}

/** Looks whenever something becomes known. @throws what the signal says, once it is aborted */
function until(queries: QueryClient, signal: AbortSignal | undefined, isSo: () => boolean): Promise<void> {
  return new Promise((resolve, reject) => {
    const end = () => {
      stop();
      signal?.removeEventListener('abort', abort);
    };
    const abort = () => {
      end();
      reject(signal?.reason);
    };
    const look = () => {
      if (!isSo()) return;
      end();
      resolve();
    };
    const stop = queries.getQueryCache().subscribe(look);
    signal?.addEventListener('abort', abort);
    if (signal?.aborted === true) abort();
    else look();
  });
}
