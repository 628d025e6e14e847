import type { Connector } from '@illuminate/connector-kit';

/** What each stream keeps, as its connector says it; the fields themselves where it says nothing. */
export function collectedInWords(streams: Connector['streams']): string[] {
  return streams.map(({ name, inWords, keeps }) => inWords ?? `${name}: ${keeps.join(', ')}`);
}
