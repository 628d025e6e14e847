import type { Signature } from '@illuminate/contract';
import type { Reach } from '../access/reach.ts';
import { invalidInput } from '../refusal.ts';
import { requireCurrentVersion } from './agreement/accept-agreement.ts';
import type { Permission } from './record-permission.ts';

/** Whoever looks after everybody vouches that it was arranged; an organisation agrees. @throws Refusal where it does not */
export function permissionOf({ all }: Pick<Reach, 'all'>, agreement: Signature | undefined): Permission {
  if (agreement !== undefined) {
    requireCurrentVersion(agreement.version);
    return { kind: 'accepted', name: agreement.name, position: agreement.position ?? null };
  }
  if (all) return { kind: 'arranged' };
  throw invalidInput([
    { path: 'body.agreement', message: 'say who agrees to the data agreement, and to which version' },
  ]);
}
