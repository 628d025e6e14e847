import type { Migration } from './migration.ts';

/**
 * The class that the organisation gave each kind of ticket. The choices are the control database's, which knows types by digests
 * alone: here they lie beside the names that they are about.
 */
export const ticketClasses: Migration = {
  number: 8,
  name: 'ticket-classes',
  sql: `
CREATE TABLE ticket_classes(connection_id VARCHAR NOT NULL, type_key VARCHAR NOT NULL, class VARCHAR NOT NULL,
  is_concession BOOLEAN NOT NULL);
`,
};
