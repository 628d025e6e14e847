import type { SyncTrigger } from '../control/schema/syncs.ts';

/** Syncs that read again what has been read before: they say nothing of how far the connection is, nor when its next one is due. */
export const REWORKS = ['replay', 'resync'] as const satisfies readonly SyncTrigger[];

export function isRework(trigger: SyncTrigger): boolean {
  return trigger === 'replay' || trigger === 'resync';
}
