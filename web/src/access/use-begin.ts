import type { Session } from '@illuminate/contract';
import { useQueryClient } from '@tanstack/react-query';
import { useRouter } from '@tanstack/react-router';
import { homeOf } from './home-of.ts';
import { beginSession } from './session.ts';

/** Begins a session that the API has opened, and goes to a page of it. */
export function useBegin(): (session: Session, to?: string) => void {
  const queries = useQueryClient();
  const router = useRouter();
  return (session, to = homeOf(session)) => {
    beginSession(queries, session);
    // Whoever begins anew has left what was there before, and was asked if there was anything to ask.
    router.history.push(to, undefined, { ignoreBlocker: true });
  };
}
