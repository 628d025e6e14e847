import { type Mention, type NormaliseContext, type Normalised, RejectRecordError } from '@illuminate/connector-kit';
import { type Performance, parseWall, type Venue } from '@illuminate/model';
import type { __Pascal__Performance } from '../records.ts';
import { cleanText, isObject, readCount, readId, requireId, unreadable } from './fields.ts';

/** A performance and its venue. The event is mentioned, because the list of events need not be complete. @throws RejectRecordError */
export function normalisePerformance(record: __Pascal__Performance, { zone }: NormaliseContext<null>): Normalised {
  if (!isObject(record)) throw new RejectRecordError('not-an-object', '', 'a performance');
  const eventId = requireId(record.event, 'event', 'an event');
  const local = typeof record.startsAt === 'string' ? parseWall(record.startsAt) : null;
  if (local === null) {
    throw unreadable(record.startsAt, 'startsAt', 'a wall time such as 2026-04-20T19:30:00', 'unreadable-time');
  }
  const venue = venueOf(record.venue);
  const performance: Performance = {
    source_id: requireId(record.id, 'id', 'a performance'),
    source_number: null,
    event_id: eventId,
    venue_id: venue?.source_id ?? null,
    plan_id: null,
    plan_name: null,
    capacity: readCount(record.capacity),
    starts_at: zone.toInstant(local),
    starts_local: local,
    zone: zone.name,
    cancelled: record.cancelled === true,
    on_sale_at: null,
    duration_minutes: null,
  };
  return {
    rows: { performances: [performance], venues: venue === null ? [] : [venue] },
    mentions: [{ stream: 'events', id: eventId, key: eventId }],
  };
}

/** The row of a performance that tickets name and that __Title__ does not show: when it was is not known. */
export function unknownPerformance({ id, within }: Mention, { zone }: NormaliseContext<null>): Performance[] {
  if (within === undefined) return [];
  const nothing = { venue_id: null, plan_id: null, plan_name: null, capacity: null, duration_minutes: null };
  const times = { starts_at: null, starts_local: null, on_sale_at: null, zone: zone.name };
  return [{ source_id: id, source_number: null, event_id: within.id, ...nothing, ...times, cancelled: false }];
}

function venueOf(value: unknown): Venue | null {
  const id = isObject(value) ? readId(value.id) : null;
  const name = isObject(value) ? cleanText(value.name) : null;
  return id === null || name === null ? null : { source_id: id, source_number: null, name, address: null };
}
