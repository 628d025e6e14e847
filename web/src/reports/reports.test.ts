import { expect, test } from 'vitest';
import { readEventIdsSearch, readSorting, writeSorting } from './event-ids-search.ts';
import { nextSorting, sortRows } from './sort-rows.ts';
import { tableText } from './table-text.ts';

const ROWS = [
  { eventId: '10207', eventName: 'Peter Pan', tickets: 12 },
  { eventId: '4607', eventName: 'Calendar Girls', tickets: 3 },
  { eventId: '6608', eventName: 'macbeth' },
];
const ids = (sorting: Parameters<typeof sortRows>[1]) => sortRows(ROWS, sorting).map(({ eventId }) => eventId);

test('ids sort as numbers, names without regard to case, and the API’s order stands by default', () => {
  expect(ids(null)).toEqual(['10207', '4607', '6608']);
  expect(ids({ column: 'eventId', direction: 'ascending' })).toEqual(['4607', '6608', '10207']);
  expect(ids({ column: 'eventName', direction: 'descending' })).toEqual(['10207', '6608', '4607']);
});

test('what is missing comes last in both directions', () => {
  expect(ids({ column: 'tickets', direction: 'ascending' })).toEqual(['4607', '10207', '6608']);
  expect(ids({ column: 'tickets', direction: 'descending' })).toEqual(['10207', '4607', '6608']);
});

test('a column’s button sorts upwards, then downwards', () => {
  const once = nextSorting(null, 'eventId');
  expect(once).toEqual({ column: 'eventId', direction: 'ascending' });
  expect(nextSorting(once, 'eventId').direction).toBe('descending');
  expect(nextSorting(once, 'eventName')).toEqual({ column: 'eventName', direction: 'ascending' });
});

test('the address carries the sorting there and back', () => {
  for (const sort of ['eventId', '-eventId']) expect(writeSorting(readSorting(sort))).toBe(sort);
  expect(readSorting(undefined)).toEqual({ column: 'firstInstance', direction: 'ascending' });
});

test('an address that makes no sense falls back to the defaults', () => {
  expect(
    readEventIdsSearch({ organisation: 'riverside', from: '2022-01-01', to: '2022-12-31', columns: 'all' }),
  ).toEqual({
    organisation: 'riverside',
    from: '2022-01-01',
    to: '2022-12-31',
    columns: 'all',
  });
  expect(readEventIdsSearch({ organisation: 3, from: 'soon', to: '2022-02-30', columns: 'some' })).toEqual({});
});

test('a copied table has no formulas and no stray tabs', () => {
  const columns = [
    { name: 'eventId', label: 'Event ID' },
    { name: 'eventName', label: 'Event Name' },
    { name: 'tickets', label: 'Tickets' },
  ];
  const rows = [{ eventId: '4607', eventName: '=HYPERLINK("x")\tA', tickets: -2 }];
  expect(tableText(columns, rows)).toBe('Event ID\tEvent Name\tTickets\n4607\t\'=HYPERLINK("x") A\t-2');
});
