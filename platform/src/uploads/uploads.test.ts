import { existsSync } from 'node:fs';
import { readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { listTicketClasses } from '../ticket-classes/list-ticket-classes.ts';
import { checkUpload } from './check-upload.ts';
import { describeUpload } from './describe-upload.ts';
import { findUpload } from './find-upload.ts';
import { listProblems } from './list-uploads.ts';
import { proposeMap } from './propose-map.ts';
import { listTypesOfUpload } from './ticket-types-of-upload.ts';
import { previewTurn, turnUpload } from './turn-upload.ts';
import { checkFile, loadChecked, loadFile } from './upload-for-tests.ts';

let box: ContextForTests;
let organisation: Organisation;

beforeAll(async () => {
  box = await openContextForTests();
  organisation = await box.organisation('fenwick');
});
afterAll(() => box.close());

const HEADER =
  'Booking Ref;Booking Date;Event;Performance Date;Venue;Ticket Type;Ticket Total;Customer No;Postcode;Surname';
const csv = (...lines: readonly string[]): Buffer => Buffer.from([HEADER, ...lines, ''].join('\r\n'), 'latin1');
const LINES = [
  'B1;03/10/2026 10:15;Les Misérables;05/11/2026 19:30;Main House;Adult;18,50;C-204;SW1A 1AA;Okafor',
  'B1;03/10/2026 10:15;Les Misérables;05/11/2026 19:30;Main House;Child;9,25;C-204;SW1A 1AA;Okafor',
  'B2;04/10/2026 11:00;Les Misérables;25/11/2026 19:30;Main House;Adult;18,50;;;Lindqvist',
];
const LIVE = 'SELECT count(*) AS n, sum(total_minor)::INTEGER AS minor FROM tickets WHERE deleted_at IS NULL';

const query = (sql: string) => box.context.warehouse.withStore(organisation.id, (store) => store.query(sql));

test('a file in the dialect of a spreadsheet is read, loaded once, taken back and put back', async () => {
  const given = { box, organisation, kind: 'sales', bytes: csv(...LINES) } as const;
  const checked = await checkFile(given);
  expect(checked.failure).toBeNull();
  expect(checked).toMatchObject({
    state: 'checked',
    check: {
      rows: 3,
      accepted: 3,
      rejected: 0,
      compared: { new: 2, changed: 0, same: 0, unit: 'orders' },
      totals: { orders: 2, tickets: 3, amounts: { GBP: '46.25' } },
      refusedColumns: [{ header: 'Surname', why: 'names of people' }],
    },
  });
  const loaded = await loadChecked(given, checked);
  expect(loaded).toMatchObject({ state: 'loaded', connection: 'fenwick-upload', receipt: { by: 'Sam Lee' } });
  expect(await query('SELECT name FROM events')).toEqual([{ name: 'Les Misérables' }]);
  expect(await query(LIVE)).toEqual([{ n: 3, minor: 4625 }]);
  expect(existsSync(join(box.context.uploads.folder, organisation.id, loaded.id))).toBe(false);

  const twice = await checkFile(given);
  expect(twice.check?.compared).toEqual({ new: 0, changed: 0, same: 2, unit: 'orders' });
  const more = [LINES[0]?.replace('18,50', '20,00') ?? '', ...LINES.slice(1), LINES[2]?.replace('B2', 'B3') ?? ''];
  const compared = (await checkFile({ ...given, bytes: csv(...more) })).check?.compared;
  expect(compared).toEqual({ new: 1, changed: 1, same: 1, unit: 'orders' });
  const again = await loadChecked(given, twice);
  expect(again.receipt?.compared).toEqual({ new: 0, changed: 0, same: 2, unit: 'orders' });
  const effectOn = (upload: string) => previewTurn(box.context, { organisation, upload });
  expect(await effectOn(loaded.id)).toMatchObject({ removed: 0, kept: 2, tickets: 0 });
  expect(await effectOn(again.id)).toMatchObject({ restored: 2, kept: 0, tickets: 0 });

  const turn = (upload: string, undone: boolean) =>
    turnUpload(box.context, { organisation, upload, undone, actor: 'test' });
  await turn(again.id, true);
  expect(await query(LIVE)).toEqual([{ n: 3, minor: 4625 }]);
  expect(await effectOn(loaded.id)).toEqual({
    unit: 'orders',
    removed: 2,
    restored: 0,
    kept: 0,
    tickets: -3,
    amounts: { GBP: '-46.25' },
  });
  expect(await turn(loaded.id, true)).toMatchObject({ state: 'undone', undone: { by: 'test' } });
  expect(await query(LIVE)).toEqual([{ n: 0, minor: null }]);
  expect(await query('SELECT count(*) AS n FROM events')).toEqual([{ n: 0 }]);
  // On the clock of what happened nothing is left, on that of what was known the reversal stands.
  expect(
    await query(
      `SELECT sum(quantity)::INTEGER AS n, sum(amount_minor)::INTEGER AS minor, count(*) AS movements
       FROM ticket_movements GROUP BY effective_at ORDER BY effective_at`,
    ),
  ).toEqual([
    { n: 0, minor: 0, movements: 4 },
    { n: 0, minor: 0, movements: 2 },
  ]);
  await turn(loaded.id, false);
  expect(await query(LIVE)).toEqual([{ n: 3, minor: 4625 }]);
}, 120_000);

test('what was checked and cannot be loaded says why, and what to do; checked again, it loads', async () => {
  const given = {
    box,
    organisation,
    kind: 'sales',
    bytes: csv(...LINES.map((line) => line.replace(/^B/, 'C'))),
  } as const;
  const checked = await checkFile(given);
  const folder = join(box.context.uploads.folder, organisation.id, checked.id);
  const kept = (await readdir(folder, { recursive: true, withFileTypes: true })).filter(
    (entry) => entry.isFile() && !entry.name.startsWith('piece'),
  );
  for (const entry of kept) await writeFile(join(entry.parentPath, entry.name), 'damaged');
  const refused = await loadChecked(given, checked);
  expect(refused).toMatchObject({
    state: 'received',
    failure: {
      what: expect.stringMatching(/cannot be read any more/),
      nextStep: expect.stringMatching(/Check the file again/),
    },
  });
  const proposal = await proposeMap(box.context, { organisation, upload: refused.id, form: {} });
  await checkUpload(box.context, { organisation, upload: refused.id, map: proposal.map, actor: 'test' });
  await box.context.uploads.settled(organisation.id);
  const again = await describeUpload(
    box.context,
    organisation,
    await findUpload(box.context, organisation, refused.id),
  );
  expect(again).toMatchObject({ state: 'checked', failure: null });
  expect(await loadChecked(given, again)).toMatchObject({ state: 'loaded', failure: null });
}, 120_000);

test('ticket types are told before a file is loaded, and get their classes with its confirmation', async () => {
  const rows = LINES.map((row) => row.replaceAll(/B(\d);/g, 'T$1;').replace('Child', 'Carer Free'));
  const given = {
    box,
    organisation,
    kind: 'sales',
    bytes: csv(...rows, rows[2]?.replace('T2', 'T3').replace('Adult', ' adult') ?? ''),
  } as const;
  const checked = await checkFile(given);
  const told = () => listTypesOfUpload(box.context, organisation, checked.id);
  const { items } = await told();
  expect(items).toMatchObject([
    { ticketType: 'name:adult', name: 'Adult', tickets: 3, lowest: '18.50', highest: '18.50', sorted: null },
    { ticketType: 'name:carer free', tickets: 1, suggestion: { class: 'access-companion', isConcession: false } },
  ]);
  const unknown = [{ ticketType: 'name:nobody', class: 'full' as const }];
  await expect(loadChecked(given, checked, false, unknown)).rejects.toMatchObject({ code: 'invalid-input' });
  const adult = [{ ticketType: 'name:adult', class: 'full' as const }];
  const loaded = await loadChecked(given, checked, false, adult);
  expect(loaded.state).toBe('loaded');
  expect((await told()).items).toEqual([]);
  const classes = await listTicketClasses(box.context, organisation);
  const classOf = (id: string) => classes.items.find(({ ticketType }) => ticketType === id)?.sorted?.class ?? null;
  expect([classOf('name:adult'), classOf('name:carer free')]).toEqual(['full', null]);
  expect(await query('SELECT class FROM ticket_classes')).toEqual([{ class: 'full' }]);
  // What has a class keeps it, whatever is said with a later file; what has none is new to whoever looks at the connection.
  const later = await checkFile(given);
  expect((await listTypesOfUpload(box.context, organisation, later.id)).items).toMatchObject([
    { ticketType: 'name:carer free', sorted: null },
    { ticketType: 'name:adult', sorted: { class: 'full' } },
  ]);
  await loadChecked(given, later, false, [{ ticketType: 'name:adult', class: 'offer' }]);
  expect(await query('SELECT class FROM ticket_classes')).toEqual([{ class: 'full' }]);
  const waiting = await box.context.db.selectFrom('unsorted_ticket_types').select('unsorted').execute();
  expect(waiting.some(({ unsorted }) => unsorted > 0)).toBe(true);
});

test('headings and totals between the lines of a report are left out, and said; what lacks its date is an error', async () => {
  const text = [
    'Event,Performance date,Tickets sold,Income',
    'Q1,,,',
    'Puss in Boots,05/04/2024 19:30,120,"£1,440.00"',
    'Total Q1,,120,"£1,440.00"',
    'Hamlet,,80,£900.00',
    'Grand total,,200,"£2,340.00"',
  ].join('\n');
  const given = { box, organisation, kind: 'counts', bytes: Buffer.from(text) } as const;
  const { id, check } = await checkFile(given);
  expect(check).toMatchObject({
    ...{ rows: 2, accepted: 1, rejected: 1, errors: 1, warnings: 3 },
    totals: { tickets: 120, amounts: { GBP: '1440.00' } },
  });
  const { items } = await listProblems(box.context, { organisation, upload: id, after: null, limit: 10 });
  expect(items.map(({ severity, row, what }) => [severity, row, what])).toEqual([
    ['error', 5, 'The field Performance date is empty.'],
    ...[2, 4, 6].map((row) => [
      'warning',
      row,
      'The line is a heading or a total, without a date of its own. It is left out.',
    ]),
  ]);
});

test('a total that stands where a date would is left out too, and held against its lines', async () => {
  const days = [14, 15, 16, 17].map((day) => `${day}/10/2026 10:00,100,Museum`);
  const text = ['Date,Visitors,Event', ...days, 'Total,400,', ' Grand total ,"1,400",'].join('\n');
  const { id, check } = await checkFile({ box, organisation, kind: 'counts', bytes: Buffer.from(text) });
  expect(check).toMatchObject({ rows: 4, accepted: 4, errors: 0, warnings: 3, totals: { tickets: 400 } });
  const { items } = await listProblems(box.context, { organisation, upload: id, after: null, limit: 10 });
  expect(items[2]).toMatchObject({
    ...{ severity: 'warning', row: 7, column: 'Visitors', value: '1,400' },
    what: 'The file says that the total of Visitors is 1,400; its lines come to 400.',
    fix: expect.stringContaining('lines may be missing'),
  });
});

test.each([
  [
    'counts',
    ['Event,Performance date,Tickets sold', 'Gala,2026-05-01 19:30,10', 'Gala,2026-05-02 19:30,20'],
    '30,20',
    '30,21',
  ],
  [
    'events',
    ['Event,Performance date,Place', 'Gala,2026-05-01 19:30,Hall', 'Gala,2026-05-02 19:30,Yard'],
    'Yard',
    'Loft',
  ],
] as const)(
  'a file of %s again is all the same, and what differs in another is told apart',
  async (kind, lines, was, is) => {
    const own = await box.organisation(`again-${kind}`);
    const load = async (text: string) =>
      (await loadFile({ box, organisation: own, kind, bytes: Buffer.from(text) })).receipt?.compared;
    const text = lines.join('\n');
    expect(await load(text)).toMatchObject({ new: 2, changed: 0, same: 0 });
    expect(await load(text)).toMatchObject({ new: 0, changed: 0, same: 2 });
    expect(await load(text.replace(was, is))).toMatchObject({ new: 0, changed: 1, same: 1 });
  },
);

test('a file of an old Mac, with instants that say their offset, is read as it is meant', async () => {
  const text =
    'Booking Ref,Purchased,Event,Begins,Ticket,Price\rM1,2026-07-01T18:30:00Z,Les Mis\u008erables,2026-08-05T20:30:00+02:00,Adult,\u00a318.50\r';
  const given = { box, organisation, kind: 'sales', bytes: Buffer.from(text, 'latin1') } as const;
  const checked = await checkFile(given);
  expect(checked.check).toMatchObject({ rows: 1, rejected: 0, errors: 0, totals: { amounts: { GBP: '18.50' } } });
  await loadChecked(given, checked);
  const rows =
    await query(`SELECT e.name, strftime(p.starts_local, '%H:%M') AS at, strftime(o.first_transaction_local, '%H:%M') AS sold
    FROM performances p JOIN events e ON e.source_id = p.event_id JOIN tickets t ON t.performance_id = p.source_id
      JOIN orders o ON o.source_id = t.order_id WHERE o.source_id = 'M1'`);
  expect(rows).toEqual([{ name: 'Les Misérables', at: '19:30', sold: '19:30' }]);
});
