import { CUSTOMER_FIELDS } from './fields/customer-fields.ts';
import { EVENT_FIELDS } from './fields/event-fields.ts';
import { MOVEMENT_FIELDS } from './fields/movement-fields.ts';
import { ORDER_FIELDS } from './fields/order-fields.ts';
import { PERFORMANCE_FIELDS } from './fields/performance-fields.ts';
import { TICKET_FIELDS } from './fields/ticket-fields.ts';
import type { Field } from './registry-types.ts';

/** Every field that a criterion or a column may name, in the order of the palette. */
export const FIELDS: readonly Field[] = [
  ...EVENT_FIELDS,
  ...PERFORMANCE_FIELDS,
  ...TICKET_FIELDS,
  ...ORDER_FIELDS,
  ...CUSTOMER_FIELDS,
  ...MOVEMENT_FIELDS,
];

export const FIELD_BY_ID: ReadonlyMap<string, Field> = new Map(FIELDS.map((field) => [field.id, field]));
