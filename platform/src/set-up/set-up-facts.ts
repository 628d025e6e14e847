import type { Headline } from '@illuminate/contract';

/** What of a connection tells how far an organisation is. */
export interface SetUpConnection {
  readonly name: string;
  readonly state: 'waiting_for_consent' | 'active' | 'suspended' | 'paused' | 'stopped';
  readonly headline: Pick<Headline, 'code' | 'tone' | 'sentence' | 'action'>;
  readonly events: number;
  readonly orders: number;
  readonly isHistoryLoaded: boolean;
  /** Null where no agreement is needed, or none can be recorded. */
  readonly isAgreed: boolean | null;
  /** Whether the box office says anything that tickets could be compared with. */
  readonly isComparable: boolean;
  /** Whether it is made of what people upload. */
  readonly uploads: boolean;
  readonly compared: { readonly differs: boolean } | null;
}

/** Everything that the list is worked out from. */
export interface SetUpFacts {
  readonly organisation: { readonly name: string; readonly zone: string; readonly currency: string };
  readonly connections: readonly SetUpConnection[];
  /** People who have joined, and invitations that are open; null where this platform has no accounts. */
  readonly people: { readonly joined: number; readonly invited: number } | null;
  /** Null until there are activities. */
  readonly matches: { readonly matched: number; readonly events: number } | null;
  /** Whether any ticket type was ever given a class, and how many with tickets have none. */
  readonly ticketTypes: { readonly hasBegun: boolean; readonly unsorted: number };
  readonly hasSeenReport: boolean;
}
