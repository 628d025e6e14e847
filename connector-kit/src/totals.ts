import type { EvidenceLabel } from './define-connector.ts';

/** An event whose performances the box office is asked to count. Ids are the provider's own, as they are stored. */
export interface CountedEvent {
  readonly id: string;
  readonly performances: readonly string[];
}

/** What the box office says was sold for one performance. */
export interface PerformanceTotal {
  readonly performanceId: string;
  readonly sold: number;
  /** True where seats that are held, locked or in a basket may be among these: `sold` is then the most that it can be. */
  readonly isUpperBound: boolean;
  /** Seats that are neither sold nor to be had, as far as it tells. */
  readonly held: number | null;
}

export interface EventTotals {
  readonly totals: readonly PerformanceTotal[];
  /** Performances that it failed on, and only on these. */
  readonly unanswered?: readonly string[];
  /** The instant (ms) the first request began. */
  readonly requestedAt: number;
}

/** What a box office says of itself, to compare with what is held. */
export interface Totals<Client> {
  readonly label: EvidenceLabel;
  /** What is counted, in words for a person: "seats sold and scanned, by events/{id}/availability". */
  readonly what: string;
  /** Whether its figure is the number of tickets, or the most that it can be. */
  readonly says: 'exactly' | 'at-most';
  /**
   * Asks for one event, in as few requests as there are. A performance that the answer leaves out is not told of. Without it the
   * observations of capacity say it already, and nothing is asked.
   * @throws NotFoundError if the box office does not show the event; any other ConnectorError
   */
  readonly ask?: (client: Client, event: CountedEvent, signal: AbortSignal) => Promise<EventTotals>;
}
