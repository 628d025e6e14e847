import type { TicketClass } from '@illuminate/contract';

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

export interface TicketClassTables {
  ticket_class_versions: TicketClassVersionsTable;
  ticket_class_choices: TicketClassChoicesTable;
  unsorted_ticket_types: UnsortedTicketTypesTable;
}
