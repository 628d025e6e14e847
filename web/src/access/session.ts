import type { Session } from '@illuminate/contract';
import { type QueryClient, queryOptions } from '@tanstack/react-query';
import { api } from '../api/client.ts';
import { afterLook, type Readers } from './reader.ts';

const KEY = ['session'] as const;

/** Who reads this tab, and who is signed in. */
export const readersQuery = queryOptions({
  queryKey: KEY,
  queryFn: async ({ client, signal }): Promise<Readers> => {
    const { session } = await api.call('lookUpSession', { signal });
    return afterLook(readersIn(client), session);
  },
  staleTime: 5 * 60_000,
  retry: 2,
  // Another tab is where somebody signs out, or in as somebody else.
  refetchOnWindowFocus: 'always',
});

/** What is known of it without asking. */
export const readersIn = (queries: QueryClient): Readers | undefined => queries.getQueryData<Readers>(KEY);

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
  if (isRemembered()) return null;
  const { session, demo } = await api.call('lookUpSession', {});
  // Where there is none to be opened, asking for one would be an error that nobody made.
  return demo && session === null ? api.call('openSession', { body: {} }) : session;
}

/** Goes on as somebody else, or as nobody: what the one before could see is forgotten. */
export function beginSession(queries: QueryClient, session: Session | null): void {
  remember(session === null);
  takeOver(queries, session);
}

/** Goes on as whoever is signed in by now, by a deed of another tab or none. */
export function takeOver(queries: QueryClient, session: Session | null): void {
  // A look that is still under way would bring back the one before.
  void queries.cancelQueries({ queryKey: KEY });
  queries.setQueryData<Readers>(KEY, { here: session, now: session });
  // The session's own query stays: whoever watches it would not notice that a new one has taken its place.
  queries.removeQueries({ predicate: ({ queryKey }) => queryKey[0] !== KEY[0] });
}

/** Goes on where the page is, with the session that was opened, if it is the reader's own; otherwise it is said whose it is. */
export function goOnWith(queries: QueryClient, session: Session): void {
  remember(false);
  void queries.cancelQueries({ queryKey: KEY });
  queries.setQueryData<Readers>(KEY, (before) => afterLook(before, session));
}
