import type { Unread } from '../warehouse/store-types.ts';

export function unreadRecords({ missing, outdated, details, doubts }: Unread): number {
  return missing + outdated + details + doubts;
}

/** What is missing in figures, by what really is: records, newer versions of them, or mere details. */
export function sayGaps({ missing, outdated, details, doubts }: Unread): string {
  const said: string[] = [];
  if (missing > 0) {
    said.push(
      missing === 1
        ? 'One record could not be read and is not in your figures.'
        : `${missing} records could not be read and are not in your figures.`,
    );
  }
  if (outdated > 0) {
    said.push(
      outdated === 1
        ? 'A change to one record could not be read: your figures have it as it was before.'
        : `Changes to ${outdated} records could not be read: your figures have them as they were before.`,
    );
  }
  if (details > 0) {
    said.push(
      details === 1
        ? 'Of one record a name, a date, an area or a capacity is missing; it does count.'
        : `Of ${details} records a name, a date, an area or a capacity is missing; they do count.`,
    );
  }
  if (doubts > 0) {
    said.push(
      'Many performances to come are missing from the feed at once; none was deleted, until somebody has looked.',
    );
  }
  said.push('The rest is up to date.');
  return said.join(' ');
}
