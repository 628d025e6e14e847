// Which performance a line is about: nights under one number, days and times in columns with strange names, times in words.
import { expect, test } from 'vitest';
import { type Examine, examine } from './examine.ts';

const file = (...lines: readonly string[]): Buffer => Buffer.from([...lines, ''].join('\n'));
const fieldsOf = async (given: Examine) => {
  const { proposal } = await examine(given);
  return Object.fromEntries(proposal?.columns.map(({ header, field }) => [header, field]) ?? []);
};
const said = async (given: Examine) => {
  const { refused, proposal, checked, problems } = await examine(given);
  return { refused, remarks: proposal?.remarks ?? [], totals: checked?.totals, problems };
};

const SOLD = 'Order ID,Order date,Event ID,Event name,Event start,Price';
const night = (order: number, event: number, name: string, start: string): string =>
  `${order},2026-09-01 10:00,${event},${name},${start},10.00`;
const NIGHTS = [night(1, 412, 'Hamlet', '2026-11-05 19:30'), night(2, 412, 'Hamlet', '2026-11-06 19:30')];

test('a number that several nights have is that of their event', async () => {
  const bytes = file(SOLD, ...NIGHTS);
  expect(await fieldsOf({ bytes })).toMatchObject({ 'Event ID': 'event_id' });
  expect((await examine({ bytes })).checked?.totals).toMatchObject({ tickets: 2, performances: 2 });
});

test('a number that one event has several of is that of a performance', async () => {
  const bytes = file(SOLD, night(1, 412, 'Hamlet', '2026-11-05 19:30'), night(2, 413, 'Hamlet', '2026-11-06 19:30'));
  expect(await fieldsOf({ bytes })).toMatchObject({ 'Event ID': 'performance_id' });
});

test('of what may be either it is taken for the event, so that nights of later files stay apart', async () => {
  expect(await fieldsOf({ bytes: file(SOLD, NIGHTS[0] ?? '') })).toMatchObject({ 'Event ID': 'event_id' });
});

test('nights that were said to be one performance are not made one', async () => {
  const { problems, checked } = await examine({
    bytes: file(SOLD, ...NIGHTS),
    change: (map) => ({
      ...map,
      columns: map.columns.map((one) => (one.header === 'Event ID' ? { ...one, field: 'performance_id' } : one)),
    }),
  });
  expect(checked).toMatchObject({ rejected: 1, totals: { tickets: 1 } });
  expect(problems).toMatchObject([
    {
      row: 3,
      column: 'Event ID',
      what: 'The field Event ID has the number of a performance that begins at another time on an earlier line.',
      fix: 'If the column numbers events and not performances, say so in the step before.',
    },
  ]);
});

test.each([
  ['Event;Datum;Inloop;Besucher', 'Popronde;4 november 2026;20:30;210', '“Inloop” is taken for the time of “Datum”.'],
  [
    'Event;Festival day;Start;Tickets',
    'Word;Thu 4 Nov 2026;20:30;210',
    '“Start” is taken for the time of “Festival day”.',
  ],
])('the other half of a beginning is told by its values: %s', async (header, line, remark) => {
  const found = await said({ bytes: file(header, line, line.replace('4 ', '5 ')), kind: 'counts' });
  expect(found.remarks).toContain(remark);
  expect(found).toMatchObject({ problems: [], totals: { from: '2026-11-04T20:30:00.000Z', performances: 2 } });
});

test.each([
  ['Uhrzeit', '20 Uhr'],
  ['Heure', '20h'],
  ['Amser', '8yh'],
  ['Time', '20:00 h'],
  ['Time', '8pm'],
])('%s: %s is an hour', async (header, time) => {
  const bytes = file(`Event,Date,${header},Tickets`, `Noson,14/11/2026,${time},40`, `Noson,15/11/2026,${time},40`);
  const { totals, problems } = await said({ bytes, kind: 'counts' });
  expect(problems).toEqual([]);
  expect(totals).toMatchObject({ from: '2026-11-14T20:00:00.000Z', to: '2026-11-15T20:00:00.000Z' });
});

test('a time that cannot be read, or is one of two, is said: without it nights begin with their day', async () => {
  const bytes = (header: string, more: string): Buffer =>
    file(`Event,Date,${header},Tickets`, `Noson,14/11/2026,${more},40`, `Noson,15/11/2026,${more},40`);
  const remarksOf = async (header: string, more: string) =>
    (await said({ bytes: bytes(header, more), kind: 'counts' })).remarks;
  expect(await remarksOf('Time', 'tea time')).toContain(
    'Performances are taken to begin with their day: “Time” may hold the time, and how it is written could not be told.',
  );
  expect(await remarksOf('Doors,Curtain', '19:00,19:30')).toContain(
    'Performances are taken to begin with their day: “Doors” and “Curtain” may hold the time, and which of them does could not be told.',
  );
  expect(await remarksOf('Town', 'Mold')).toEqual([]);
  expect(await remarksOf('Day', 'Saturday')).toEqual([]);
});
