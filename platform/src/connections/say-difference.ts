import { sayMoment } from './say-time.ts';
import type { StatusFacts } from './status-facts.ts';

const tickets = (count: number): string => (count === 1 ? 'one ticket' : `${count.toLocaleString('en-GB')} tickets`);

/** What the box office counts otherwise, and what happens about it. */
export function sayDifference(facts: StatusFacts): string {
  const { differs, providerTitle: title } = facts;
  if (differs === null) return 'What the box office counts differs from what is here.';
  const { performances, official, held, since, isMending, shortDeliveries } = differs;
  const said: string[] = [];
  if (performances > 0) {
    const shows =
      performances === 1 ? 'One performance has' : `${performances.toLocaleString('en-GB')} performances have`;
    const figures =
      official === held
        ? 'other tickets here'
        : `${tickets(Math.abs(official - held))} ${official > held ? 'fewer' : 'more'} here`;
    said.push(`${shows} ${figures} than ${title} counts, since ${sayMoment(since, facts)}.`);
  }
  if (shortDeliveries > 0) {
    const batches = shortDeliveries === 1 ? 'one delivery' : `${shortDeliveries} deliveries`;
    said.push(
      `Less is here than ${batches} brought. Have those days delivered once more, or restore the store from a copy.`,
    );
  }
  if (isMending) said.push('We are reading their orders again.');
  return said.join(' ');
}
