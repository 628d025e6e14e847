import { type Mention, type NormaliseContext, type Normalised, RejectRecordError } from '@illuminate/connector-kit';
import type { Performance } from '@illuminate/model';
import type { SpektrixInstance } from '../api-types.ts';
import type { SpektrixReferences } from '../references.ts';
import { idNumber, isObject, linkId, present, readId, unreadable } from './fields.ts';
import { requireMoment } from './moment.ts';

/** An instance. The event that it belongs to is mentioned, because the list of events is not complete. */
export function normalisePerformance(
  record: SpektrixInstance,
  context: NormaliseContext<SpektrixReferences>,
): Normalised {
  const performance = performanceRow(record, null, '', context);
  const mentions: Mention[] = [{ stream: 'events', id: performance.event_id, key: performance.event_id }];
  return { rows: { performances: [performance] }, mentions };
}

/** The row of a performance that tickets name but that Spektrix does not show: when it was is not known. */
export function unknownPerformance(
  { id, within }: Mention,
  { zone }: Pick<NormaliseContext<SpektrixReferences>, 'zone'>,
): Performance[] {
  if (within === undefined) return [];
  const start = { starts_at: null, starts_local: null, zone: zone.name };
  const plan = { venue_id: null, plan_id: null, plan_name: null, capacity: null, on_sale_at: null };
  return [
    {
      source_id: id,
      source_number: idNumber(id),
      event_id: within.id,
      ...plan,
      ...start,
      cancelled: false,
      duration_minutes: null,
    },
  ];
}

/**
 * The row of an instance, whether it came alone or within its event (`eventId`), whose instances need not repeat it.
 * @throws RejectRecordError naming the path below `path`.
 */
export function performanceRow(
  record: SpektrixInstance,
  eventId: string | null,
  path: string,
  context: NormaliseContext<SpektrixReferences>,
): Performance {
  if (!isObject(record)) throw new RejectRecordError('not-an-object', path, 'an instance');
  const field = (name: string): string => (path === '' ? name : `${path}.${name}`);
  const id = readId(record.id);
  if (id === null) throw unreadable(record.id, field('id'), 'the id of an instance', 'unreadable-id');
  const event = linkId(record.event) ?? eventId;
  if (event === null) throw unreadable(record.event, field('event'), 'the id of an event', 'unreadable-id');
  const { instant, local } = requireMoment(record.start, record.startUtc, context.zone, field('start'));
  const planId = linkId(record.planId);
  const plan = planId === null ? undefined : context.references.plans.get(planId);
  return {
    source_id: id,
    source_number: idNumber(id),
    event_id: event,
    venue_id: plan?.venueId ?? null,
    plan_id: planId,
    plan_name: plan?.name ?? null,
    capacity: plan?.capacity ?? null,
    starts_at: instant,
    starts_local: local,
    zone: context.zone.name,
    cancelled: cancelledOf(record.cancelled, field('cancelled')),
    on_sale_at: null,
    duration_minutes: null,
  };
}

function cancelledOf(value: unknown, field: string): boolean {
  if (!present(value)) return false;
  if (typeof value !== 'boolean') throw unreadable(value, field, 'true or false', 'wrong-type');
  return value;
}
