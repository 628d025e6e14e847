import { gzipSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { anOrder, aPerformance, CUSTOMER_FIELDS, gather, inPieces } from './examples-for-tests.ts';
import { DeliveryFault } from './fault.ts';
import { LIMITS } from './limits.ts';
import { type PartForm, type ReadPartOptions, readPart } from './read-part.ts';
import type { DeliveredOrder } from './records/delivered.ts';

type Setting = Partial<PartForm & ReadPartOptions & { pieces: number }>;

const NDJSON: PartForm = { kind: 'orders', format: 'ndjson', encoding: 'none' };

async function read(content: unknown, { pieces, ...more }: Setting = {}) {
  const bytes = content instanceof Uint8Array ? content : Buffer.from(linesOf(content));
  const options = { part: 3, personalFields: CUSTOMER_FIELDS, currency: 'GBP', ...more };
  return gather(readPart(inPieces(bytes, pieces ?? 1000), { ...NDJSON, ...more }, options));
}

const linesOf = (content: unknown): string =>
  typeof content === 'string'
    ? content
    : `${(content as unknown[]).map((record) => JSON.stringify(record)).join('\n')}\n`;

async function refusal(content: unknown, setting: Setting = {}): Promise<DeliveryFault> {
  const fault = await read(content, setting).then(
    () => null,
    (err: unknown) => err,
  );
  expect(fault).toBeInstanceOf(DeliveryFault);
  return fault as DeliveryFault;
}

/** The example with one thing changed, as a second line. */
const second = (change: (order: Record<string, unknown>) => void) => {
  const order: Record<string, unknown> = anOrder();
  change(order);
  return [anOrder(), order];
};

const ticketOf = (order: Record<string, unknown>) => (order.tickets as Record<string, unknown>[])[1] ?? {};

describe('orders', () => {
  it('come in minor units and milliseconds, whatever the pieces in which the bytes arrive', async () => {
    const expected: DeliveredOrder = {
      kind: 'order',
      row: 1,
      id: 'B-10293',
      placedAt: Date.UTC(2026, 10, 24, 13, 50, 11),
      changedAt: Date.UTC(2026, 10, 24, 13, 52, 40),
      channel: 'online',
      currency: 'EUR',
      totalMinor: 4750,
      customer: { id: 'C-88', postcode: 'D02 X285', country: 'IE' },
      tickets: [
        {
          row: 1,
          id: 'T-1',
          performance: '428839330',
          type: 'Full',
          seat: 'C12',
          offer: null,
          priceMinor: 2250,
          discountMinor: 0,
          totalMinor: 2250,
        },
        {
          row: 1,
          id: 'T-2',
          performance: '428839330',
          type: 'Child',
          seat: 'C13',
          offer: null,
          priceMinor: 2250,
          discountMinor: 250,
          totalMinor: 2000,
        },
      ],
      items: [{ id: 'D-1', kind: 'donation', quantity: 1, amountMinor: 500 }],
    };
    for (const pieces of [1, 7, 1000]) expect(await read([anOrder()], { pieces })).toEqual([expected]);
    expect(await read(gzipSync(linesOf([anOrder()])), { encoding: 'gzip', pieces: 5 })).toEqual([expected]);
  });

  it('may leave out what is optional, or say null', async () => {
    const least = { id: 'B', placedAt: '2026-11-24T13:50Z', changedAt: '2026-11-24T13:50Z', total: '0', tickets: [] };
    const bare = { channel: null, currency: 'GBP', customer: null, items: [], tickets: [] };
    expect(await read([least, { ...least, channel: null, customer: null, items: null }])).toMatchObject([bare, bare]);
  });

  it('count empty lines as rows, and need no newline at the end', async () => {
    const text = `\uFEFF${JSON.stringify(anOrder())}\r\n\r\n\n${JSON.stringify(anOrder())}`;
    expect((await read(text)).map(({ row }) => row)).toEqual([1, 4]);
  });

  it('keep every character of a text, cut where it may be', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.string({ unit: 'grapheme', minLength: 1, maxLength: 40 }).filter((text) => !/[\p{Cc}\p{Cs}@]/u.test(text)),
        fc.integer({ min: 1, max: 60 }),
        async (seat, pieces) => {
          const orders = second((order) => Object.assign(ticketOf(order), { seat }));
          const delivered = (await read(orders, { pieces })) as DeliveredOrder[];
          expect(delivered[1]?.tickets[1]?.seat).toBe(seat);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('what nobody declared', () => {
  it.each([
    ['email', (order: Record<string, unknown>) => Object.assign(order, { email: 'x@example.org' })],
    ['customer.email', (order) => Object.assign(order.customer as object, { email: 'x@example.org' })],
    ['tickets[].holder', (order) => Object.assign(ticketOf(order), { holder: 'Nora Helmer' })],
    ['items[].note', (order) => Object.assign((order.items as object[])[0] ?? {}, { note: 'Nora Helmer' })],
    ['(a name of 17 characters)', (order) => Object.assign(order, { 'nora@example.org1': 1 })],
    ['__proto__', (order) => Object.defineProperty(order, '__proto__', { value: { a: 1 }, enumerable: true })],
  ] as [string, (order: Record<string, unknown>) => void][])(
    'is refused by name with its row: %s',
    async (field, change) => {
      const fault = await refusal(second(change));
      expect(fault).toMatchObject({ code: 'field-undeclared', part: 3, row: 2, field, whoActs: 'provider' });
      expect(fault.message).not.toMatch(/example|Nora|Helmer/);
    },
  );

  it('is refused of the customer as well, though the format knows it', async () => {
    expect(await refusal([anOrder()], { personalFields: ['customer.id'] })).toMatchObject({
      code: 'field-undeclared',
      field: 'customer.postcode',
    });
  });

  it('is dropped once it is declared, and counted', async () => {
    const dropped = new Map<string, number>();
    const orders = second((order) => {
      Object.assign(order.customer as object, {
        email: 'x@example.org',
        address: { line1: 'Main Street', city: 'Cork' },
      });
      Object.assign(ticketOf(order), { holder: 'Nora Helmer' });
    });
    const personalFields = [
      ...CUSTOMER_FIELDS,
      'customer.email',
      'customer.address.line1',
      'customer.address.city',
      'tickets.holder',
      'tickets[].seat',
    ];
    const delivered = await read(orders, { personalFields, dropped });
    expect(JSON.stringify(delivered)).not.toMatch(/example|Nora|Main Street|Cork|C13/);
    expect(Object.fromEntries(dropped)).toEqual({
      'customer.email': 1,
      'customer.address.line1': 1,
      'customer.address.city': 1,
      'tickets[].holder': 1,
      'tickets[].seat': 4,
    });
  });

  it('is still refused within an object of which only some is declared', async () => {
    const orders = second((order) => Object.assign(order, { address: { city: 'Cork', line1: 'Main Street' } }));
    expect(await refusal(orders, { personalFields: [...CUSTOMER_FIELDS, 'address.city'] })).toMatchObject({
      code: 'field-undeclared',
      field: 'address.line1',
      row: 2,
    });
  });

  it('is dropped with the whole that is declared, but for what is declared by its own name', async () => {
    const customer = { customer: 'Nora Helmer' };
    const orders = [anOrder(), { ...anOrder(), ...customer }];
    expect(await read(orders, { personalFields: ['customer', 'customer.country'] })).toMatchObject([
      { customer: { id: null, postcode: null, country: 'IE' } },
      { customer: null },
    ]);
  });
});

describe('a record that is not as the format says', () => {
  it.each([
    ['id', (order: Record<string, unknown>) => Object.assign(order, { id: 7 })],
    ['id', (order) => Object.assign(order, { id: '' })],
    ['id', (order) => Object.assign(order, { id: 'x'.repeat(201) })],
    ['id', (order) => Object.assign(order, { id: 'a\nb' })],
    ['id', (order) => Object.assign(order, { id: 'half \ud800' })],
    ['placedAt', (order) => Object.assign(order, { placedAt: '2026-11-24T13:50:11' })],
    ['placedAt', (order) => Object.assign(order, { placedAt: '2026-02-30T13:50:11Z' })],
    ['placedAt', (order) => Object.assign(order, { placedAt: '2026-11-24 13:50:11Z' })],
    ['placedAt', (order) => Object.assign(order, { placedAt: '0001-01-01T00:00:00Z' })],
    ['placedAt', (order) => Object.assign(order, { placedAt: 1_796_000_000 })],
    ['changedAt', (order) => Object.assign(order, { changedAt: '2026-11-24T13:50:10Z' })],
    ['currency', (order) => Object.assign(order, { currency: 'eur' })],
    ['currency', (order) => Object.assign(order, { currency: 'XYZ' })],
    ['total', (order) => Object.assign(order, { total: 47.5 })],
    ['total', (order) => Object.assign(order, { total: '47,50' })],
    ['total', (order) => Object.assign(order, { total: '47.505' })],
    ['total', (order) => Object.assign(order, { total: '1e3' })],
    ['total', (order) => Object.assign(order, { total: '999999999999.00' })],
    ['total', (order) => delete order.total],
    ['customer', (order) => Object.assign(order, { customer: 'C-88' })],
    ['customer.country', (order) => Object.assign(order, { customer: { country: 'Ireland' } })],
    ['tickets', (order) => delete order.tickets],
    ['tickets[]', (order) => Object.assign(order, { tickets: ['T-1'] })],
    ['tickets[].performance', (order) => delete ticketOf(order).performance],
    ['tickets[].total', (order) => Object.assign(ticketOf(order), { total: null })],
    ['tickets[].type', (order) => Object.assign(ticketOf(order), { type: ['Full'] })],
    ['items[].kind', (order) => Object.assign(order, { items: [{ id: 'D', kind: 'tip', amount: '1' }] })],
    [
      'items[].quantity',
      (order) => Object.assign(order, { items: [{ id: 'D', kind: 'charge', amount: '1', quantity: 1.5 }] }),
    ],
    [
      'items[].id',
      (order) => Object.assign(order, { items: [1, 2].map(() => ({ id: 'D', kind: 'charge', amount: '1' })) }),
    ],
  ] as [string, (order: Record<string, unknown>) => void][])(
    'is refused by field and row: %s (%#)',
    async (field, change) => {
      const fault = await refusal(second(change));
      expect(fault).toMatchObject({ code: 'record-invalid', part: 3, row: 2, field });
      expect(fault.detail).toContain(`Part 3, row 2: `);
      expect(fault.detail).toContain(field);
    },
  );

  it('is refused where the format keeps what looks like an e-mail address', async () => {
    const places: [string, (order: Record<string, unknown>) => void][] = [
      ['channel', (order) => Object.assign(order, { channel: 'to nora@example.org' })],
      ['id', (order) => Object.assign(order, { id: 'nora＠example.org' })],
      ['tickets[].type', (order) => Object.assign(ticketOf(order), { type: 'Übergang für ö@bücher.example' })],
      ['tickets[].seat', (order) => Object.assign(ticketOf(order), { seat: 'nora.h@mail.example.org' })],
    ];
    for (const [field, change] of places) {
      const fault = await refusal(second(change));
      expect(fault).toMatchObject({ code: 'record-invalid', row: 2, field });
      expect(fault.detail).toContain(`${field} holds what looks like an e-mail address`);
      expect(fault.message).not.toContain('example');
    }
    const harmless = second((order) => Object.assign(order, { channel: 'Bar @ the Abbey, 2 @ 5.00' }));
    expect(await read(harmless)).toHaveLength(2);
  });

  it('is refused if the line is not JSON, without quoting it', async () => {
    const fault = await refusal(`${JSON.stringify(anOrder())}\n{"id":"nora@example.org"\n`);
    expect(fault).toMatchObject({
      code: 'record-invalid',
      row: 2,
      detail: 'Part 3, row 2: The line is not a JSON object.',
    });
    for (const text of ['[]', '1', 'null', '"x"', `${'['.repeat(100_000)}`]) {
      expect((await refusal(text)).code).toBe('record-invalid');
    }
  });

  it('is told with all others to who asks for them, and the rest is read', async () => {
    const faults: DeliveryFault[] = [];
    const wrong = { ...anOrder(), total: 1, email: 'x@example.org' };
    const delivered = await read([wrong, anOrder(), { ...wrong, email: undefined }], {
      onFault: (fault) => faults.push(fault),
    });
    expect(delivered.map(({ row }) => row)).toEqual([2]);
    expect(faults.map(({ row, field }) => [row, field])).toEqual([
      [1, 'email'],
      [1, 'total'],
      [3, 'total'],
    ]);
  });
});

describe('a part that cannot be read', () => {
  it('is refused if it is not UTF-8, with the row', async () => {
    const bad = Buffer.concat([
      Buffer.from(`${JSON.stringify(anOrder())}\n\n{"id":"`),
      Buffer.from([0xe9]),
      Buffer.from('"}\n'),
    ]);
    for (const pieces of [1, 1000]) {
      expect(await refusal(bad, { pieces })).toMatchObject({ code: 'part-unreadable', row: 3 });
    }
  });

  it('is refused for a line beyond the limit, in pieces or whole', async () => {
    const long = Buffer.from(`\n${'x'.repeat(LIMITS.lineBytes + 1)}\n`);
    for (const pieces of [64 * 1024, long.length]) {
      expect(await refusal(long, { pieces })).toMatchObject({ code: 'part-unreadable', row: 2 });
    }
  });

  it('is refused if it is not gzip, or cut off', async () => {
    const packed = gzipSync(linesOf([anOrder()]));
    for (const bytes of [packed.subarray(0, packed.length - 9), Buffer.from('{"id":"B"}\n')]) {
      expect(await refusal(bytes, { encoding: 'gzip' })).toMatchObject({ code: 'part-unreadable', part: 3 });
    }
  });

  it('is refused as soon as it unpacks to more than the limit', async () => {
    const spaces = gzipSync(Buffer.from(`${' '.repeat(4095)}\n`.repeat(256)));
    const bomb = Buffer.concat(Array.from({ length: 257 }, () => spaces));
    expect(await refusal(bomb, { encoding: 'gzip', pieces: 64 * 1024 })).toMatchObject({
      code: 'part-too-big',
      part: 3,
    });
  });

  it('tells of a source that breaks as it breaks', async () => {
    async function* breaking() {
      yield gzipSync(linesOf([anOrder()])).subarray(0, 20);
      throw new Error('the line went dead');
    }
    const part = readPart(
      breaking(),
      { ...NDJSON, encoding: 'gzip' },
      { part: 1, personalFields: [], currency: 'GBP' },
    );
    await expect(gather(part)).rejects.toThrow('the line went dead');
  });
});

describe('performances', () => {
  const setting: Setting = { kind: 'performances' };

  it('come with event and venue', async () => {
    const { venue, capacity, cancelled, ...least } = aPerformance();
    const startsAt = Date.UTC(2026, 11, 1, 20);
    expect(await read([aPerformance(), least], setting)).toEqual([
      {
        kind: 'performance',
        row: 1,
        id: '428839330',
        event: { id: '1173', name: 'The Plough' },
        venue,
        startsAt,
        capacity,
        cancelled,
      },
      {
        kind: 'performance',
        row: 2,
        id: '428839330',
        event: { id: '1173', name: 'The Plough' },
        venue: null,
        startsAt,
        capacity: null,
        cancelled: false,
      },
    ]);
  });

  it.each([
    ['event', { event: undefined }],
    ['event.name', { event: { id: '1' } }],
    ['venue.name', { venue: { id: '1' } }],
    ['capacity', { capacity: -1 }],
    ['capacity', { capacity: '225' }],
    ['cancelled', { cancelled: 'no' }],
    ['startsAt', { startsAt: '2026-12-01T20:00' }],
  ])('are refused by field: %s', async (field, change) => {
    expect(await refusal([{ ...aPerformance(), ...change }], setting)).toMatchObject({
      code: 'record-invalid',
      row: 1,
      field,
    });
  });

  it('are refused with a field that is not theirs', async () => {
    expect(
      await refusal([{ ...aPerformance(), venue: { id: '1', name: 'V', phone: '01 234' } }], setting),
    ).toMatchObject({
      code: 'field-undeclared',
      field: 'venue.phone',
    });
  });
});
