import type { Schedule } from './occurrences.ts';

/** What the platform does by itself. Each name is also the name of its handler. */
export const schedules: readonly Schedule[] = [
  // A toggle turned on in a box office is noticed within a minute.
  { name: 'consents', everySeconds: 30, atOnce: true },
  // The code of a claim is looked for by the clock, so that nothing can be told from when.
  { name: 'claims', everySeconds: 15 },
  { name: 'syncs', everySeconds: 5, atOnce: true },
  { name: 'mails', everySeconds: 5, atOnce: true },
  { name: 'deletions', everySeconds: 60 },
  { name: 'incidents', everySeconds: 60 },
  { name: 'dumps', everySeconds: 3600, jitterSeconds: 300 },
  { name: 'first-copies', everySeconds: 300 },
  { name: 'store-scans', everySeconds: 86_400, offsetSeconds: 4500, jitterSeconds: 1800 },
  // Before the copies, which then hold what is kept.
  { name: 'retention', everySeconds: 86_400, offsetSeconds: 5400, jitterSeconds: 900 },
  { name: 'store-copies', everySeconds: 86_400, offsetSeconds: 7200, jitterSeconds: 1800 },
  { name: 'compare-delivered', everySeconds: 900, jitterSeconds: 300 },
  { name: 'prune', everySeconds: 21_600, jitterSeconds: 1800 },
];
