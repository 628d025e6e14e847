import { type Mention, type NormaliseContext, type Normalised, RejectRecordError } from '@illuminate/connector-kit';
import type { Area, Rows } from '@illuminate/model';
import type { SpektrixCustomer } from '../api-types.ts';
import type { SpektrixReferences } from '../references.ts';
import { areaOf } from './area.ts';
import { isObject, readId, unreadable } from './fields.ts';

/** A booker as a pseudonym and an area. Nothing else of a customer is looked at. */
export function normaliseCustomer(record: SpektrixCustomer, context: NormaliseContext<SpektrixReferences>): Normalised {
  if (!isObject(record)) throw new RejectRecordError('not-an-object', '', 'a customer');
  const id = readId(record.id);
  if (id === null) throw unreadable(record.id, 'id', 'the id of a customer', 'unreadable-id');
  const { area, kind, country } = kept(record.area) ?? areaOf(record.billingAddress, record.deliveryAddress);
  const customer = { source_id: context.pseudonym(id), area, area_kind: kind, country };
  return { rows: { customers: [customer] }, mentions: [] };
}

/** A booker that orders name but that Spektrix does not have any more. */
export function unknownCustomer(mention: Mention): Rows {
  return { customers: [{ source_id: mention.key, area: null, area_kind: 'unknown', country: null }] };
}

/** What is kept for a replay has the area in place of the addresses. */
function kept(area: SpektrixCustomer['area']): Area | null {
  return isObject(area) ? (area as unknown as Area) : null;
}
