import type { Source } from '../availability.ts';
import { FIELD_BY_ID } from './fields.ts';
import { MEASURE_BY_ID } from './measures.ts';
import type { Entity, Measure } from './registry-types.ts';

/** The table that what belongs to an entity is taken from. */
const TABLE_OF: Readonly<Record<Entity, Source>> = {
  ticket: 'tickets',
  movement: 'tickets',
  order: 'orders',
  customer: 'customers',
  booking: 'orders',
  bookingTickets: 'tickets',
  event: 'events',
  eventSpan: 'performances',
  eventSales: 'tickets',
  performance: 'performances',
  sold: 'tickets',
  capacity: 'capacity_snapshots',
  booked: 'tickets',
  venue: 'venues',
  ticketType: 'ticket_types',
  ticketClass: 'ticket_types',
};

/** What a measure is made of: both parts of one that divides. */
export function sourcesOf(measure: Measure): Source[] {
  if (measure.kind === 'plain') return [TABLE_OF[measure.entity]];
  return [measure.of, measure.by].flatMap((id) => {
    const part = MEASURE_BY_ID.get(id);
    return part === undefined ? [] : sourcesOf(part);
  });
}

/** What a field or a measure of the registry is made of, by its id. */
export function sourcesOfId(id: string): Source[] {
  const field = FIELD_BY_ID.get(id);
  if (field !== undefined) return [field.suppliedBy];
  const measure = MEASURE_BY_ID.get(id);
  return measure === undefined ? [] : sourcesOf(measure);
}
