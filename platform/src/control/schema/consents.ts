import type { Generated, Selectable } from 'kysely';
import type { JsonColumn } from '../json.ts';
import type { Day } from './columns.ts';

export type PollOutcome = 'ok' | 'failed' | 'empty' | 'shrunk';

export interface ConsentsTable {
  id: string;
  connection_id: string;
  client: string;
  state: 'granted' | 'withdrawn';
  evidence: JsonColumn<Record<string, unknown>>;
  since: Date;
  ended_at: Date | null;
}

export type ClaimState = 'waiting' | 'at-desk' | 'proven' | 'declined';

/** That a client at a provider is this organisation's. A connection has one that is open; those before it have ended. */
export interface ClaimsTable {
  id: string;
  connection_id: string;
  organisation_id: string;
  provider: string;
  client: string;
  state: ClaimState;
  /** Why the desk decides it. */
  why_desk: 'rival' | 'asked' | null;
  /** Opens nothing by itself: it proves something only where it is seen. */
  code: string | null;
  code_until: Date | null;
  /** What the organisation told the desk. */
  note: string | null;
  /** What it was decided by. */
  evidence: JsonColumn<Record<string, unknown>> | null;
  looked_at: Date | null;
  started_by: string;
  started_at: Date;
  decided_at: Date | null;
  ended_at: Date | null;
}

/** Of the data agreement: who agreed to which text. A connection has one in force at most. */
export interface AgreementsTable {
  id: string;
  connection_id: string;
  organisation_id: string;
  version: string;
  /** Markdown, as it was agreed to. */
  text: string;
  hash: string;
  /** `arranged`: the operator vouches for it, outside of this system. */
  basis: 'accepted' | 'arranged';
  name: string;
  position: string | null;
  actor: string;
  accepted_at: Date;
  review_on: Day;
  ended_at: Date | null;
}

export type ReceiptKind = 'given' | 'confirmed' | 'withdrawn';

/** What an organisation keeps of its consent. Never changed: its hash is in the audit trail. */
export interface ReceiptsTable {
  id: string;
  connection_id: string;
  organisation_id: string;
  kind: ReceiptKind;
  at: Date;
  document: JsonColumn<Record<string, unknown>>;
  hash: string;
}

export interface ConsentPollsTable {
  seq: Generated<number>;
  provider: string;
  at: Date;
  outcome: PollOutcome;
  clients_count: number | null;
  detail: string | null;
}

export interface ConsentTables {
  consents: ConsentsTable;
  claims: ClaimsTable;
  agreements: AgreementsTable;
  receipts: ReceiptsTable;
  consent_polls: ConsentPollsTable;
}

export type ClaimRow = Selectable<ClaimsTable>;
export type AgreementRow = Selectable<AgreementsTable>;
