import type { Session } from '@illuminate/contract';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { api, isSignedOut } from '../api/client.ts';

/** Who is signed in; in the demo a session opens by itself. @returns null where a key is needed */
async function findSession(): Promise<Session | null> {
  try {
    return await api.call('showSession', {});
  } catch (err) {
    if (!isSignedOut(err)) throw err;
  }
  try {
    return await api.call('openSession', { body: {} });
  } catch (err) {
    if (!isSignedOut(err)) throw err;
    return null;
  }
}

export const sessionQuery = queryOptions({
  queryKey: ['session'],
  queryFn: findSession,
  staleTime: 5 * 60_000,
  retry: 2,
});

/** Goes on as somebody else, or as nobody: what the one before could see is forgotten. */
export function beginSession(queries: QueryClient, session: Session | null): void {
  queries.setQueryData(sessionQuery.queryKey, session);
  // The session's own query stays: whoever watches it would not notice that a new one has taken its place.
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== sessionQuery.queryKey[0] });
}
