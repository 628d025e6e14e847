import type { EventIdForm } from '@illuminate/connector-kit';
import { expect, test } from 'vitest';
import { indexEventIds, type NamedEvent, readEventIds } from './read-event-ids.ts';

const FORMS: readonly EventIdForm[] = [
  { what: 'number', example: '1', pattern: /^(?<id>\d{1,15})$/, is: 'number' },
  { what: 'id', example: '1A', pattern: /^(?<id>\d+a[b-z]{3,})$/i, is: 'id' },
  { what: 'link', example: 'x', pattern: /^https?:\/\/\S*[?&]eventid=(?<id>\d+)(?:\D\S*)?$/i, is: 'number' },
  { what: 'web', example: 'x', pattern: /^https?:\/\/\S*[?&]web=(?<id>[a-z-]+)$/i, is: 'web-id' },
];
const event = (number: number, connectionId = 'con_1', webId: string | null = null): NamedEvent => ({
  connectionId,
  eventId: `${number}ABCD`,
  number,
  webId,
});
const girls = event(4607, 'con_1', 'calendar-girls');
const macbeth = event(6608);
const four = event(4);
const elsewhere = event(9001, 'con_2');
const twin = event(6608, 'con_2');
const forms = new Map([
  ['con_1', FORMS],
  ['con_2', FORMS],
]);
const index = indexEventIds([girls, macbeth, four, elsewhere], forms);

test.each([
  '4607',
  ' 4607 ',
  '4607.',
  '4607,',
  '"4607"',
  '#4607',
  'ID 4607',
  'Event ID: 4607',
  'event id 4607;',
  'Event no. 4607',
  '4,607',
  '4 607',
  '4607.0',
  '04607',
  '４６０７',
  '46\u200B07',
  '4607\u00A0',
  '4607abcd',
  '4607ABCD',
  '4607 ABCD',
  '(4607ABCD)',
  'https://tickets.example/x?EventId=4607',
  'https://tickets.example/x?lang=cy&eventid=4607&utm=1',
  'https://tickets.example/x?EventId=4607.',
  '<https://tickets.example/x?EventId=4607>',
  'https://tickets.example/x?web=calendar-girls',
  '4607, 4607ABCD',
])('“%s” is the event', (typed) => {
  expect(readEventIds(typed, index)).toEqual({ kind: 'found', events: [girls] });
});

test.each(['4607, 6608', '4607 and 6608', '4607/6608 '.replace('/', ' / '), '4607;6608.', '4607 6608', '4607\n6608'])(
  '“%s” are two events',
  (typed) => {
    expect(readEventIds(typed, index)).toEqual({ kind: 'found', events: [girls, macbeth] });
  },
);

test.each(['n/a', 'tbc', '4608', '4607 and something', 'Calendar Girls', 'https://tickets.example/x', '46O7'])(
  '“%s” is none that is known',
  (typed) => {
    expect(readEventIds(typed, index).kind).toBe('unknown');
  },
);

test.each([null, '', '  ', '-', '.'])('%j is nothing', (typed) => {
  expect(readEventIds(typed, index)).toEqual({ kind: 'none' });
});

test('an id that two box offices have is told as such, not chosen', () => {
  const both = indexEventIds([macbeth, twin], forms);
  expect(readEventIds('6608', both)).toEqual({ kind: 'ambiguous', events: [macbeth, twin] });
});

test('a text that can be cut in two ways, each of which names events, is not decided', () => {
  const cut = indexEventIds([girls, four, event(607)], forms);
  expect(readEventIds('4,607', cut).kind).toBe('ambiguous');
});

test('where a box office has no forms, the id as it is stored is understood', () => {
  const bare = indexEventIds([girls], new Map([['con_1', []]]));
  expect(readEventIds(' 4607abcd. ', bare)).toEqual({ kind: 'found', events: [girls] });
  expect(readEventIds('4607', bare).kind).toBe('unknown');
});
