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
    ...describeFeed(counts),
    ...(counts.ordersRead === 0 && counts.feedItems + counts.observed > 0 ? [] : describeOrders(counts)),
    ...(counts.rejects === 0 ? [] : [count(counts.rejects, 'reject')]),
    ...Object.entries(counts.warnings).map(
      ([code, times]) => `${count(times, 'warning')} (${code.replaceAll('-', ' ')})`,
    ),
  ];
  return parts.join(', ');
}

const describeOrders = ({ ordersRead, ordersChanged }: Sync['counts']): string[] => [
  `${count(ordersRead, 'order')} read`,
  `${ordersChanged.toLocaleString('en-GB')} changed`,
];

function describeFeed({ feedItems, feedItemsChanged, observed, disappeared }: Sync['counts']): string[] {
  return [
    ...(feedItems === 0
      ? []
      : [`${feedItemsChanged.toLocaleString('en-GB')} of ${count(feedItems, 'feed item')} new or changed`]),
    ...(disappeared === 0 ? [] : [`${count(disappeared, 'performance')} gone`]),
    ...(observed === 0 ? [] : [`${count(observed, 'performance')} observed`]),
  ];
}
