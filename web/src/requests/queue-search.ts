export interface QueueSearch {
  readonly state?: 'closed';
  readonly whose?: 'nobody';
}

/** Of the address; what it does not know it leaves out. */
export function readQueueSearch(search: Record<string, unknown>): QueueSearch {
  return {
    ...(search.state === 'closed' ? { state: 'closed' } : {}),
    ...(search.whose === 'nobody' ? { whose: 'nobody' } : {}),
  };
}
