import type { Progress, Sync } from '@illuminate/contract';
import { count, lowerFirst } from '../words.ts';

export const isOver = ({ state }: Sync): boolean => state !== 'queued' && state !== 'running';

/** "12 of 64 months". */
export function describeProgress({ monthsLoaded, monthsTotal, complete }: Progress): string {
  return `${monthsLoaded} of ${count(monthsTotal, 'month')}${complete ? ', complete' : ''}`;
}

/** A sync in a few words, whether it goes on or is over. */
export function describeSync({ state, doing, progress, counts }: Sync): string {
  if (state === 'queued') return 'queued';
  const parts = [
    state,
    ...(doing === null ? [] : [lowerFirst(doing)]),
    ...(progress === null || progress.complete ? [] : [describeProgress(progress)]),
    `${count(counts.ordersRead, 'order')} read`,
    `${counts.ordersChanged.toLocaleString('en-GB')} changed`,
    ...(counts.rejects === 0 ? [] : [count(counts.rejects, 'reject')]),
  ];
  return parts.join(', ');
}
