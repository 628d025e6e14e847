/** A batch that was delivered and loaded. Instants are milliseconds. */
export interface LoadedDelivery {
  readonly batch: string;
  readonly sequence: number;
  readonly manifestHash: string;
  readonly keyId: string;
  readonly periodFrom: number;
  readonly periodTo: number;
  readonly parts: number;
  readonly orders: number;
  readonly tickets: number;
  readonly performances: number;
  /** Orders that changed nothing: they were here, the same or newer. */
  readonly unchanged: number;
  readonly loadedAt: number;
}

export type WhichDelivery = { readonly batch: string } | { readonly sequence: number };

export interface LoadDeliveryRequest extends Omit<LoadedDelivery, 'unchanged' | 'loadedAt'> {
  readonly connectionId: string;
  /** Token of the claim on the batch: one that was overtaken cannot write. */
  readonly fence: number;
  /** Milliseconds, our clock. */
  readonly recordedAt: number;
}

/** What a store knows of the deliveries of a connection. */
export interface DeliveryFacts {
  readonly batches: number;
  readonly lastSequence: number | null;
  readonly lastLoadedAt: number | null;
  /** The latest end of a period. */
  readonly coveredTo: number | null;
  /** Sequence numbers that were loaded, as spans with both ends included, rising. */
  readonly sequences: readonly (readonly [number, number])[];
  /** What the periods cover together, as half-open spans, rising. */
  readonly periods: readonly (readonly [number, number])[];
  /** Of each gap in `sequences`, between which instants it lies: the end of the batch before and the start of the one after. */
  readonly gapPeriods: readonly (readonly [number, number])[];
  /** The usual time from one period's end to the next, in ms; null of fewer than three. */
  readonly rhythmMs: number | null;
  /** Tickets of performances that nobody has told of yet. */
  readonly waitingTickets: number;
}
