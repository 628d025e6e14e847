import type { ColumnType, Generated, Selectable } from 'kysely';

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

export interface NotificationTables {
  mails: MailsTable;
  incidents: IncidentsTable;
}

export type Mail = Selectable<MailsTable>;
export type Incident = Selectable<IncidentsTable>;
