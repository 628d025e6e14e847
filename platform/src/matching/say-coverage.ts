interface Counts {
  readonly events: number;
  readonly matched: number;
}

const count = (number: number): string => number.toLocaleString('en-GB');

/** "118 of 124 events matched; 6 are not in your figures." */
export function sayCoverage({ events, matched }: Counts, hasLog: boolean): string {
  if (!hasLog) return 'The activity log is empty, so there is nothing to match yet.';
  if (events === 0) return 'No event of a box office is here for the time of the activity log.';
  const missing = events - matched;
  if (missing === 0) return events === 1 ? 'The one event is matched.' : `All ${count(events)} events matched.`;
  return `${count(matched)} of ${count(events)} events matched; ${missing === 1 ? 'one is' : `${count(missing)} are`} not in your figures.`;
}
