// What people read of the permission that a connection rests on.
import { sayAt } from './say-time.ts';
import type { StatusFacts } from './status-facts.ts';

export function sayWhySuspended(facts: StatusFacts): string {
  const when = `Collection stopped ${sayAt(facts.stateAt, facts)}`;
  const list = `${facts.providerTitle}'s list of permissions`;
  switch (facts.stateReason) {
    case 'consent-list-failed':
      return `${when}: we could not read ${list}. We go on by ourselves as soon as it can be read and names you.`;
    case 'consent-list-empty':
      return `${when}: ${list} came back empty. Either permission was withdrawn or the list is broken; we collect nothing until it names you again, and the operator is looking into it.`;
    case 'consent-list-shrunk':
      return `${when}: ${list} lost many names at once, yours among them. Either permission was withdrawn or the list is broken; the operator is looking into it.`;
    case 'restored':
      return facts.method === 'provider-consent'
        ? `${when}, because the control database was restored from a dump. We go on as soon as ${list} names you again.`
        : `${when}, because the control database was restored from a dump. Resume it if permission still stands.`;
    default:
      return `${when}. It goes on when the operator has made sure that permission still stands.`;
  }
}

export const sayCalledOff = (facts: StatusFacts): string =>
  `Withdrawn by ${facts.stateBy} ${sayAt(facts.stateAt, facts)}, before permission was given. Nothing was collected.`;

export function sayStopped(facts: StatusFacts): string {
  // What becomes of what was collected before is decided apart, and may change until it is deleted.
  const since = 'Nothing has been collected since.';
  return facts.stateReason === 'consent-withdrawn'
    ? `Permission was withdrawn in ${facts.providerTitle}; we noticed ${sayAt(facts.stateAt, facts)}. ${since}`
    : `Stopped by ${facts.stateBy} ${sayAt(facts.stateAt, facts)}. ${since}`;
}
