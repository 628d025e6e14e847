import type { ConnectionSummary } from '@illuminate/contract';

/** What ends with a connection that waits: the claim that nobody has proven yet, or the whole connection. */
export const whatIsWithdrawn = ({ headline }: Pick<ConnectionSummary, 'headline'>): 'claim' | 'connection' =>
  headline.code === 'UNCLAIMED' ? 'claim' : 'connection';
