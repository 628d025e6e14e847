import type { NormaliseContext, Normalised } from '@illuminate/connector-kit';
import type { Performance } from '@illuminate/model';
import type { FeedEvent } from '../xml/read-shows.ts';
import { cleanText, numberOf, readId, readInstant, requireId, unreadable } from './fields.ts';

const CANCELLED = /^cancell?ed$/i;

/** A performance as it comes with its show. `showStatus` is told by newer accounts only. */
export interface FeedPerformance extends FeedEvent {
  readonly showStatus: string | null;
}

/**
 * An event of the feed is a performance in our words. Its key is `@id`. PROVISIONAL: `event_number` was the same in all 107
 * recorded events, and is what a person sees; where it differs, that is told.
 */
export function normalisePerformance(
  record: FeedPerformance,
  { zone }: Pick<NormaliseContext<unknown>, 'zone'>,
): Normalised {
  const id = requireId(record.id, 'event/@id', 'an event');
  const startsAt = readInstant(record.startsAt, zone);
  if (startsAt === null) {
    const expected = 'a date and time such as 2026-07-30T14:30:00+01:00';
    throw unreadable(record.startsAt, 'date_time_iso', expected, 'unreadable-time');
  }
  const opensAt = readInstant(record.opensAt, zone);
  const performance: Performance = {
    source_id: id,
    source_number: numberOf(record.number) ?? numberOf(id),
    event_id: requireId(record.showId, 'show/@id', 'a show'),
    venue_id: readId(record.venueId),
    plan_id: null,
    plan_name: cleanText(record.layout),
    capacity: null,
    starts_at: startsAt,
    starts_local: zone.toWall(startsAt),
    zone: zone.name,
    cancelled: isCancelled(record.status) || isCancelled(record.showStatus),
    on_sale_at: null,
    duration_minutes: null,
  };
  const warnings: string[] = [];
  if (opensAt !== null && opensAt > startsAt) warnings.push('opens-after-start');
  if (record.number !== null && record.number !== id) warnings.push('number-differs-from-id');
  return { rows: { performances: [performance] }, mentions: [], warnings };
}

/** PROVISIONAL [?]: the word was seen in another project's invented data only. Status is written in either case. */
export function isCancelled(status: string | null): boolean {
  return CANCELLED.test(status ?? '');
}
