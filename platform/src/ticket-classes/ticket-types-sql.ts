import { ticketTypeKeySql } from '../warehouse/ticket-classes.ts';

/** Kinds of tickets with what was sold of them, and the class that each has. */
export const TICKET_TYPES_SQL = `
WITH sold AS (
  SELECT t.connection_id, t.ticket_type_id, count(*) AS tickets, max(o.first_transaction_local) AS last_sold,
    min(t.total_minor) AS lowest, max(t.total_minor) AS highest
  FROM tickets t LEFT JOIN orders o ON o.connection_id = t.connection_id AND o.source_id = t.order_id
  WHERE t.deleted_at IS NULL AND t.ticket_type_id IS NOT NULL
  GROUP BY t.connection_id, t.ticket_type_id
)
SELECT tt.connection_id, tt.source_id, tt.name, ${ticketTypeKeySql('tt')} AS type_key,
  coalesce(s.tickets, 0) AS tickets, s.last_sold, s.lowest, s.highest
FROM ticket_types tt LEFT JOIN sold s ON s.connection_id = tt.connection_id AND s.ticket_type_id = tt.source_id
WHERE tt.deleted_at IS NULL OR s.tickets > 0`;

/** By connection, how many kinds of tickets have tickets and no class. */
export const UNSORTED_SQL = `
SELECT tt.connection_id, count(*) AS unsorted
FROM ticket_types tt
SEMI JOIN (SELECT DISTINCT connection_id, ticket_type_id FROM tickets WHERE deleted_at IS NULL) t
  ON t.connection_id = tt.connection_id AND t.ticket_type_id = tt.source_id
ANTI JOIN ticket_classes c ON c.connection_id = tt.connection_id AND c.type_key = ${ticketTypeKeySql('tt')}
GROUP BY tt.connection_id`;
