import { readFileSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { writeXlsx } from 'hucre/xlsx';
import { expect, test } from 'vitest';
import { gather, inPieces } from '../examples-for-tests.ts';
import { DeliveryFault } from '../fault.ts';
import { type PartForm, readPart } from '../read-part.ts';
import { LINES_MAP, linesFile } from './column-map-for-tests.ts';

const LINE = 'B-1;01/03/2026 19:30;Web;C-9;Ada Novák;ada@mail.example;428;Full;C12;22,50;22,50;1,50;Sold';
const MAPPED: PartForm = { kind: 'orders', format: 'csv', encoding: 'gzip', layout: 'mapped' };

const read = (bytes: Uint8Array, form: PartForm, columnMap?: unknown) =>
  gather(
    readPart(inPieces(Buffer.from(bytes), 7), form, {
      part: 3,
      personalFields: ['customer.id'],
      currency: 'GBP',
      columnMap,
    }),
  );

test('a mapped part is unpacked and read through the map', async () => {
  const bytes = gzipSync(Buffer.from(linesFile(LINE), 'latin1'));
  expect(await read(bytes, MAPPED, LINES_MAP)).toMatchObject([{ id: 'B-1', totalMinor: 2400, currency: 'EUR' }]);
});

test.each([
  [undefined, MAPPED, 'The connection has no column map for orders'],
  [LINES_MAP, { ...MAPPED, format: 'xlsx' }, 'The column map is for csv files; the part is xlsx.'],
  [LINES_MAP, { ...MAPPED, kind: 'performances' }, 'The column map is for orders; the part holds performances.'],
  [{ ...LINES_MAP, format: 'illuminate-columns/0' }, MAPPED, 'made for another version'],
] as const)('without the map it needs, a part is not read', async (map, form, what) => {
  const err = await read(gzipSync('x'), form, map).catch((thrown: unknown) => thrown);
  expect(err).toBeInstanceOf(DeliveryFault);
  expect(err).toMatchObject({ code: 'part-unreadable', part: 3, whoActs: 'organisation' });
  expect((err as DeliveryFault).what).toContain(what);
});

test('a workbook with the columns of the format needs no map; its numbers are decimals, its times text', async () => {
  const rows = [
    ['order_id', 'placed_at', 'changed_at', 'order_total', 'ticket_id', 'performance_id', 'ticket_total'],
    [10293, '2026-03-01T19:30:00Z', '2026-03-01T19:30:00Z', 42.5, 'T-1', 428, 22.5],
    [10293, '2026-03-01T19:30:00Z', '2026-03-01T19:30:00Z', 42.5, 'T-2', 428, 20],
  ];
  const form: PartForm = { kind: 'orders', format: 'xlsx', encoding: 'none' };
  expect(await read(await writeXlsx({ sheets: [{ name: 'Orders', rows }] }), form)).toMatchObject([
    {
      id: '10293',
      totalMinor: 4250,
      tickets: [
        { row: 2, totalMinor: 2250 },
        { row: 3, performance: '428', totalMinor: 2000 },
      ],
    },
  ]);
  const dated = [rows[0] ?? [], [10293, new Date('2026-03-01T19:30:00Z'), ...(rows[1]?.slice(2) ?? [])]];
  const err = await read(await writeXlsx({ sheets: [{ name: 'Orders', rows: dated }] }), form).catch(
    (thrown: unknown) => thrown,
  );
  expect(err).toMatchObject({ code: 'record-invalid', part: 3, row: 2, field: 'placed_at' });
});

test('the worked example of the documents is what it says', async () => {
  const page = readFileSync(new URL('../../../docs/connectors/column-maps.md', import.meta.url), 'utf8');
  const block = (kind: string): string => new RegExp(`\`\`\`${kind}\\n(.*?)\`\`\``, 's').exec(page)?.[1] ?? '';
  const form: PartForm = { ...MAPPED, encoding: 'none' };
  expect(await read(Buffer.from(block('csv'), 'latin1'), form, JSON.parse(block('json')))).toMatchObject([
    {
      id: 'B-10293',
      currency: 'EUR',
      channel: 'online',
      totalMinor: 4400,
      tickets: [{ totalMinor: 2250 }, { totalMinor: 2000 }],
    },
    { id: 'B-10294', channel: 'phone', totalMinor: 2250, tickets: [{ seat: 'D1' }] },
  ]);
});
