import type { Session } from '@illuminate/contract';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { api, isSignedOut } from '../api/client.ts';

/** An answer, or null where nobody is signed in. */
async function unlessSignedOut<Answer>(ask: () => Promise<Answer>): Promise<Answer | null> {
  try {
    return await ask();
  } catch (err) {
    if (!isSignedOut(err)) throw err;
    return null;
  }
}

/** Who is signed in; null is nobody. */
export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: ({ signal }) => unlessSignedOut(() => api.call('showSession', { signal })),
  staleTime: 5 * 60_000,
  retry: 2,
});

/** Remembered for the tab, so that in the demo whoever signs out is not signed in again at once. */
const LEFT = 'illuminate-left';
const isRemembered = (): boolean => {
  try {
    return sessionStorage.getItem(LEFT) !== null;
  } catch {
    return false;
  }
};
function remember(left: boolean): void {
  try {
    if (left) sessionStorage.setItem(LEFT, 'yes');
    else sessionStorage.removeItem(LEFT);
  } catch {
    // Storage is blocked: then a visitor who leaves the demo comes back by opening a page of it.
  }
}

/** Opens the session that asks for nothing, where there is one: in the demo, for whoever has not just signed out. */
export async function openByItself(): Promise<Session | null> {
  return isRemembered() ? null : unlessSignedOut(() => api.call('openSession', { body: {} }));
}

/** Goes on as somebody else, or as nobody: what the one before could see is forgotten. */
export function beginSession(queries: QueryClient, session: Session | null): void {
  remember(session === null);
  queries.setQueryData(sessionQuery.queryKey, session);
  // The session's own query stays: whoever watches it would not notice that a new one has taken its place.
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
}
