// The control database as Kysely sees it; the SQL that makes it is in migrations/.
import type {
  ActivityKind,
  Artform,
  ExclusionReason,
  Group,
  NumbersMethod,
  OrganisationRole,
  PlatformRole,
  ReportCriteria,
  ReportDefinition,
  ReportOutput,
  ReportRunState,
  ReportTemplate,
  ReportType,
  RequestEvent,
  RequestState,
  Role,
  TicketClass,
} from '@illuminate/contract';
import type { ColumnType, Generated, Selectable } from 'kysely';
import type { JsonColumn } from './json.ts';

/** Bytes come out as Buffer from both back ends, and either kind goes in. */
type Bytes = ColumnType<Buffer, Uint8Array, Uint8Array>;
/** A calendar day as YYYY-MM-DD: a Date would shift it by the zone of the machine. */
type Day = string;

export type ConnectionMethod = 'provider-consent' | 'api-credentials' | 'support-request' | 'delivery' | 'upload';
export type ConnectionState = 'waiting_for_consent' | 'active' | 'suspended' | 'paused' | 'stopped';
export type SyncTrigger = 'schedule' | 'manual' | 'consent' | 'start' | 'replay' | 'resync';
export type ResyncState = 'reading' | 'asking' | 'done' | 'abandoned';
export type SyncState = 'queued' | 'running' | 'succeeded' | 'failed' | 'cancelled' | 'interrupted';
export type KeyPurpose = 'data' | 'pseudonym';
export type PollOutcome = 'ok' | 'failed' | 'empty' | 'shrunk';
export type ScheduleOutcome = 'ok' | 'failed' | 'interrupted';

export interface SyncFailure {
  code: string;
  cause: string;
  who_acts: string;
  next_step: string;
  stream: string | null;
  reference: string;
}

export interface DataFolderTable {
  only_one: Generated<boolean>;
  id: string;
  control_id: string;
  bound_at: Date;
}

export interface OrganisationsTable {
  id: string;
  slug: string;
  name: string;
  zone: string;
  currency: string;
  created_at: Date;
}

export interface OrganisationKeysTable {
  /** No foreign key: 'platform' holds the key of partner credentials. */
  organisation_id: string;
  purpose: KeyPurpose;
  version: number;
  master_key_id: string;
  wrapped: Bytes;
  created_at: Date;
  retired_at: Date | null;
}

export interface ConnectionsTable {
  id: string;
  organisation_id: string;
  name: string;
  provider: string;
  method: ConnectionMethod;
  state: ConnectionState;
  state_reason: string | null;
  state_by: string;
  state_at: Date;
  /** What the connection was before a restore suspended it; null otherwise. */
  state_before: ConnectionState | null;
  settings: JsonColumn<Record<string, unknown>>;
  history_from: Day | null;
  sync_every_seconds: number;
  capabilities: JsonColumn<Record<string, unknown>> | null;
  probed_at: Date | null;
  /** The last fence given out; raised in the transaction that claims a sync. */
  fence_counter: Generated<number>;
  created_at: Date;
}

export interface CredentialsTable {
  id: string;
  connection_id: string | null;
  /** A partner credential: one per provider, of no connection. */
  provider: string | null;
  sealed: Bytes;
  last_four: string;
  created_at: Date;
  rotated_at: Date | null;
  rejected_at: Date | null;
  last_used_at: Date | null;
}

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

export interface SyncsTable {
  id: string;
  connection_id: string;
  trigger: SyncTrigger;
  state: SyncState;
  fence: number | null;
  worker: string | null;
  queued_at: Date;
  lease_until: Date | null;
  heartbeat_at: Date | null;
  progress_at: Date | null;
  started_at: Date | null;
  ended_at: Date | null;
  progress: JsonColumn<Record<string, unknown>> | null;
  counts: JsonColumn<Record<string, unknown>> | null;
  failure: JsonColumn<SyncFailure> | null;
}

export interface KeptPagesTable {
  connection_id: string;
  /** When kept pages were last dropped before their time. */
  dropped_at: Date;
  dropped_files: number;
  dropped_reason: 'room' | 'unwritable';
}

export interface ResyncsTable {
  id: string;
  connection_id: string;
  state: ResyncState;
  asked_at: Date;
  asked_by: string;
  ended_at: Date | null;
  /** How many of its runs have ended. */
  runs: Generated<number>;
  /** A person has looked: what the box office has no more is gone, however much it is. */
  accept_missing: Generated<boolean>;
  progress: JsonColumn<Record<string, unknown>> | null;
  outcome: JsonColumn<Record<string, unknown>> | null;
}

export interface SyncEventsTable {
  seq: Generated<number>;
  sync_id: string;
  at: Date;
  kind: string;
  data: JsonColumn<Record<string, unknown>>;
}

export interface StreamStatesTable {
  connection_id: string;
  stream: string;
  failures: Generated<number>;
  backoff_until: Date | null;
  last_success_at: Date | null;
  last_attempt_at: Date | null;
  last_error: JsonColumn<Record<string, unknown>> | null;
  cursor_hint: JsonColumn<Record<string, unknown>> | null;
}

export type BatchProgress = 'receiving' | 'loading' | 'loaded' | 'refused';

export interface DeliveryKeysTable {
  connection_id: string;
  /** A fingerprint of the public key. */
  key_id: string;
  /** The 32 bytes of an Ed25519 public key. */
  public_key: Bytes;
  name: string;
  added_by: string;
  created_at: Date;
  last_used_at: Date | null;
  retired_at: Date | null;
}

/** A batch as its sender described it. What of it was loaded is told by the store, of which this is a copy. */
export interface DeliveryBatchesTable {
  connection_id: string;
  batch: string;
  sequence: number;
  manifest_hash: string;
  /** Null of a batch that only the store knew of. */
  manifest: JsonColumn<Record<string, unknown>> | null;
  key_id: string;
  period_from: Date;
  period_to: Date;
  parts: number;
  orders: number;
  tickets: number;
  performances: number;
  state: BatchProgress;
  opened_at: Date;
  ended_at: Date | null;
  loaded: JsonColumn<Record<string, unknown>> | null;
  refusal: JsonColumn<Record<string, unknown>> | null;
  /** Its sender must describe it anew, as a part is what the manifest says and cannot be read: it holds its number no longer. */
  spoiled: Generated<boolean>;
  /** Versions of the column maps through which its parts were read, by the number of the part. */
  column_maps: JsonColumn<Record<string, number>> | null;
}

export interface UploadsTable {
  id: string;
  organisation_id: string;
  /** Null until it is confirmed. */
  connection_id: string | null;
  kind: 'sales' | 'events' | 'counts';
  state:
    | 'receiving'
    | 'received'
    | 'checking'
    | 'checked'
    | 'loading'
    | 'loaded'
    | 'undone'
    | 'cancelled'
    | 'expired'
    | 'failed';
  file_name: string;
  bytes: number;
  received_bytes: number;
  sha256: string;
  started_by: string;
  started_at: Date;
  touched_at: Date;
  left_on_computer: JsonColumn<string[]>;
  map: JsonColumn<Record<string, unknown>> | null;
  checked: JsonColumn<Record<string, unknown>> | null;
  receipt: JsonColumn<Record<string, unknown>> | null;
  undone_by: string | null;
  undone_at: Date | null;
  failure: JsonColumn<Record<string, unknown>> | null;
}

/** How files of one layout are read, as a person settled it. */
export interface UploadMapsTable {
  organisation_id: string;
  kind: UploadsTable['kind'];
  fingerprint: string;
  map: JsonColumn<Record<string, unknown>>;
  set_by: string;
  set_at: Date;
}

/** A part that lies in the spool, with what it sums to. */
export interface DeliveryPartsTable {
  connection_id: string;
  batch: string;
  part: number;
  received_at: Date;
  totals: JsonColumn<Record<string, unknown>>;
}

/** How the deliveries of a connection stand, as its store tells: so that a list of connections opens no store. */
export interface DeliveryStandingsTable {
  connection_id: string;
  standing: JsonColumn<Record<string, unknown>>;
}

/** How delivered files of other layouts are read: the latest version holds. */
export interface ColumnMapsTable {
  connection_id: string;
  records: 'orders' | 'performances';
  version: number;
  map: JsonColumn<Record<string, unknown>>;
  fingerprint: string;
  set_by: string;
  set_at: Date;
}

/** Which of two connections counts for performances of these days, as somebody chose. */
export interface SourceChoicesTable {
  id: string;
  organisation_id: string;
  /** In the order in which an organisation's choices were made, from 1. */
  number: number;
  counts_connection_id: string;
  other_connection_id: string;
  both_count: boolean;
  from_day: Day;
  to_day: Day;
  why: string | null;
  chosen_by: string;
  chosen_at: Date;
  undone_by: string | null;
  undone_at: Date | null;
}

/** What a store was last seen to hold from two connections: so that a list of connections opens no store. */
export interface SourceOverlapsTable {
  organisation_id: string;
  first_connection_id: string;
  later_connection_id: string;
  performances: number;
  from_day: Day;
  to_day: Day;
  first_tickets: number;
  later_tickets: number;
  undecided: number;
  undecided_from: Day | null;
  undecided_to: Day | null;
  noticed_at: Date;
}

/** Each time that somebody sorted ticket types, numbered by organisation. */
export interface TicketClassVersionsTable {
  organisation_id: string;
  version: number;
  /** The version whose classes it brought back; 0 for none at all. */
  restores: number | null;
  sorted_by: string;
  sorted_at: Date;
}

/** What a version changed. `type_key` is a digest: what a box office calls its tickets stays in the organisation's store. */
export interface TicketClassChoicesTable {
  organisation_id: string;
  version: number;
  connection_id: string;
  type_key: string;
  /** Null where a class was taken away. */
  class: TicketClass | null;
  is_concession: boolean;
}

/** How many types with tickets a store was last seen to hold without a class: so that a list of connections opens no store. */
export interface UnsortedTicketTypesTable {
  connection_id: string;
  organisation_id: string;
  unsorted: number;
}

export interface SchedulesTable {
  name: string;
  every_seconds: number;
  last_due_at: Date | null;
  last_started_at: Date | null;
  last_ended_at: Date | null;
  last_outcome: ScheduleOutcome | null;
  last_error: JsonColumn<Record<string, unknown>> | null;
  missed: Generated<number>;
  last_missed_at: Date | null;
}

export interface ApiKeysTable {
  id: string;
  hash: Bytes;
  prefix: string;
  name: string;
  /** Null is the operator's. */
  organisation_id: string | null;
  scopes: string[];
  created_at: Date;
  last_used_at: Date | null;
  revoked_at: Date | null;
}

export interface SessionsTable {
  /** SHA-256 of the session's token, in hex. */
  id: string;
  kind: string;
  api_key_id: string | null;
  created_at: Date;
  expires_at: Date;
  /** By which its owner sees and ends it; sessions of people have one. */
  public_id: string | null;
  person_id: string | null;
  last_used_at: Date | null;
  /** Roughly, such as Firefox on Windows. */
  browser: string | null;
  address: string | null;
}

/** Everybody with an account. What they may is in the two tables that follow. */
export interface PeopleTable {
  id: string;
  email: string;
  /** The address as it is compared. */
  email_key: string;
  name: string;
  /** Argon2id; null of whoever cannot sign in with a password. */
  password_hash: string | null;
  /** Anybody on this machine may look around as this person, while the demo runs. */
  demo: Generated<boolean>;
  created_at: Date;
  last_seen_at: Date | null;
  disabled_at: Date | null;
}

export interface MembershipsTable {
  person_id: string;
  organisation_id: string;
  role: OrganisationRole;
  since: Date;
}

export interface PlatformRolesTable {
  person_id: string;
  role: PlatformRole;
  /** Of a provider contact; empty of others, as a primary key has no nulls. */
  provider: Generated<string>;
  since: Date;
}

export interface InvitationsTable {
  id: string;
  /** SHA-256 of the token in the link. */
  token_hash: Bytes;
  /** Null for the first administrator, who names it. */
  email: string | null;
  role: Role;
  organisation_id: string | null;
  provider: string | null;
  invited_by: string;
  created_at: Date;
  expires_at: Date;
  accepted_at: Date | null;
  accepted_by: string | null;
  revoked_at: Date | null;
}

/** Gone once used. */
export interface PasswordResetsTable {
  token_hash: Bytes;
  person_id: string;
  created_at: Date;
  expires_at: Date;
}

/** Browsers in which somebody has signed in before: the mistakes of others do not hold them up. */
export interface KnownBrowsersTable {
  token_hash: Bytes;
  person_id: string;
  created_at: Date;
  last_used_at: Date;
}

/** Wrong passwords in a row, by account, by address and by known browser. */
export interface SignInAttemptsTable {
  subject: string;
  failures: number;
  last_at: Date;
  blocked_until: Date;
}

export interface AuditTable {
  seq: number;
  at: Date;
  actor: string;
  action: string;
  subject: string;
  organisation_id: string | null;
  details: JsonColumn<Record<string, unknown>>;
  previous_hash: string;
  hash: string;
  /** Of what the hash is made: entries of 1 have no origin. */
  version: Generated<number>;
  /** The network address that asked. */
  origin: string | null;
}

/** Stores that cannot be read whole, until one is put in their place or is read whole after all. */
export interface StoreDamagesTable {
  organisation_id: string;
  noticed_at: Date;
}

export type ReconciliationVerdict = 'equal' | 'differs' | 'not-compared';

export interface ReconciliationsTable {
  seq: Generated<number>;
  connection_id: string;
  at: Date;
  equal: number;
  differs: number;
  not_compared: number;
  /** Tickets by the box office, and here, of the performances that could be compared. */
  official: number;
  held: number;
  reasons: JsonColumn<Record<string, number>>;
  deliveries: JsonColumn<Record<string, unknown>> | null;
}

export interface ReconciledPerformancesTable {
  connection_id: string;
  performance_id: string;
  event_id: string;
  verdict: ReconciliationVerdict;
  official: number | null;
  is_upper_bound: boolean;
  held: number;
  reason: string | null;
  likely: JsonColumn<string[]>;
  /** When the box office was asked. */
  read_at: Date | null;
  compared_at: Date;
  differs_since: Date | null;
  differs_runs: Generated<number>;
  /** How often it was read again since it differs. */
  mends: Generated<number>;
}

export interface ReconciliationWishesTable {
  connection_id: string;
  compare_asked_at: Date | null;
  mend: JsonColumn<Record<string, unknown>> | null;
}

/** How many visitors said on a day that they use a system that is not integrated. Nothing of the visitors. */
export interface ProviderWishesTable {
  system: string;
  day: Day;
  number: number;
}

export type MailState = 'queued' | 'sending' | 'sent' | 'failed';

export interface MailsTable {
  id: string;
  template: string;
  recipient: string;
  recipient_name: string | null;
  subject: string;
  organisation_id: string | null;
  /** What it is about, such as "connection con_…". */
  concerns: string | null;
  state: MailState;
  tries: Generated<number>;
  queued_at: Date;
  next_try_at: Date | null;
  last_tried_at: Date | null;
  /** A word of ours for what went wrong, and the number that the mail server answered with. */
  last_failure: string | null;
  last_reply: number | null;
  sent_at: Date | null;
  /** From then on it is worth nothing to its reader. */
  expires_at: Date;
  /** What its template is filled with, sealed; gone once it is sent or has expired. */
  payload: ColumnType<Buffer | null, Uint8Array | null, Uint8Array | null>;
}

/** A headline that needs a person, from when it was first seen until it is right again. */
export interface IncidentsTable {
  id: string;
  connection_id: string;
  code: string;
  since: Date;
  last_seen_at: Date;
  /** Since when the connection is well again, while that is too fresh to be believed. */
  well_since: Date | null;
  desk_told_at: Date | null;
  admins_told_at: Date | null;
  ended_at: Date | null;
  outcome: 'fixed' | 'overtaken' | null;
}

export type DeletionState = 'scheduled' | 'running' | 'done' | 'cancelled';

/** Data of a connection, or all of an organisation's, that is deleted on request. */
export interface DeletionsTable {
  id: string;
  organisation_id: string;
  /** Null: everything of the organisation. */
  connection_id: string | null;
  state: DeletionState;
  at_once: boolean;
  asked_by: string;
  asked_at: Date;
  due_at: Date;
  cancelled_by: string | null;
  cancelled_at: Date | null;
  started_at: Date | null;
  ended_at: Date | null;
  /** What each step has done: a step that is not here has not been done whole. */
  facts: JsonColumn<Record<string, unknown>>;
  /** Why it did not go through the last time; it is tried again. */
  fault: string | null;
  /** The deletion that a restore of something older had undone. */
  repeats: string | null;
  certificate: JsonColumn<Record<string, unknown>> | null;
  certificate_hash: string | null;
}

/** For how many years an organisation's sales are kept, and what was removed the last time. */
export interface RetentionsTable {
  organisation_id: string;
  keep_years: number;
  set_by: string;
  set_at: Date;
  applied_at: Date | null;
  kept_from: Date | null;
  removed: JsonColumn<Record<string, number>> | null;
}

/** Bookers who were erased and do not come back. Whose pseudonyms these are only the organisation's key tells. */
export interface ErasedBookersTable {
  organisation_id: string;
  pseudonym: string;
  erased_at: Date;
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

export interface CriteriaSetsTable {
  id: string;
  organisation_id: string;
  type: ReportType;
  name: string;
  description: string;
  criteria: JsonColumn<Group>;
  version: number;
  created_by: string;
  created_at: Date;
  changed_by: string;
  changed_at: Date;
  archived_at: Date | null;
}

/** What a field or measure meant when a report was saved. */
export interface PinnedDefinition {
  readonly version: string;
  readonly label: string;
  readonly definition: string;
  /** ISO 8601. */
  readonly at: string;
}

export interface ReportsTable {
  id: string;
  organisation_id: string;
  type: ReportType;
  name: string;
  description: string;
  folder: string | null;
  visibility: 'own' | 'organisation';
  is_read_only: boolean;
  /** The set that is referred to is in `criteria_set_id` as well, where it is no standard one. */
  criteria: JsonColumn<ReportCriteria>;
  criteria_set_id: string | null;
  output: JsonColumn<ReportOutput>;
  template: JsonColumn<ReportTemplate>;
  pins: JsonColumn<Readonly<Record<string, PinnedDefinition>>>;
  version: number;
  /** A person's id, a key's, or `operator` and `demo`. */
  owner_id: string;
  created_by: string;
  created_at: Date;
  changed_by: string;
  changed_at: Date;
  archived_at: Date | null;
}

export interface ReportFavouritesTable {
  report_id: string;
  /** As `owner_id` of a report. */
  person_id: string;
  since: Date;
}

export interface ReportRunsTable {
  id: string;
  organisation_id: string;
  /** Null where the report was sent along. */
  report_id: string | null;
  report_name: string | null;
  definition: JsonColumn<ReportDefinition>;
  purpose: 'screen' | 'export';
  format: string | null;
  state: ReportRunState;
  owner_id: string;
  started_by: string;
  started_at: Date;
  ended_at: Date | null;
  row_count: number | null;
  matching: number | null;
  reason: string | null;
  problem: string | null;
}

/** Kept once by its name, whatever its case and spaces. */
export interface ActivityPlacesTable {
  id: string;
  organisation_id: string;
  name: string;
  name_key: string;
  added_by: string;
  added_at: Date;
}

export interface ActivitiesTable {
  id: string;
  organisation_id: string;
  title: string;
  kind: ActivityKind;
  artform: Artform;
  place_id: string | null;
  from_day: Day;
  /** Included. */
  to_day: Day;
  people: number | null;
  method: NumbersMethod;
  /** As a person wrote it, in any form. */
  event_id_typed: string | null;
  /** Stay inside. */
  notes: string | null;
  origin: 'typed' | 'import' | 'box-office';
  version: Generated<number>;
  archived_at: Date | null;
  added_by: string;
  added_at: Date;
  changed_by: string;
  changed_at: Date;
}

/** What a person did at once, so that it can be undone at once. */
export interface MatchingDeedsTable {
  id: string;
  organisation_id: string;
  /** In the order in which an organisation's deeds were done, from 1. */
  number: number;
  kind: 'match' | 'unmatch' | 'exclude' | 'include';
  what: string;
  done_by: string;
  done_at: Date;
  undone_by: string | null;
  undone_at: Date | null;
}

export interface ActivityMatchesTable {
  id: string;
  organisation_id: string;
  activity_id: string;
  connection_id: string;
  /** The event's id in its box office, as the store has it. */
  event_id: string;
  /** Null: all of the event's. */
  performance_id: string | null;
  basis: 'event-id' | 'suggestion' | 'person' | 'box-office';
  /** Null where the platform matched by itself. */
  deed_id: string | null;
  matched_by: string;
  matched_at: Date;
  /** Null where the platform took it apart itself, or nobody did. */
  ended_deed_id: string | null;
  ended_by: string | null;
  ended_at: Date | null;
}

export interface EventExclusionsTable {
  id: string;
  organisation_id: string;
  connection_id: string;
  event_id: string;
  reason: ExclusionReason;
  note: string | null;
  deed_id: string | null;
  excluded_by: string;
  excluded_at: Date;
  ended_deed_id: string | null;
  ended_by: string | null;
  ended_at: Date | null;
}

/** How far events were matched when it was last counted, so that a list of connections opens no store. */
export interface MatchingStandingsTable {
  connection_id: string;
  organisation_id: string;
  /** That should be matched. */
  events: number;
  matched: number;
  excluded: number;
  counted_at: Date;
}

export interface SettingsTable {
  key: string;
  value: JsonColumn<unknown>;
}

export interface ControlTables {
  data_folder: DataFolderTable;
  organisations: OrganisationsTable;
  organisation_keys: OrganisationKeysTable;
  connections: ConnectionsTable;
  credentials: CredentialsTable;
  consents: ConsentsTable;
  claims: ClaimsTable;
  agreements: AgreementsTable;
  receipts: ReceiptsTable;
  consent_polls: ConsentPollsTable;
  syncs: SyncsTable;
  kept_pages: KeptPagesTable;
  resyncs: ResyncsTable;
  sync_events: SyncEventsTable;
  stream_states: StreamStatesTable;
  delivery_keys: DeliveryKeysTable;
  delivery_batches: DeliveryBatchesTable;
  delivery_parts: DeliveryPartsTable;
  delivery_standings: DeliveryStandingsTable;
  uploads: UploadsTable;
  upload_maps: UploadMapsTable;
  column_maps: ColumnMapsTable;
  source_choices: SourceChoicesTable;
  source_overlaps: SourceOverlapsTable;
  ticket_class_versions: TicketClassVersionsTable;
  ticket_class_choices: TicketClassChoicesTable;
  unsorted_ticket_types: UnsortedTicketTypesTable;
  store_damages: StoreDamagesTable;
  reconciliations: ReconciliationsTable;
  reconciled_performances: ReconciledPerformancesTable;
  reconciliation_wishes: ReconciliationWishesTable;
  mails: MailsTable;
  incidents: IncidentsTable;
  deletions: DeletionsTable;
  retentions: RetentionsTable;
  erased_bookers: ErasedBookersTable;
  requests: RequestsTable;
  request_events: RequestEventsTable;
  schedules: SchedulesTable;
  api_keys: ApiKeysTable;
  sessions: SessionsTable;
  people: PeopleTable;
  memberships: MembershipsTable;
  platform_roles: PlatformRolesTable;
  invitations: InvitationsTable;
  password_resets: PasswordResetsTable;
  known_browsers: KnownBrowsersTable;
  sign_in_attempts: SignInAttemptsTable;
  audit: AuditTable;
  provider_wishes: ProviderWishesTable;
  criteria_sets: CriteriaSetsTable;
  reports: ReportsTable;
  report_favourites: ReportFavouritesTable;
  report_runs: ReportRunsTable;
  activity_places: ActivityPlacesTable;
  activities: ActivitiesTable;
  matching_deeds: MatchingDeedsTable;
  activity_matches: ActivityMatchesTable;
  event_exclusions: EventExclusionsTable;
  matching_standings: MatchingStandingsTable;
  settings: SettingsTable;
}

export type Organisation = Selectable<OrganisationsTable>;
export type Connection = Selectable<ConnectionsTable>;
export type Sync = Selectable<SyncsTable>;
export type Resync = Selectable<ResyncsTable>;
export type StreamState = Selectable<StreamStatesTable>;
export type DeliveryKeyRow = Selectable<DeliveryKeysTable>;
export type UploadRow = Selectable<UploadsTable>;
export type DeliveryBatch = Selectable<DeliveryBatchesTable>;
export type RequestRow = Selectable<RequestsTable>;
export type RequestEventRow = Selectable<RequestEventsTable>;
export type Incident = Selectable<IncidentsTable>;
export type Mail = Selectable<MailsTable>;
export type Deletion = Selectable<DeletionsTable>;
export type Person = Selectable<PeopleTable>;
export type InvitationRow = Selectable<InvitationsTable>;
export type ClaimRow = Selectable<ClaimsTable>;
export type AgreementRow = Selectable<AgreementsTable>;
export type ApiKey = Selectable<ApiKeysTable>;
export type CriteriaSetRow = Selectable<CriteriaSetsTable>;
export type ReportRow = Selectable<ReportsTable>;
export type ReportRunRow = Selectable<ReportRunsTable>;
export type ActivityRow = Selectable<ActivitiesTable>;
export type ActivityMatchRow = Selectable<ActivityMatchesTable>;
export type EventExclusionRow = Selectable<EventExclusionsTable>;
export type MatchingDeedRow = Selectable<MatchingDeedsTable>;
