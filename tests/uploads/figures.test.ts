// Which column is the figure: names that mean the same, names that occur twice, numbers of tickets under other names, totals in other words.
import { writeXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { type Examine, examine } from './examine.ts';

const file = (...lines: readonly string[]): Buffer => Buffer.from([...lines, ''].join('\n'));
const fieldsOf = async (given: Examine) => {
  const { proposal } = await examine(given);
  return { remarks: proposal?.remarks ?? [], fields: proposal?.columns.map(({ field }) => field) ?? [] };
};

test('of net and gross the first is taken, and the other is told', async () => {
  const bytes = file('Event,Date,Sold,Net,VAT,Gross', 'Hamlet,14/10/2026 19:30,10,100.00,20.00,120.00');
  const { fields, remarks } = await fieldsOf({ bytes, kind: 'counts' });
  expect(fields).toEqual(['event_name', 'starts_at', 'tickets', 'income', null, null]);
  expect(remarks).toContain('“Net” is taken, and “Gross” could be meant as well: choose the one that you want.');
});

test('of two columns of one name none is taken for a figure', async () => {
  const bytes = file('Event,Date,Sold,Value,Sold,Value', 'Hamlet,14/10/2026 19:30,10,100.00,5,50.00');
  const { fields, remarks } = await fieldsOf({ bytes, kind: 'counts' });
  expect(fields).toEqual(['event_name', 'starts_at', null, null, null, null]);
  expect(remarks).toContain('Several columns are called “Sold”: say which of them it is, if it is one.');
});

test.each(['Item quantity', 'Num Seats', 'No. of tickets', 'Ticket Qty', 'Number of seats'])(
  '“%s” is how many tickets a line stands for',
  async (name) => {
    const bytes = file(
      `Order No,Order Dt,Show,Perf Dt,Price Each,${name},Total Price`,
      '1,2026-09-01 10:00,Hamlet,2026-11-05 19:30,12.50,2,25.00',
      '2,2026-09-01 10:00,Hamlet,2026-11-05 19:30,12.50,1,12.50',
      '3,2026-09-01 10:00,Hamlet,2026-11-05 19:30,12.50,1,12.50',
    );
    const { refused, checked } = await examine({ bytes });
    expect(refused).toBeNull();
    expect(checked?.totals).toMatchObject({ tickets: 4, amounts: { GBP: '50.00' } });
  },
);

test.each([
  'Summe',
  'Gesamtsumme',
  'Zwischensumme',
  'Total général',
  'Sous-total',
  'Totaal',
  'Cyfanswm',
  'Grand total',
])('a line called “%s” without a date is a total, and is held against its lines', async (total) => {
  const lines = ['Faust;14.10.2026 19:30;10', 'Faust;15.10.2026 19:30;11'];
  const bytes = file('Veranstaltung;Datum;Besucher', ...lines, `${total};;22`);
  const { checked, problems } = await examine({ bytes, kind: 'counts' });
  expect(checked).toMatchObject({ errors: 0, totals: { tickets: 21 } });
  expect(problems.map(({ what }) => what)).toContain(
    'The file says that the total of Besucher is 22; its lines come to 21.',
  );
});

test('a settlement with more titles and signatures than lines has its header found', async () => {
  const rows = [
    ['SETTLEMENT'],
    ['Company: Fenwick'],
    [],
    ['Show', 'Date', 'Capacity', 'Sold', 'Gross £'],
    ['The Salt Road', '05/11/2026 19:30', 240, 95, 1425],
    ['The Salt Road', '06/11/2026 19:30', 240, 98, 1470],
    ['Totals', null, null, 193, 2895],
    [],
    ['Signed:'],
    ['Date:'],
  ];
  const bytes = await writeXlsx({ sheets: [{ name: 'Mold', rows }] });
  const { proposal, checked } = await examine({ bytes, kind: 'counts' });
  expect(proposal?.form.headerLine).toBe(4);
  expect(checked).toMatchObject({ rejected: 0, totals: { tickets: 193, amounts: { GBP: '2895.00' } } });
});

test('days that were typed as texts among dates are read as they are written', async () => {
  const day = (number: number): Date => new Date(Date.UTC(2026, 9, number));
  const rows = [
    ['Event', 'Date', 'Time', 'Sold'],
    ['Hamlet', '04/10/2026', '19:30', 10],
    ['Hamlet', day(5), '19:30', 11],
    ['Hamlet', '13/10/2026', '19:30', 12],
  ];
  const { checked, problems } = await examine({
    bytes: await writeXlsx({ sheets: [{ name: 'Sold', rows }] }),
    kind: 'counts',
  });
  expect(problems).toEqual([]);
  expect(checked?.totals).toMatchObject({
    from: '2026-10-04T18:30:00.000Z',
    to: '2026-10-13T18:30:00.000Z',
    tickets: 33,
  });
});

test('days typed among dates that have their time are not read without one', async () => {
  const rows = [
    ['Event', 'Date', 'Sold'],
    ['Hamlet', new Date(Date.UTC(2026, 9, 5, 19, 30)), 11],
    ['Hamlet', '13/10/2026', 12],
  ];
  const { checked } = await examine({ bytes: await writeXlsx({ sheets: [{ name: 'Sold', rows }] }), kind: 'counts' });
  expect(checked).toMatchObject({ totals: { from: '2026-10-05T18:30:00.000Z' } });
});

test('two lines of one performance are not one: what to do is said', async () => {
  const lines = ['Hamlet,14/10/2026 19:30,40', 'Hamlet,14/10/2026 19:30,10', 'Faust,14/10/2026 19:30,-4'];
  const { checked, problems } = await examine({ bytes: file('Event,Date,Sold', ...lines), kind: 'counts' });
  expect(checked).toMatchObject({ rejected: 2, totals: { tickets: 40 } });
  expect(problems.map(({ row, what, fix }) => `${row} ${what} ${fix}`)).toEqual([
    '3 The same performance, on the same day, stands on an earlier line already. Add its lines up into one, such as what was sold online and at the door; or say which column has the time, if they are two performances.',
    '4 The field Sold is below zero. Take it off the line of its performance, and this line out of the file.',
  ]);
});

test('a second table whose columns stand in another order is not read by the header of the first', async () => {
  const lines = ['Hamlet,14/10/2026 19:30,40,400.00', '', 'Event,Date,Takings,Sold', 'Faust,14/10/2026 19:30,300,30'];
  const bytes = file('Event,Date,Sold,Takings', ...lines);
  expect((await examine({ bytes, kind: 'counts' })).refused).toBe(
    'Row 4 names the columns anew and in another order, so that a second table begins there. Make a file of each table, and upload one after the other.',
  );
});

test('a title that is broken in its cell is one', async () => {
  const bytes = file(
    'Event,Date,Sold',
    '"Romeo\n  and Juliet",14/10/2026 19:30,40',
    'Romeo and Juliet,15/10/2026 19:30,40',
  );
  const { problems, kept } = await examine({ bytes, kind: 'counts' });
  expect(problems).toEqual([]);
  expect(kept).toContain('Romeo and Juliet');
  expect(kept).not.toContain('\n  and');
});

test('events that stand over their lines are told before the check, and each is said to be a heading', async () => {
  const lines = ['Hamlet,,,', '14/10/2026,19:30,40,400', 'Faust,,,', '15/10/2026,19:30,30,300'];
  const { proposal, problems } = await examine({
    bytes: file('Date,Time,Sold,Income', ...lines),
    kind: 'counts',
    change: (map) => ({ ...map, constants: { event_name: 'Both' } }),
  });
  expect(proposal?.remarks[0]).toMatch(/^What was on seems to stand in rows of its own/);
  expect(problems.map(({ row, fix }) => [row, fix])).toEqual([
    [2, expect.stringContaining('a heading over the lines below')],
    [4, expect.stringContaining('a heading over the lines below')],
  ]);
});

test('a price alone is asked about; beside a number of tickets it tells what a line came to', async () => {
  const header = 'Order no,Booked on,Show,Performance date';
  const line = '1,2026-09-01 10:00,Hamlet,2026-11-05 19:30';
  const alone = await examine({ bytes: file(`${header},Face value`, `${line},12.50`) });
  expect(alone.proposal?.missing).toEqual(['ticket_total']);
  expect(alone.refused).toMatch(/no column is ticket_total/);
  const { checked, problems } = await examine({
    bytes: file(`${header},Qty,Price each,Off`, `${line},3,12.50,2.50`, `2${line.slice(1)},2,guest,`),
    change: (map) => ({
      ...map,
      columns: map.columns.map((column) => (column.header === 'Off' ? { ...column, field: 'discount' } : column)),
    }),
  });
  expect(checked).toMatchObject({ rejected: 0, totals: { tickets: 5, amounts: { GBP: '35.00' } } });
  expect(problems.map(({ severity, row, what }) => [severity, row, what])).toEqual([
    ['warning', null, 'An amount of Price each is a word or a dash, read as 0: “guest” (1).'],
  ]);
});

test('a festival’s list with a heading for each day, and a sum without a name, has both left out and told', async () => {
  const lines = ['FRIDAY 12 JUNE,,,,', '12/06/2026,10:00,Storytime,88,440', '12/06/2026,19:30,Opening,400,6000'];
  const more = ['SATURDAY 13 JUNE,,,,', '13/06/2026,11:00,Storytime,90,450', ',,,578,6890'];
  const bytes = file('Day,Start,Event,Sold,Box office £', ...lines, ...more);
  const { checked, problems } = await examine({ bytes, kind: 'counts' });
  expect(checked).toMatchObject({ rows: 3, rejected: 0, totals: { tickets: 578, amounts: { GBP: '6890.00' } } });
  expect(problems.map(({ severity, row }) => `${severity} ${row}`)).toEqual(['warning 2', 'warning 5', 'warning 7']);
});

test('prices in the names of columns are no figures, and an order’s fee that differs says what to do', async () => {
  const door = file('Show,Date,Adult £10,Child £5,Comp,Total tickets', 'Cinderella,11/12/2026 19:30,40,31,4,75');
  expect((await fieldsOf({ bytes: door, kind: 'counts' })).fields).toEqual([
    ...['event_name', 'starts_at', null, null, null],
    'tickets',
  ]);
  const head = 'Booking reference,Booked,Event,Event date,No. of tickets,Booking fee,Total';
  const line = (tickets: number, fee: string): string => `T1,1 Oct 2026,Panto,11/12/2026 19:30,${tickets},${fee},20.00`;
  const { problems } = await examine({ bytes: file(head, line(2, '1.00'), line(1, '0.50')) });
  expect(problems[0]?.fix).toContain('leave the column out in the step before');
});

test('a time of the order is not taken for that of the performance, and days with their offset behind a space are read', async () => {
  const bytes = file(
    'Commande;Date;Heure;Spectacle;Séance;Montant',
    '1;13/06/2026;10:12;Le Cid;20/06/2026 20h30;24,00',
  );
  const { checked, proposal } = await examine({ bytes });
  expect(proposal?.columns.map(({ field }) => field)).toEqual([
    ...['order_id', 'placed_at', null, 'event_name', 'starts_at', 'ticket_total'],
  ]);
  expect(checked).toMatchObject({ rejected: 0, totals: { tickets: 1 } });
  const offset = file(
    'Order no.,Order Date,Event Name,Event Start Date,Event Start Time,Total Paid',
    '1,2026-06-01 10:12:00+01:00,Hamlet,2026-06-20,19:30,12.50',
  );
  expect((await examine({ bytes: offset })).checked?.totals).toMatchObject({
    tickets: 1,
    from: '2026-06-01T09:12:00.000Z',
  });
});
