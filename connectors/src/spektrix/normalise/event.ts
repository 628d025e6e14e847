import { type NormaliseContext, type Normalised, RejectRecordError } from '@illuminate/connector-kit';
import type { Event, Performance } from '@illuminate/model';
import type { SpektrixEvent } from '../api-types.ts';
import type { SpektrixReferences } from '../references.ts';
import { cleanText, idNumber, isObject, present, readId, textOrNull, unreadable } from './fields.ts';
import { performanceRow } from './performance.ts';

/** An event and, where the answer holds them, all its performances. */
export function normaliseEvent(record: SpektrixEvent, context: NormaliseContext<SpektrixReferences>): Normalised {
  if (!isObject(record)) throw new RejectRecordError('not-an-object', '', 'an event');
  const id = readId(record.id);
  if (id === null) throw unreadable(record.id, 'id', 'the id of an event', 'unreadable-id');
  if (typeof record.name !== 'string') throw unreadable(record.name, 'name', 'the name of an event', 'wrong-type');
  const event: Event = {
    source_id: id,
    source_number: idNumber(id),
    name: cleanText(record.name),
    duration_minutes: Number.isSafeInteger(record.duration) ? (record.duration as number) : null,
    web_event_id: textOrNull(record.webEventId),
  };
  if (!present(record.instances)) return { rows: { events: [event] }, mentions: [] };
  if (!Array.isArray(record.instances)) throw unreadable(record.instances, 'instances', 'a list', 'wrong-type');
  const performances: Performance[] = record.instances.map((instance, n) =>
    performanceRow(instance, id, `instances[${n}]`, context),
  );
  return { rows: { events: [event], performances }, mentions: [] };
}

/** The row of an event that tickets name but that Spektrix does not show: its name is not known, and says so. */
export function unknownEvent(id: string): Event {
  const number = idNumber(id);
  return {
    source_id: id,
    source_number: number,
    name: `Event ${number ?? id} (name unknown: the box office does not show it)`,
    duration_minutes: null,
    web_event_id: null,
  };
}
