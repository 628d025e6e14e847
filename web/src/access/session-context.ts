import type { Session } from '@illuminate/contract';
import { createContext, useContext } from 'react';

export const SessionContext = createContext<Session | null>(null);

/** Who is signed in, on pages that are open to everybody; null is nobody, or not known yet. */
export const useVisitor = (): Session | null => useContext(SessionContext);

/** Who is signed in, on pages that are for somebody. */
export function useSession(): Session {
  const session = useVisitor();
  if (session === null)
    throw new Error('useSession is called on a page that is open to everybody; use useVisitor there.');
  return session;
}
