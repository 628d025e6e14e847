// What people read of events that are not matched with activities, and of ticket types that nobody has sorted.
import type { StatusFacts } from './status-facts.ts';

const count = (number: number): string => number.toLocaleString('en-GB');

export const isNothingMatched = ({ matches }: Pick<StatusFacts, 'matches'>): boolean =>
  matches !== null && matches.events > 0 && matches.matched === 0;

export const isPartlyMatched = ({ matches }: Pick<StatusFacts, 'matches'>): boolean =>
  matches !== null && matches.matched < matches.events;

export function sayNothingMatched({ matches, credentialNeeded }: StatusFacts): string {
  const events = matches?.events ?? 0;
  const connected = credentialNeeded ? 'Signed in' : 'Connected';
  return events === 1
    ? `${connected}, but the one event has no matching Event ID.`
    : `${connected}, but none of the ${count(events)} events has a matching Event ID.`;
}

export function sayPartlyMatched({ matches }: StatusFacts): string {
  const { matched, events } = matches ?? { matched: 0, events: 0 };
  const missing = events - matched;
  return `${count(matched)} of ${count(events)} events matched. ${missing === 1 ? 'One is' : `${count(missing)} are`} not included in the figures.`;
}

export function sayUnsorted({ unsortedTicketTypes }: StatusFacts): string {
  const types = unsortedTicketTypes ?? 0;
  return types === 1 ? 'One new ticket type needs a class.' : `${count(types)} new ticket types need a class.`;
}
