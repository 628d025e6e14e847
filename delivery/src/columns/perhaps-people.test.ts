import { expect, test } from 'vitest';
import { personalByName } from './looks-personal.ts';
import { normalHeader } from './normal-header.ts';
import { mayBeOfPeople } from './perhaps-people.ts';
import { suggestColumnMap } from './suggest.ts';

const SURNAMES = ['Schmidt', 'Müller'];
const may = (
  header: string,
  values: readonly string[],
  headers: readonly string[],
  kind: 'sales' | 'counts',
): boolean => mayBeOfPeople({ header, values }, [header, ...headers], kind);

test('a column called just “Name” is of whoever booked where another says what is on', () => {
  for (const event of ['Veranstaltung', 'Event', 'Spectacle', 'Show title', 'Digwyddiad']) {
    expect(may('Name', SURNAMES, [event, 'Datum'], 'sales'), event).toBe(true);
    expect(may('Name', SURNAMES, [event], 'counts'), event).toBe(true);
  }
  expect(may('Name', ['Hamlet', 'Lear'], ['Month', 'Visitors'], 'counts')).toBe(false);
});

test('where nothing says what is on, what nearly every line has another of is of whoever booked', () => {
  expect(may('Name', ['Okafor', 'Ng', 'Ng', 'Price'], ['Order no', 'Total'], 'sales')).toBe(true);
  expect(may('Name', ['Hamlet', 'Hamlet', 'Lear', 'Hamlet', 'Lear'], ['Order no', 'Total'], 'sales')).toBe(false);
  expect(may('Name', ['1201', '1202'], ['Order no', 'Total'], 'sales')).toBe(false);
});

test.each(['Who', 'Party leader', 'Teacher', 'Pupil', 'Gift for', 'Attn', 'First', 'Last', 'Pet name', 'Invoiced to'])(
  '%s may be of people, unless numbers stand below it',
  (header) => {
    expect(may(header, SURNAMES, ['Event'], 'sales')).toBe(true);
    expect(may(header, ['2', '3', ''], ['Event'], 'sales')).toBe(false);
  },
);

test.each(['Price band name', 'Venue name', 'Name der Veranstaltung', 'Ticket name', 'Season name', 'Screen name'])(
  '%s is of a thing',
  (header) => {
    expect(may(header, ['Studio', 'Main', 'Main'], ['Event'], 'sales')).toBe(false);
  },
);

test.each([
  'Booking Name',
  'Booked by',
  'Cust Name',
  'Name on booking',
  'Name of the customer',
  'Cardholder',
  'Username',
  'Served by',
  'Entered By',
])('%s names people whatever stands below it', (header) => {
  expect(personalByName(normalHeader(header))).toBe('names of people');
});

test('a map leaves it out, and takes the event from the column that is surer, wherever it stands', () => {
  const { map } = suggestColumnMap(
    {
      file: { type: 'csv', encoding: 'utf-8', separator: ',', headerLine: 1 },
      headers: ['Name', 'Exhibition', 'Day', 'Visitors'],
      rows: [['Schmidt', 'Light', '2026-03-01', '12']],
    },
    { zone: 'Europe/London', kind: 'counts' },
  );
  expect(map.columns.map(({ field }) => field)).toEqual(['drop', 'event_name', 'starts_at', 'tickets']);
  expect(map.columns[0]).toMatchObject({ note: 'looks personal: names of people' });
});
