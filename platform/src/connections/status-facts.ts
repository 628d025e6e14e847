import type { Fault, Progress } from '@illuminate/contract';
import type { ConnectionMethod, ConnectionState } from '../control/schema/connections.ts';
import type { ClaimState, PollOutcome } from '../control/schema/consents.ts';
import type { DifferenceFacts } from '../reconciliation/difference-facts.ts';
import type { Unread } from '../warehouse/store-types.ts';
import type { DeliveryStatusFacts } from './delivery-facts.ts';
import type { UploadStatusFacts } from './upload-facts.ts';

/** Why a state is what it is, where the state alone does not tell. Stored in `connections.state_reason`. */
export const STATE_REASONS = [
  'consent-withdrawn',
  'consent-list-failed',
  'consent-list-empty',
  'consent-list-shrunk',
  'resumed-against-list',
  'by-person',
  'restored',
] as const;
export type StateReason = (typeof STATE_REASONS)[number];

export interface SyncFacts {
  readonly startedAt: Date | null;
  readonly endedAt: Date | null;
  readonly state: 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'interrupted';
  readonly failure: Fault | null;
}

/** Everything that a connection's status is worked out from. */
export interface StatusFacts {
  readonly now: Date;
  readonly zone: string;
  /** Short name. */
  readonly organisation: string;
  readonly providerTitle: string;
  readonly method: ConnectionMethod;
  readonly state: ConnectionState;
  readonly stateReason: string | null;
  readonly stateBy: string;
  readonly stateAt: Date;
  readonly createdAt: Date;
  readonly consent: { readonly state: 'granted' | 'withdrawn'; readonly at: Date } | null;
  /** That the client is the organisation's own; null where no client is claimed. */
  readonly claim: { readonly state: ClaimState; readonly codeUntil: Date | null } | null;
  /** The data agreement in force. */
  readonly agreement: { readonly reviewOn: string } | null;
  /** The latest reading of the provider's list of permissions. */
  readonly consentList: { readonly outcome: PollOutcome; readonly at: Date } | null;
  /** The sign-in that collection rests on: the connection's own, or the operator's at the provider. */
  readonly credential: { readonly rejectedAt: Date | null; readonly lastUsedAt: Date | null } | null;
  /** False for a public feed. */
  readonly credentialNeeded: boolean;
  /** Whether there are sales of the past to be loaded. */
  readonly hasHistory: boolean;
  readonly cannotSee: readonly string[];
  readonly running: SyncFacts | null;
  /** The last sync that ran to an end, good or bad. */
  readonly lastEnded: SyncFacts | null;
  readonly lastSuccessAt: Date | null;
  /** When the first update since then failed; null where none has. */
  readonly failingSince: Date | null;
  /** The stream that has failed most often in a row. */
  readonly worstStream: {
    readonly stream: string;
    readonly failures: number;
    readonly retryAt: Date | null;
    readonly fault: Fault | null;
  } | null;
  readonly progress: Progress | null;
  /** Since when the organisation's store is known to be damaged; null if it is not. */
  readonly storeDamagedAt: Date | null;
  readonly events: number;
  readonly rejects: Unread;
  /** The box office's wall clock minus that of `zone`, in ms; null where they agree. */
  readonly clockDifference: number | null;
  /** Performances that another connection sells as well, while nobody has chosen which counts. Days are YYYY-MM-DD. */
  readonly twoSources: {
    readonly performances: number;
    readonly from: string;
    readonly to: string;
    /** Names of connections: the other one, and the one that counts meanwhile. */
    readonly other: string;
    readonly first: string;
  } | null;
  /** What the box office counts otherwise, twice in a row; null where nothing does. */
  readonly differs: DifferenceFacts | null;
  /** Whether what differs can be read again over this connection. */
  readonly canReadAgain: boolean;
  /** How often something is sold, by what is here; null where that does not tell. */
  readonly sales: { readonly latestAt: Date; readonly usualGapMs: number } | null;
  /** Of the organisation's activities and the events here; null, which is "not applicable", until it has activities. */
  readonly matches: { readonly matched: number; readonly events: number } | null;
  /** Ticket types that nobody has sorted; null, which is "not applicable", until ticket types are sorted. */
  readonly unsortedTicketTypes: number | null;
  readonly dataTo: Date | null;
  readonly syncEverySeconds: number;
  readonly nextSyncAt: Date | null;
  /** Null where none are taken. */
  readonly deliveries: DeliveryStatusFacts | null;
  /** Null where nothing is uploaded by people. */
  readonly uploads: UploadStatusFacts | null;
}
