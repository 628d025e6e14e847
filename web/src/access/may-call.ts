import { OPERATIONS, type OperationId, type Session } from '@illuminate/contract';

/** Whether the reader may call an operation. The API decides; this only keeps pages and links away that would be refused. */
export function mayCall(session: Session | null, id: OperationId): boolean {
  const { scope } = OPERATIONS[id];
  if (scope === 'public') return true;
  if (session === null || scope === 'signed') return false;
  return session.kind === 'operator' || scope !== 'operator';
}
