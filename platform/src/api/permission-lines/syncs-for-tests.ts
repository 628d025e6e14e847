import type { OperationId } from '@illuminate/contract';
import { type Line, ofConnection } from './line-for-tests.ts';

export const SYNCS_LINES = {
  listSyncs: { who: 'read', people: 'mia dp', names: true, asks: ofConnection },
  showSync: { who: 'read', people: 'mia dp', names: true, asks: ({ sync }) => ({ params: { sync } }) },
  listRejects: { who: 'read', people: 'ia', names: true, asks: ofConnection },
  startSync: { who: 'write', people: 'ia dp', names: true, asks: ofConnection },
  showKeptPages: { who: 'read', people: 'mia dp', names: true, asks: ofConnection },
  replayPages: { who: 'write', people: 'a dp', names: true, asks: ofConnection },
  showResync: { who: 'read', people: 'mia dp', names: true, asks: ofConnection },
  startResync: { who: 'write', people: 'a dp', names: true, asks: ofConnection },
  abandonResync: { who: 'write', people: 'a dp', names: true, asks: ofConnection },
  showReconciliation: { who: 'read', people: 'mia', names: true, asks: ofConnection },
  listReconciledPerformances: { who: 'read', people: 'mia', names: true, asks: ofConnection },
  compareNow: { who: 'write', people: 'ia', names: true, asks: ofConnection },
  readAgain: { who: 'write', people: 'a', names: true, asks: ofConnection },
} as const satisfies Partial<Record<OperationId, Line>>;
