import { useParams, useRouterState } from '@tanstack/react-router';

/** The token at the end of a mailed link, behind its # or, from somebody who wrote it so, its last slash; empty where it was cut short. */
export function useLinkToken(): string {
  const hash = useRouterState({ select: ({ location }) => location.hash });
  const last = useParams({ strict: false, select: ({ token }) => token }) ?? '';
  return hash === '' ? last : hash;
}
