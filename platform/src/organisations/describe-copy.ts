import type { Output } from '@illuminate/contract';
import type { StoreCopy } from '../warehouse/copies.ts';

export function describeCopy({ name, madeAt, bytes, tickets }: StoreCopy): Output<'copyStore'> {
  return { name, madeAt: new Date(madeAt).toISOString(), bytes, tickets };
}
