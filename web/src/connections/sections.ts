import type { HeadlineCode } from '@illuminate/contract';

/** The parts of a connection's page that an action may lead to. */
export type SectionAnchor = 'permission' | 'history' | 'sign-in' | 'updates' | 'rejects';

/** Where on a connection's page a headline is explained. */
export const EXPLAINED_AT: Record<HeadlineCode, SectionAnchor> = {
  WITHDRAWN: 'permission',
  AWAITING_CONSENT: 'permission',
  NOT_SET_UP: 'sign-in',
  PAUSED: 'updates',
  SUSPENDED: 'permission',
  CRED_REJECTED: 'sign-in',
  CRED_INSUFFICIENT: 'sign-in',
  BACKFILL: 'history',
  NO_EVENTS: 'updates',
  FAILED: 'updates',
  PROVIDER_DOWN: 'updates',
  RETRYING: 'updates',
  STALE: 'updates',
  PARTIAL: 'rejects',
  OK: 'updates',
};
