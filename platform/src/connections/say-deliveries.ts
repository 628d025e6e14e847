// What people read of deliveries in a headline.
import type { Gap } from '../deliveries/standing.ts';
import { type DeliveryStatusFacts, deliveriesStaleAfterMs } from './delivery-facts.ts';
import { sayAt, sayMoment, sayPeriod, saySpan } from './say-time.ts';

interface When {
  readonly zone: string;
  readonly now: Date;
}

/** "Deliveries 14 to 15 have not arrived; they would cover 3 to 5 March." */
export function sayMissingDeliveries({ gaps, holes, refused }: DeliveryStatusFacts, when: When): string {
  const numbers = gaps.length > 0 ? sayGapNumbers(gaps, refused, when) : null;
  const [newest] = refused;
  if (numbers === null && newest !== undefined) {
    return `Delivery ${newest.sequence} was refused ${sayAt(newest.at, when)} and has not been sent again: ${newest.detail}`;
  }
  const [hole] = holes;
  const others = holes.length - 1;
  const more = others > 0 ? ` (and ${others} more such ${others === 1 ? 'time' : 'times'})` : '';
  const times =
    hole === undefined
      ? null
      : `No delivery covers ${sayPeriod(hole, when)}${more}${numbers === null ? ', though none is missing by number' : ''}.`;
  return [numbers, times].filter((sentence) => sentence !== null).join(' ');
}

function sayGapNumbers(gaps: readonly Gap[], refused: DeliveryStatusFacts['refused'], when: When): string {
  const [first] = gaps;
  if (first === undefined) return '';
  const isOne = gaps.length === 1 && first.from === first.to;
  const wasRefused = isOne && refused.some(({ sequence }) => sequence === first.from);
  const shown = gaps.slice(0, 3).map(({ from, to }) => (from === to ? `${from}` : `${from} to ${to}`));
  const rest = gaps.length - shown.length;
  const list =
    rest > 0 ? `${shown.join(', ')} and ${rest} more` : shown.join(' and ').replace(/ and (?=.* and )/g, ', ');
  const covers =
    gaps.length === 1 && first.covers !== null
      ? `; ${isOne ? 'it' : 'they'} would cover ${sayPeriod(first.covers, when)}`
      : '';
  if (wasRefused) return `Delivery ${list} was refused and has not been sent again${covers}.`;
  return `${isOne ? 'Delivery' : 'Deliveries'} ${list} ${isOne ? 'has' : 'have'} not arrived${covers}.`;
}

export function sayStaleDeliveries(deliveries: DeliveryStatusFacts, when: When): string {
  const { coveredTo } = deliveries;
  const to = coveredTo === null ? 'nothing yet' : `sales to ${sayMoment(coveredTo, when)}`;
  const limit = saySpan(deliveriesStaleAfterMs(deliveries) / 1000);
  return `What was delivered covers ${to}; it should never be older than ${limit}. Whoever delivers has to send what is new.`;
}

export function sayArrivingHistory({ coveredTo }: DeliveryStatusFacts, when: When): string {
  const to = coveredTo === null ? '' : `: sales to ${sayMoment(coveredTo, when)} so far`;
  return `History is being delivered, oldest first${to}. You can use what's here.`;
}

export function sayDelivered({ coveredTo, lastSequence }: DeliveryStatusFacts, when: When): string {
  return coveredTo === null
    ? 'All is loaded.'
    : `Sales to ${sayMoment(coveredTo, when)} have been delivered. The last delivery was number ${lastSequence}.`;
}

export function sayWaitingTickets(tickets: number): string {
  return tickets === 1
    ? 'One ticket waits for its performance, which nobody has told of yet. It is in your totals, but with no event.'
    : `${tickets} tickets wait for their performances, which nobody has told of yet. They are in your totals, but with no event.`;
}
