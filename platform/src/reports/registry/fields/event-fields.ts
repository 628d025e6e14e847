import type { Field } from '../registry-types.ts';
import { fieldsOf } from './fields-of.ts';
import { shownIdSql } from './shown-id.ts';

const event = fieldsOf('Events', 'event', 'events');
const eventSales = fieldsOf('Events', 'eventSales', 'tickets');

/** Fields of events, in the order of the palette. */
export const EVENT_FIELDS: readonly Field[] = [
  event({
    id: 'event.id',
    label: 'Event ID',
    type: 'id',
    sql: shownIdSql('e'),
    definition:
      'The number under which people see the event in their box office; nothing for an event of an uploaded file that has none.',
    pitfalls: 'An id is its box office’s own: the same event in a second box office has another.',
    common: true,
  }),
  event({
    id: 'event.apiId',
    label: 'API Event ID',
    type: 'id',
    sql: 'e.source_id',
    definition: 'The id of the event as the box office’s interface for programs gives it.',
  }),
  event({
    id: 'event.name',
    label: 'Event Name',
    alsoCalled: ['Events'],
    type: 'text',
    sql: 'e.name',
    definition: 'The event’s name in the box office.',
    common: true,
  }),
  event({
    id: 'event.firstInstance',
    label: 'First Instance',
    alsoCalled: ['First Instance Start'],
    type: 'wall',
    from: 'eventSpan',
    sql: 'es.first_instance',
    definition: 'The start of the first of all the event’s performances that are not cancelled, in wall time.',
    pitfalls: 'The event’s own: criteria on dates select rows, they do not move it.',
    common: true,
  }),
  event({
    id: 'event.lastInstance',
    label: 'Last Instance',
    alsoCalled: ['Last Instance Start'],
    type: 'wall',
    from: 'eventSpan',
    sql: 'es.last_instance',
    definition: 'The start of the last of all the event’s performances that are not cancelled, in wall time.',
    common: true,
  }),
  event({
    id: 'event.instances',
    label: 'Instances',
    type: 'integer',
    from: 'eventSpan',
    sql: 'coalesce(es.instances, 0)',
    definition: 'How many performances the event has that are not cancelled.',
  }),
  event({
    id: 'event.capacity',
    label: 'Event Capacity',
    type: 'integer',
    from: 'eventSpan',
    sql: 'es.capacity',
    definition: 'Seats of the plans of all the event’s performances that are not cancelled, together.',
    pitfalls: 'Of the plans, not of what was on sale. Performances whose plan is not told count none.',
  }),
  eventSales({
    id: 'event.firstSale',
    label: 'First Transaction Date',
    type: 'wall',
    sql: 'est.first_sale',
    definition: 'When the first order with a ticket of the event that stands now was confirmed, in wall time.',
    pitfalls: 'The event’s own: criteria on dates select rows, they do not move it.',
  }),
  eventSales({
    id: 'event.lastSale',
    label: 'Last Transaction Date',
    type: 'wall',
    sql: 'est.last_sale',
    definition: 'When an order with a ticket of the event that stands now was last changed, in wall time.',
    pitfalls: 'An order may have changed for the sake of another event on it.',
  }),
  event({
    id: 'event.duration',
    label: 'Duration',
    type: 'integer',
    sql: 'e.duration_minutes',
    definition: 'Minutes that the event takes, as the box office says.',
    suppliedBy: 'events.duration_minutes',
  }),
  event({
    id: 'event.webId',
    label: 'Web Event Id',
    type: 'id',
    sql: 'e.web_event_id',
    definition: 'The id under which the event is on the box office’s web pages.',
    suppliedBy: 'events.web_event_id',
  }),
];
