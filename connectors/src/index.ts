import type { Connector } from '@illuminate/connector-kit';
import * as registry from './registry.ts';

export { type Assessment, type Candidate, candidates, otherSystems } from './candidates.ts';

/** Every connector there is: first those that read a box office, and within that by title, as lists show them. */
export const connectors: readonly Connector[] = Object.values<Connector>(registry).sort(
  (a, b) => Number(b.streams.length > 0) - Number(a.streams.length > 0) || a.title.localeCompare(b.title, 'en'),
);
