import { type Normalised, RejectRecordError } from '@illuminate/connector-kit';
import type { SpektrixTicketType } from '../api-types.ts';
import { idNumber, isObject, readId, textOrNull, unreadable } from './fields.ts';

export function normaliseTicketType(record: SpektrixTicketType): Normalised {
  if (!isObject(record)) throw new RejectRecordError('not-an-object', '', 'a ticket type');
  const id = readId(record.id);
  if (id === null) throw unreadable(record.id, 'id', 'the id of a ticket type', 'unreadable-id');
  const ticketType = { source_id: id, source_number: idNumber(id), name: textOrNull(record.name) };
  return { rows: { ticket_types: [ticketType] }, mentions: [] };
}
