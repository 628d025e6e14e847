import { describe, expect, it } from 'vitest';
import { anOrder, CUSTOMER_FIELDS, gather, inPieces } from '../examples-for-tests.ts';
import { DeliveryFault } from '../fault.ts';
import { type PartForm, readPart } from '../read-part.ts';
import type { DeliveredOrder } from '../records/delivered.ts';

interface Setting {
  readonly kind?: PartForm['kind'];
  readonly personalFields?: readonly string[];
  readonly dropped?: Map<string, number>;
  readonly onFault?: (fault: DeliveryFault) => void;
}

function read(text: string, { kind = 'orders', personalFields = CUSTOMER_FIELDS, ...more }: Setting = {}) {
  const form: PartForm = { kind, format: 'csv', encoding: 'none' };
  return gather(readPart(inPieces(Buffer.from(text), 11), form, { part: 2, personalFields, currency: 'EUR', ...more }));
}

async function refusal(text: string, setting: Setting = {}): Promise<DeliveryFault> {
  const fault = await read(text, setting).then(
    () => null,
    (err: unknown) => err,
  );
  expect(fault).toBeInstanceOf(DeliveryFault);
  return fault as DeliveryFault;
}

const HEADER = 'order_id,placed_at,changed_at,order_total,ticket_id,performance_id,ticket_total';
const TIMES = '2026-11-24T13:50:11Z,2026-11-24T13:52:40Z';
const line = (order: string, ticket: string, total = '1.00') => `${order},${TIMES},2.00,${ticket},P,${total}`;
const file = (...lines: string[]) => `${HEADER}\r\n${lines.join('\r\n')}\r\n`;

describe('orders in CSV', () => {
  it('are those of NDJSON, with sums for donations and charges', async () => {
    const all =
      'ticket_total,order_id,placed_at,changed_at,channel,currency,order_total,donations,charges,customer_id,customer_postcode,customer_country,ticket_id,performance_id,ticket_type,seat,offer,price,discount';
    const order = (ticket: string) =>
      `B-10293,2026-11-24T13:50:11+00:00,2026-11-24T13:52:40+00:00,online,EUR,47.50,5.00,0.00,C-88,D02 X285,IE,${ticket}`;
    const text = `\uFEFF${all}\n22.50,${order('T-1,428839330,"Full",C12,,22.50,0.00')}\n20.00,${order('T-2,428839330,Child,C13,,22.50,2.50')}\n`;
    const [fromCsv] = (await read(text)) as DeliveredOrder[];
    const json = Buffer.from(JSON.stringify(anOrder()));
    const form: PartForm = { kind: 'orders', format: 'ndjson', encoding: 'none' };
    const [fromJson] = (await gather(
      readPart(inPieces(json), form, { part: 2, personalFields: CUSTOMER_FIELDS, currency: 'EUR' }),
    )) as [DeliveredOrder];
    expect(fromCsv).toEqual({
      ...fromJson,
      row: 2,
      tickets: fromJson.tickets.map((ticket, at) => ({ ...ticket, row: 2 + at })),
      items: [{ id: 'donations', kind: 'donation', quantity: 1, amountMinor: 500 }],
    });
  });

  it('are one or several lines, or one with no ticket', async () => {
    const orders = (await read(
      file(line('A', 'T1'), line('A', 'T2'), `B,${TIMES},0,,,`, line('C', 'T3')),
    )) as DeliveredOrder[];
    expect(orders.map(({ row, id, tickets }) => [row, id, tickets.map((ticket) => [ticket.row, ticket.id])])).toEqual([
      [
        2,
        'A',
        [
          [2, 'T1'],
          [3, 'T2'],
        ],
      ],
      [4, 'B', []],
      [5, 'C', [[5, 'T3']]],
    ]);
  });

  it('may have line breaks in quotes, and are told by the line on which they begin', async () => {
    const text = `${HEADER},note\r\n${line('A', 'T1')},"one\r\ntwo, ""three"""\r\n\r\n${line('B', 'T2')},"\r\n"\r\n${line('C', 'T3', 'x')},""\r\n`;
    expect(await refusal(text, { personalFields: ['note'] })).toMatchObject({ row: 7, field: 'ticket_total' });
  });
});

describe('a table that is not as the format says', () => {
  it.each([
    ['record-invalid', 3, 'placed_at', file(line('A', 'T1'), line('A', 'T2').replace('50:11', '50:12'))],
    ['record-invalid', 4, 'order_id', file(line('A', 'T1'), line('B', 'T2'), line('A', 'T3'))],
    ['record-invalid', 3, 'ticket_id', file(line('A', 'T1'), `A,${TIMES},2.00,,P,1.00`)],
    ['record-invalid', 3, 'ticket_total', file(line('A', 'T1'), line('A', 'T2', '1.001'))],
    ['record-invalid', 2, 'order_id', file(line('', 'T1'))],
    ['record-invalid', 2, 'order_id', file(line('nora@example.org', 'T1'))],
    ['record-invalid', 2, undefined, file(`${line('A', 'T1')},more`)],
    ['part-unreadable', 1, undefined, file().replace('ticket_id,', '')],
    ['part-unreadable', 1, undefined, `${HEADER},order_id\n`],
    ['part-unreadable', 3, undefined, file(line('A', 'T1'), 'B,"2026')],
    ['part-unreadable', undefined, undefined, ''],
  ])('is refused: %s in row %s, %s', async (code, row, field, text) => {
    const fault = await refusal(text);
    expect({ code: fault.code, row: fault.row, field: fault.field }).toEqual({ code, row, field });
    expect(fault.message).not.toMatch(/nora|example/);
  });

  it('is refused by the name of a column that nobody declared', async () => {
    const text = `${HEADER},Phone (mobile)\n${line('A', 'T1')},01 234\n`;
    expect(await refusal(text)).toMatchObject({ code: 'field-undeclared', row: 1, field: 'Phone (mobile)' });
    const dropped = new Map<string, number>();
    const orders = await read(text, { personalFields: ['Phone (mobile)'], dropped });
    expect(JSON.stringify(orders)).not.toContain('01 234');
    expect([...dropped]).toEqual([['Phone (mobile)', 1]]);
    const customer = `${HEADER},customer_id\n${line('A', 'T1')},C-88\n`;
    expect(await refusal(customer, { personalFields: [] })).toMatchObject({
      code: 'field-undeclared',
      field: 'customer_id',
    });
  });

  it('is refused without telling its first line, if that is no header but data', async () => {
    const fault = await refusal('B-1,Nora Helmer,nora@example.org\n');
    expect(fault).toMatchObject({ code: 'part-unreadable', row: 1 });
    expect(fault.message).not.toMatch(/Nora|example|B-1/);
  });

  it('is told with everything that is wrong to who asks for it', async () => {
    const faults: DeliveryFault[] = [];
    const text = file(line('A', 'T1', 'x'), line('B', 'T2'), `${line('C', 'T3')},more`, line('D', 'T4', 'y'));
    const orders = await read(text, { onFault: (fault) => faults.push(fault) });
    expect(orders).toHaveLength(1);
    expect(faults.map(({ row }) => row)).toEqual([2, 4, 5]);
  });
});

describe('performances in CSV', () => {
  const header = 'performance_id,event_id,event_name,venue_id,venue_name,starts_at,capacity,cancelled';

  it('come with event and venue, or without', async () => {
    const text = `${header}\nP,1,"Plough, The",9,Main,2026-12-01T20:00:00+00:00,225,TRUE\nQ,1,Plough,,,2026-12-02T20:00:00+00:00,,\n`;
    expect(await read(text, { kind: 'performances' })).toMatchObject([
      {
        row: 2,
        id: 'P',
        event: { name: 'Plough, The' },
        venue: { id: '9', name: 'Main' },
        capacity: 225,
        cancelled: true,
      },
      { row: 3, id: 'Q', venue: null, capacity: null, cancelled: false },
    ]);
  });

  it.each([
    ['capacity', 'P,1,Plough,,,2026-12-02T20:00:00Z,many,'],
    ['cancelled', 'P,1,Plough,,,2026-12-02T20:00:00Z,,perhaps'],
    ['venue_name', 'P,1,Plough,9,,2026-12-02T20:00:00Z,,'],
    ['event_name', 'P,1,,,,2026-12-02T20:00:00Z,,'],
  ])('are refused by column: %s', async (field, text) => {
    expect(await refusal(`${header}\n${text}\n`, { kind: 'performances' })).toMatchObject({
      code: 'record-invalid',
      row: 2,
      field,
    });
  });
});
