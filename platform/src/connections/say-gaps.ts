import type { Unread } from '../warehouse/store-types.ts';

export function unreadRecords({ missing, tickets, outdated, details, doubts, doubled }: Unread): number {
  return missing + tickets + outdated + details + doubts + doubled;
}

/** What is missing in figures, by what really is: records, newer versions of them, or mere details. */
export function sayGaps({ missing, tickets, outdated, details, doubts, doubled }: Unread): string {
  const said: string[] = [];
  if (missing > 0) {
    said.push(
      missing === 1
        ? 'One record could not be read and is not in your figures.'
        : `${missing} records could not be read and are not in your figures.`,
    );
  }
  if (tickets > 0) {
    said.push(
      tickets === 1
        ? 'One ticket could not be read and is not in your figures; the rest of its order is.'
        : `${tickets} tickets could not be read and are not in your figures; the rest of their orders is.`,
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
  if (doubled > 0) {
    const looking = 'Look at those orders in the box office.';
    said.push(
      doubled === 1
        ? `One ticket stands in two orders: the later order has it, and it counts once. ${looking}`
        : `${doubled} tickets stand in two orders: the later order has them, and each counts once. ${looking}`,
    );
  }
  said.push('The rest is up to date.');
  return said.join(' ');
}
