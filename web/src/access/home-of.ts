import type { Session } from '@illuminate/contract';
import { paths } from '../paths.ts';
import { mayCall } from './may-call.ts';

/** The first page of a reader: for whoever looks after all organisations and belongs to none, the one that begins with what is worst. */
export function homeOf(session: Session | null): typeof paths.connections | typeof paths.fleet {
  const looksAfterAll = session?.kind === 'person' && session.memberships.length === 0 && mayCall(session, 'listFleet');
  return looksAfterAll ? paths.fleet : paths.connections;
}
