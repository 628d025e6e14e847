import type { RequestEvent, RequestState } from '@illuminate/contract';
import type { Selectable } from 'kysely';
import type { Bytes, Day } from './columns.ts';

/** How many visitors said on a day that they use a system that is not integrated. Nothing of the visitors. */
export interface ProviderWishesTable {
  system: string;
  day: Day;
  number: number;
}

/** What somebody asked the support desk for. */
export interface RequestsTable {
  /** What people call it, such as R-1042. */
  id: string;
  number: number;
  kind: 'connection' | 'sign-up';
  state: RequestState;
  provider: string | null;
  organisation_id: string | null;
  organisation_name: string;
  contact_name: string;
  contact_email: string;
  account: string | null;
  need: string | null;
  /** SHA-256 of the token in its requester's link. */
  link_hash: Bytes;
  /** The token itself, sealed: each mail to its requester carries the link. */
  link_sealed: Bytes;
  /** Null until the address is confirmed; the desk sees nothing before. */
  confirmed_at: Date | null;
  created_at: Date;
  state_at: Date;
  touched_at: Date;
  /** The e-mail address of somebody of the desk. */
  assignee: string | null;
  connection_id: string | null;
}

export interface RequestEventsTable {
  request_id: string;
  /** In the order in which it happened to this request, from 1. */
  number: number;
  at: Date;
  by_whom: string;
  side: 'requester' | 'desk' | 'system';
  what: RequestEvent['what'];
  internal: boolean;
  to_state: RequestState | null;
  text: string | null;
}

export interface RequestTables {
  provider_wishes: ProviderWishesTable;
  requests: RequestsTable;
  request_events: RequestEventsTable;
}

export type RequestRow = Selectable<RequestsTable>;
export type RequestEventRow = Selectable<RequestEventsTable>;
