import type { OperationId, Session } from '@illuminate/contract';

/**
 * Whether the reader may call an operation, in one organisation or anywhere. The API decides; this only keeps links and buttons away
 * that would be refused.
 */
export function mayCall(session: Session | null, id: OperationId, organisation?: string): boolean {
  if (session === null) return false;
  if (session.may.includes(id)) return true;
  return session.memberships.some(
    (one) => one.may.includes(id) && (organisation === undefined || one.organisation.slug === organisation),
  );
}
