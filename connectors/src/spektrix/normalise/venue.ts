import { type Normalised, RejectRecordError } from '@illuminate/connector-kit';
import type { SpektrixVenue } from '../api-types.ts';
import { cleanText, idNumber, isObject, readId, textOrNull, unreadable } from './fields.ts';

export function normaliseVenue(record: SpektrixVenue): Normalised {
  if (!isObject(record)) throw new RejectRecordError('not-an-object', '', 'a venue');
  const id = readId(record.id);
  if (id === null) throw unreadable(record.id, 'id', 'the id of a venue', 'unreadable-id');
  if (typeof record.name !== 'string') throw unreadable(record.name, 'name', 'the name of a venue', 'wrong-type');
  const venue = {
    source_id: id,
    source_number: idNumber(id),
    name: cleanText(record.name),
    address: textOrNull(record.address),
  };
  return { rows: { venues: [venue] }, mentions: [] };
}
