import { type Normalised, RejectRecordError } from '@illuminate/connector-kit';
import type { __Pascal__Event } from '../records.ts';
import { cleanText, isObject, readCount, requireId, unreadable } from './fields.ts';

/** @throws RejectRecordError */
export function normaliseEvent(record: __Pascal__Event): Normalised {
  if (!isObject(record)) throw new RejectRecordError('not-an-object', '', 'an event');
  const id = requireId(record.id, 'id', 'an event');
  const name = cleanText(record.name);
  if (name === null) throw unreadable(record.name, 'name', 'the name of an event', 'unreadable-name');
  const duration = readCount(record.minutes);
  const row = { source_id: id, source_number: null, name, duration_minutes: duration, web_event_id: null };
  return { rows: { events: [row] }, mentions: [] };
}
