import type { CriteriaSet, Group, ReportType, Rule } from '@illuminate/contract';

export type StandardCriteriaSet = Pick<CriteriaSet, 'id' | 'type' | 'name' | 'description' | 'criteria'>;

const all = (...items: Rule[]): Group => ({ match: 'all', items });
const standard = (
  type: ReportType,
  id: string,
  words: { readonly name: string; readonly description: string; readonly criteria: Group },
): StandardCriteriaSet => ({ id: `standard-${type}-${id}`, type, ...words });

const THIS_YEAR: Rule = { field: 'performance.start', op: 'this', value: 'financial-year' };
const LIVE: Rule = { field: 'performance.cancelled', op: 'eq', value: false };
const lastDays = (field: string, count: number): Rule => ({ field, op: 'inLast', value: { count, unit: 'day' } });

const COPY = 'Copy it to put in two days of your own.';

/** What comes with the platform: nobody can change these, and everybody can copy them. */
export const STANDARD_CRITERIA_SETS: readonly StandardCriteriaSet[] = [
  standard('sales', 'by-date', {
    name: 'By date',
    description: `Tickets for performances of this financial year that are not cancelled. ${COPY}`,
    criteria: all(THIS_YEAR, LIVE),
  }),
  standard('sales', 'sold-in-last-30-days', {
    name: 'Sold in the last 30 days',
    description: 'Tickets of orders that were placed within the last 30 days, for whichever performance.',
    criteria: all(lastDays('order.placed', 30)),
  }),
  standard('sales', 'upcoming', {
    name: 'Performances still to come',
    description: 'Tickets for performances of the next twelve months that are not cancelled.',
    criteria: all({ field: 'performance.start', op: 'inNext', value: { count: 12, unit: 'month' } }, LIVE),
  }),
  standard('customers', 'booked-this-year', {
    name: 'Booked this financial year',
    description: 'Bookers whose latest order was placed in this financial year.',
    criteria: all({ field: 'booking.lastOrder', op: 'this', value: 'financial-year' }),
  }),
  standard('customers', 'new-in-last-30-days', {
    name: 'New in the last 30 days',
    description: 'Bookers whose first order was placed within the last 30 days.',
    criteria: all(lastDays('booking.firstOrder', 30)),
  }),
  standard('customers', 'came-back', {
    name: 'Came back',
    description: 'Bookers with at least two orders.',
    criteria: all({ field: 'booking.orders', op: 'gte', value: 2 }),
  }),
  standard('analysis', 'last-28-days', {
    name: 'Happened in the last 28 days',
    description: 'Tickets that were issued or returned within the last 28 days, as far as the box office tells when.',
    criteria: all(lastDays('movement.effective', 28)),
  }),
  standard('analysis', 'this-year', {
    name: 'Happened this financial year',
    description: 'Tickets that were issued or returned in this financial year, as far as the box office tells when.',
    criteria: all({ field: 'movement.effective', op: 'this', value: 'financial-year' }),
  }),
  standard('event-instances', 'by-date', {
    name: 'By date',
    description: `Performances of this financial year that are not cancelled. ${COPY}`,
    criteria: all(THIS_YEAR, LIVE),
  }),
  standard('event-instances', 'upcoming', {
    name: 'Performances still to come',
    description: 'Performances of the next twelve months that are not cancelled.',
    criteria: all({ field: 'performance.start', op: 'inNext', value: { count: 12, unit: 'month' } }, LIVE),
  }),
];

export const STANDARD_BY_ID: ReadonlyMap<string, StandardCriteriaSet> = new Map(
  STANDARD_CRITERIA_SETS.map((set) => [set.id, set]),
);
