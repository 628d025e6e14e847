import type { ReportFields } from '../criteria/rules.ts';
import type { Draft } from './draft.ts';

type ReportType = Draft['info']['type'];

/** What a person looks at first of a row of each kind: which sale it is, when, and what it came to. */
const FIRST: Partial<Record<ReportType, readonly string[]>> = {
  sales: [
    'event.name',
    'performance.start',
    'order.placed',
    'ticketType.name',
    'ticket.seat',
    'ticket.price',
    'order.channel',
  ],
  customers: [
    'booking.firstOrder',
    'booking.lastOrder',
    'booking.orders',
    'booking.tickets',
    'booking.events',
    'booking.spend',
    'customer.area',
  ],
  analysis: [
    'movement.effective',
    'movement.kind',
    'event.name',
    'performance.start',
    'ticketType.name',
    'movement.quantity',
    'movement.amount',
  ],
  'event-instances': [
    'event.id',
    'event.name',
    'performance.start',
    'venue.name',
    'performance.capacity',
    'performance.ticketsSold',
    'performance.income',
  ],
};

const MOST = 7;

/**
 * The columns of a preview for which none are chosen yet: those that are looked at first, as far as the connected
 * box offices supply them, or the common ones where none of them is. Nothing personal is among them.
 */
export function usualColumns({ fields, types }: ReportFields, type: ReportType): string[] {
  const known = new Set(types.find(({ id }) => id === type)?.fields);
  const shown = fields.filter(
    ({ id, personal, availability }) => personal === 'none' && availability.isSupplied && known.has(id),
  );
  const ids = new Set(shown.map(({ id }) => id));
  const first = (FIRST[type] ?? []).filter((id) => ids.has(id));
  if (first.length > 0) return first;
  return shown
    .filter(({ common }) => common)
    .slice(0, MOST)
    .map(({ id }) => id);
}
