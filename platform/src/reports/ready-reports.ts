import type { ReportDefinition, ReportTemplate } from '@illuminate/contract';

export interface ReadyReport {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  readonly definition: ReportDefinition;
  /** How its answer is shown; a table where nothing is said. */
  readonly template?: ReportTemplate;
}

type Criteria = ReportDefinition['criteria']['items'];

const all = (...items: Criteria): ReportDefinition['criteria'] => ({ match: 'all', items });
const grouped = (
  output: Partial<Omit<Extract<ReportDefinition['output'], { mode: 'grouped' }>, 'mode'>>,
): ReportDefinition['output'] => ({
  mode: 'grouped',
  keys: [],
  measures: [],
  showCount: false,
  subtotals: false,
  sort: [],
  ...output,
});

const THIS_YEAR = { field: 'performance.start', op: 'this', value: 'financial-year' } as const;
const LIVE = { field: 'performance.cancelled', op: 'eq', value: false } as const;

/** What most houses ask first. Each is a copy to change, and has its answer written by hand in SQL in a test. */
export const READY_REPORTS: readonly ReadyReport[] = [
  {
    id: 'event-ids',
    name: 'Event IDs',
    description: 'Which number each event has in the box office, and when it is first and last performed.',
    definition: {
      v: 1,
      type: 'event-instances',
      criteria: all(THIS_YEAR, LIVE),
      output: grouped({
        keys: [
          { field: 'event.id', by: 'value' },
          { field: 'event.name', by: 'value' },
          { field: 'event.firstInstance', by: 'value' },
          { field: 'event.lastInstance', by: 'value' },
        ],
        sort: [{ column: 2, direction: 'ascending' }],
      }),
    },
  },
  {
    id: 'daily-sales',
    name: 'Daily sales',
    description:
      'What was sold and returned on each of the last 28 days. What is learned of later still counts on the day on which it happened.',
    definition: {
      v: 1,
      type: 'analysis',
      criteria: all({ field: 'movement.effective', op: 'inLast', value: { count: 28, unit: 'day' } }),
      output: grouped({
        keys: [{ field: 'movement.effective', by: 'day', label: 'Day' }],
        measures: [{ measure: 'issued' }, { measure: 'returned' }, { measure: 'net' }, { measure: 'netIncome' }],
      }),
    },
    template: { kind: 'line', category: 0, series: null, measures: [1, 2] },
  },
  {
    id: 'sales-by-performance',
    name: 'Sales by performance',
    description:
      'Tickets, income and how full, for each performance of this financial year, whether or not anything was sold.',
    definition: {
      v: 1,
      type: 'event-instances',
      criteria: all(THIS_YEAR),
      output: grouped({
        keys: [
          { field: 'performance.start', by: 'value' },
          { field: 'event.name', by: 'value' },
          { field: 'venue.name', by: 'value' },
        ],
        measures: [{ measure: 'ticketsOfPerformances' }, { measure: 'incomeOfPerformances' }, { measure: 'occupancy' }],
      }),
    },
  },
  {
    id: 'occupancy',
    name: 'Occupancy by event',
    description: 'How full the performances of each event were, of those that have been and were not cancelled.',
    definition: {
      v: 1,
      type: 'event-instances',
      criteria: all({ field: 'performance.start', op: 'inLast', value: { count: 12, unit: 'month' } }, LIVE),
      output: grouped({
        keys: [{ field: 'event.name', by: 'value' }],
        measures: [
          { measure: 'performances' },
          { measure: 'ticketsOfPerformances' },
          { measure: 'capacity' },
          { measure: 'occupancy' },
        ],
        sort: [{ column: 4, direction: 'descending' }],
      }),
    },
    template: { kind: 'bar', category: 0, series: null, measures: [4] },
  },
  {
    id: 'price-type-mix',
    name: 'Ticket types',
    description: 'Which kinds of ticket were sold in the last twelve months, and what they brought.',
    definition: {
      v: 1,
      type: 'sales',
      criteria: all({ field: 'order.placed', op: 'inLast', value: { count: 12, unit: 'month' } }),
      output: grouped({
        keys: [{ field: 'ticketType.name', by: 'value' }],
        measures: [{ measure: 'tickets' }, { measure: 'income' }, { measure: 'averagePrice' }],
        sort: [{ column: 1, direction: 'descending' }],
      }),
    },
    template: { kind: 'bar', category: 0, series: null, measures: [1] },
  },
  {
    id: 'complimentary',
    name: 'Tickets without a price',
    description:
      'Tickets that cost nothing, by event and kind of ticket. Complimentary or of a free event: the kind tells.',
    definition: {
      v: 1,
      type: 'sales',
      criteria: all({ field: 'ticket.price', op: 'eq', value: 0 }, THIS_YEAR),
      output: grouped({
        keys: [
          { field: 'event.name', by: 'value' },
          { field: 'ticketType.name', by: 'value' },
        ],
        measures: [{ measure: 'tickets' }],
        subtotals: true,
      }),
    },
  },
  {
    id: 'returns',
    name: 'Returns by month',
    description: 'Tickets returned in each month, as far as the box office tells when, and what they had cost.',
    definition: {
      v: 1,
      type: 'analysis',
      criteria: all(
        { field: 'movement.kind', op: 'eq', value: 'return' },
        { field: 'movement.effective', op: 'inLast', value: { count: 24, unit: 'month' } },
      ),
      output: grouped({
        keys: [{ field: 'movement.effective', by: 'month', label: 'Month' }],
        measures: [{ measure: 'returned' }, { measure: 'netIncome' }],
      }),
    },
    template: { kind: 'bar', category: 0, series: null, measures: [1] },
  },
  {
    id: 'channels',
    name: 'Sales channels by month',
    description: 'Where tickets were bought in the last twelve months.',
    definition: {
      v: 1,
      type: 'sales',
      criteria: all({ field: 'order.placed', op: 'inLast', value: { count: 12, unit: 'month' } }),
      output: grouped({
        keys: [
          { field: 'order.placed', by: 'month', label: 'Month of sale' },
          { field: 'order.channel', by: 'value' },
        ],
        measures: [{ measure: 'tickets' }, { measure: 'orders' }, { measure: 'income' }],
        subtotals: true,
      }),
    },
    template: { kind: 'stacked', category: 0, series: 1, measures: [2] },
  },
  {
    id: 'areas',
    name: 'Where bookers live',
    description: 'Bookers and tickets by sector of the postcode; areas with fewer than ten rows are left out.',
    definition: {
      v: 1,
      type: 'sales',
      criteria: all({ field: 'performance.start', op: 'inLast', value: { count: 12, unit: 'month' } }),
      output: grouped({
        keys: [{ field: 'customer.area', by: 'value' }],
        measures: [{ measure: 'bookers' }, { measure: 'tickets' }, { measure: 'income' }],
        atLeast: 10,
        sort: [{ column: 1, direction: 'descending' }],
      }),
    },
  },
  {
    id: 'first-timers',
    name: 'First-time bookers by month',
    description:
      'How many bookers placed their first order in each month. Whoever booked before the history that is here looks new.',
    definition: {
      v: 1,
      type: 'customers',
      criteria: all({ field: 'booking.firstOrder', op: 'inLast', value: { count: 12, unit: 'month' } }),
      output: grouped({
        keys: [{ field: 'booking.firstOrder', by: 'month', label: 'Month' }],
        measures: [{ measure: 'bookers' }, { aggregate: 'sum', field: 'booking.spend', label: 'Spend so far' }],
      }),
    },
    template: { kind: 'line', category: 0, series: null, measures: [1] },
  },
  {
    id: 'lapsed',
    name: 'Bookers who have not come back',
    description: 'Bookers by the year of their last order, of those who have placed none for 18 months.',
    definition: {
      v: 1,
      type: 'customers',
      criteria: {
        match: 'none',
        items: [
          { field: 'booking.lastOrder', op: 'inLast', value: { count: 18, unit: 'month' } },
          { field: 'booking.lastOrder', op: 'blank' },
        ],
      },
      output: grouped({
        keys: [{ field: 'booking.lastOrder', by: 'year', label: 'Year' }],
        measures: [{ measure: 'bookers' }, { aggregate: 'average', field: 'booking.orders', label: 'Orders each' }],
      }),
    },
    template: { kind: 'bar', category: 0, series: null, measures: [1] },
  },
  {
    id: 'groups',
    name: 'Group bookings',
    description: 'Orders with at least ten tickets, by event.',
    definition: {
      v: 1,
      type: 'sales',
      criteria: all({
        has: { atLeast: 10 },
        of: 'sales',
        via: 'order',
        where: { match: 'all', items: [] },
      }),
      output: grouped({
        keys: [{ field: 'event.name', by: 'value' }],
        measures: [{ measure: 'orders' }, { measure: 'tickets' }, { measure: 'income' }],
        sort: [{ column: 2, direction: 'descending' }],
      }),
    },
  },
  {
    id: 'lead-by-weekday',
    name: 'When people book',
    description: 'Orders by weekday and hour in the last three months.',
    definition: {
      v: 1,
      type: 'sales',
      criteria: all({ field: 'order.placed', op: 'inLast', value: { count: 3, unit: 'month' } }),
      output: grouped({
        keys: [
          { field: 'order.placed', by: 'weekday', label: 'Weekday' },
          { field: 'order.placed', by: 'hour', label: 'Hour' },
        ],
        measures: [{ measure: 'orders' }, { measure: 'tickets' }],
      }),
    },
    template: { kind: 'line', category: 1, series: 0, measures: [3] },
  },
];

/** With how its answer is shown. */
export const readyReportWhole = (report: ReadyReport) => ({ template: { kind: 'table' } as const, ...report });
