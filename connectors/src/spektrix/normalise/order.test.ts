import { RejectRecordError } from '@illuminate/connector-kit';
import { orderItemSchema, orderSchema, ticketSchema, ticketTypeSchema } from '@illuminate/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { normaliseOrder } from './order.ts';
import {
  CUSTOMER_ID,
  contextFor,
  EVENT_ID,
  INSTANCE_ID,
  MARKER,
  ORDER_ID,
  order,
  ticket,
} from './records-for-tests.ts';

const london = contextFor();
const read = (record: object, context = london) => normaliseOrder(record, context);

function reject(record: unknown): RejectRecordError {
  try {
    normaliseOrder(record as object, london);
  } catch (err) {
    if (err instanceof RejectRecordError) return err;
    throw err;
  }
  throw new Error('it was not rejected');
}

describe('an order', () => {
  it('becomes rows', () => {
    const { rows, mentions } = read(order());
    expect(rows.orders).toEqual([
      {
        source_id: ORDER_ID,
        source_number: 98701,
        customer_id: 'pseudonym-of-33',
        channel: null,
        currency: 'GBP',
        total_minor: 3900,
        charges_minor: 150,
        donations_minor: 350,
        first_transaction_at: Date.UTC(2024, 6, 1, 9),
        first_transaction_local: Date.UTC(2024, 6, 1, 10),
        last_transaction_at: Date.UTC(2024, 6, 2, 10, 30, 0, 123),
        last_transaction_local: Date.UTC(2024, 6, 2, 11, 30, 0, 123),
        zone: 'Europe/London',
      },
    ]);
    expect(rows.tickets).toHaveLength(2);
    expect(rows.tickets?.[0]).toEqual({
      source_id: '101ALRTTRTPTSQHLNNDTGHMDRBCNBRBCDG',
      source_number: 101,
      order_id: ORDER_ID,
      event_id: EVENT_ID,
      performance_id: INSTANCE_ID,
      ticket_type_id: '1001ADGKSHLJDTDBJQTBMGLLJRLBJCMNN',
      band_id: '301AHMGMKLQDMMDQBVNMGMNLDCBBPTLQP',
      seat_name: 'A1',
      offer: 'Friends',
      currency: 'GBP',
      original_price_minor: 2000,
      price_minor: 1950,
      discount_minor: 200,
      total_minor: 1750,
    });
    expect(rows.ticket_types).toEqual([
      { source_id: '1001ADGKSHLJDTDBJQTBMGLLJRLBJCMNN', source_number: 1001, name: 'Standard' },
    ]);
    expect(rows.order_items).toEqual([
      expect.objectContaining({ source_id: `${ORDER_ID}#charge`, kind: 'charge', amount_minor: 150, quantity: 1 }),
      expect.objectContaining({ source_id: 'donation:501AQ', kind: 'donation', amount_minor: 250 }),
      expect.objectContaining({ source_id: `${ORDER_ID}#donation#2`, kind: 'donation', amount_minor: 100 }),
    ]);
    expect(mentions).toEqual([
      { stream: 'customers', id: CUSTOMER_ID, key: 'pseudonym-of-33' },
      { stream: 'events', id: EVENT_ID, key: EVENT_ID },
      { stream: 'performances', id: INSTANCE_ID, key: INSTANCE_ID, within: { stream: 'events', id: EVENT_ID } },
    ]);
  });

  it('keeps nothing personal', () => {
    const text = JSON.stringify(read(order()).rows);
    expect(text).not.toContain(MARKER);
    expect(text).not.toContain(CUSTOMER_ID);
  });

  it('fits the model', () => {
    const { rows } = read(order());
    expect(rows.orders?.map((row) => orderSchema.safeParse(row).success)).toEqual([true]);
    expect(rows.tickets?.map((row) => ticketSchema.safeParse(row).success)).toEqual([true, true]);
    expect(rows.order_items?.map((row) => orderItemSchema.safeParse(row).success)).toEqual([true, true, true]);
    expect(rows.ticket_types?.map((row) => ticketTypeSchema.safeParse(row).success)).toEqual([true]);
  });

  it('names things by stub or by bare id', () => {
    const bare = ticket(1, {
      event: EVENT_ID,
      instance: INSTANCE_ID,
      band: '301A',
      ticketType: '1001ADG',
      type: null,
      offer: '7001A',
    });
    const { rows, mentions } = read(order({ customer: CUSTOMER_ID, tickets: [bare] }));
    expect(rows.tickets?.[0]).toMatchObject({
      event_id: EVENT_ID,
      performance_id: INSTANCE_ID,
      band_id: '301A',
      offer: '7001A',
    });
    // Without its name it is mentioned only: a name known from elsewhere must stay.
    expect(rows.ticket_types).toEqual([]);
    expect(mentions).toContainEqual({ stream: 'ticket-types', id: '1001ADG', key: '1001ADG' });
    expect(mentions).toHaveLength(4);
  });

  it('may have a ticket type that is but a name', () => {
    const { rows } = read(order({ tickets: [ticket(1, { ticketType: undefined, type: 'Concession' })] }));
    expect(rows.ticket_types).toEqual([{ source_id: 'Concession', source_number: null, name: 'Concession' }]);
  });

  it('may lack all that is not needed', () => {
    const least = {
      id: ORDER_ID,
      firstTransactionDate: '2024-01-01T00:00:00',
      lastTransactionDate: '2024-01-01T00:00:00',
      total: 0,
      tickets: [{ id: '1A', event: '2A', instance: '3A', total: 0 }],
    };
    const { rows, mentions } = read(least);
    expect(rows.orders?.[0]).toMatchObject({ customer_id: null, charges_minor: 0, donations_minor: 0, channel: null });
    expect(rows.tickets?.[0]).toMatchObject({ ticket_type_id: null, seat_name: null, price_minor: null });
    expect(rows.order_items).toEqual([]);
    expect(mentions.map(({ stream }) => stream)).toEqual(['events', 'performances']);
  });

  it('may have no tickets left, and tickets of several events', () => {
    expect(read(order({ tickets: [] })).rows.tickets).toEqual([]);
    const two = [ticket(1), ticket(2, { event: { id: '9A' }, instance: { id: '10A' } }), ticket(3)];
    expect(read(order({ tickets: two })).mentions).toHaveLength(5);
  });

  it('has its subscriptions, whose price is looked for', () => {
    const ticketSubscriptions = [{ id: '1A', total: 60 }, { price: '30.50' }, { name: 'Season' }];
    const items = read(order({ donations: null, totalTransactionCharges: 0, ticketSubscriptions })).rows.order_items;
    expect(items?.map(({ source_id, amount_minor }) => [source_id, amount_minor])).toEqual([
      ['subscription:1A', 6000],
      [`${ORDER_ID}#subscription#2`, 3050],
      [`${ORDER_ID}#subscription#3`, 0],
    ]);
  });
});

describe('the time of an order', () => {
  const times = (changes: object, zone?: string) => {
    const row = read(order(changes), contextFor(zone)).rows.orders?.[0];
    return [row?.last_transaction_at, row?.last_transaction_local];
  };
  const hour = 3_600_000;

  it.each(['2024-07-02T10:30:00', '2024-07-02T10:30:00Z', '2024-07-02T10:30:00.000Z', '2024-07-02T11:30:00+01:00'])(
    'is UTC in the twin, written %s',
    (lastTransactionDateUtc) => {
      const at = Date.UTC(2024, 6, 2, 10, 30);
      expect(times({ lastTransactionDate: '2024-07-02T11:30:00', lastTransactionDateUtc })).toEqual([at, at + hour]);
      expect(times({ lastTransactionDate: undefined, lastTransactionDateUtc })).toEqual([at, at + hour]);
    },
  );

  it('comes from the zone where there is no twin: summer, winter, Winnipeg', () => {
    const summer = Date.UTC(2024, 6, 2, 11, 30);
    expect(times({ lastTransactionDate: '2024-07-02T11:30:00' })).toEqual([summer - hour, summer]);
    const winter = Date.UTC(2024, 0, 2, 11, 30);
    expect(times({ lastTransactionDate: '2024-01-02T11:30:00' })).toEqual([winter, winter]);
    expect(times({ lastTransactionDate: '2024-07-02T11:30:00' }, 'America/Winnipeg')).toEqual([
      summer + 5 * hour,
      summer,
    ]);
  });

  it('on the night the clocks go back is told by the twin', () => {
    const second = Date.UTC(2024, 9, 27, 1, 30);
    const lastTransactionDate = '2024-10-27T01:30:00';
    expect(times({ lastTransactionDate, lastTransactionDateUtc: '2024-10-27T01:30:00Z' })).toEqual([second, second]);
    expect(times({ lastTransactionDate, lastTransactionDateUtc: '2024-10-27T00:30:00' })).toEqual([
      second - hour,
      second,
    ]);
  });

  it('in the hour that comes twice is the turn of the clocks without it, so that no edit within seems older than another', () => {
    const turn = Date.UTC(2024, 9, 27, 1);
    for (const [text, minute] of [
      ['01:00', 0],
      ['01:30', 30],
      ['01:59', 59],
    ] as const) {
      expect(times({ lastTransactionDate: `2024-10-27T${text}:00` })).toEqual([turn, Date.UTC(2024, 9, 27, 1, minute)]);
    }
    expect(times({ lastTransactionDate: '2024-10-27T00:59:59' })[0]).toBeLessThan(turn);
    expect(times({ lastTransactionDate: '2024-10-27T02:00:00' })[0]).toBeGreaterThan(turn);
  });

  it('in the hour that comes twice is the second where the order began after the first', () => {
    const second = Date.UTC(2024, 9, 27, 1, 30);
    const began = { firstTransactionDate: '2024-10-27T01:30:00', firstTransactionDateUtc: '2024-10-27T01:30:00' };
    expect(times({ ...began, lastTransactionDate: '2024-10-27T01:30:00' })).toEqual([second, second]);
  });

  it('is read alike by the quick way and by the model', () => {
    for (const text of ['2024-02-29T23:59:59', '2024-07-02T11:30:00.5', '2024-07-02T11:30', '2024-07-02 11:30:00']) {
      expect(times({ lastTransactionDate: text })[1]).toBe(
        Date.parse(`${text.replace(' ', 'T')}Z`.replace('30Z', '30:00Z')),
      );
    }
  });
});

describe('an order is rejected, with the path and never the value, when', () => {
  it.each<[string, object, string, string]>([
    ['it has no id', { id: undefined }, 'id', 'missing-field'],
    ['its id is a number', { id: 98701 }, 'id', 'unreadable-id'],
    ['its id holds a control character', { id: '1A\u0000B' }, 'id', 'unreadable-id'],
    ['it has no total', { total: null }, 'total', 'missing-field'],
    ['its total is no amount', { total: MARKER }, 'total', 'unreadable-amount'],
    ['its total has too many decimals', { total: 1.005 }, 'total', 'unreadable-amount'],
    ['its total is infinite', { total: Number.POSITIVE_INFINITY }, 'total', 'unreadable-amount'],
    ['it has no last transaction', { lastTransactionDate: undefined }, 'lastTransactionDate', 'missing-field'],
    [
      'its date does not exist',
      { lastTransactionDate: '2024-02-30T10:00:00' },
      'lastTransactionDate',
      'unreadable-time',
    ],
    [
      'its hour does not exist',
      { lastTransactionDate: '2024-02-01T25:00:00' },
      'lastTransactionDate',
      'unreadable-time',
    ],
    ['its twin is no time', { firstTransactionDateUtc: MARKER }, 'firstTransactionDateUtc', 'unreadable-time'],
    ['its date is a number', { firstTransactionDate: 1 }, 'firstTransactionDate', 'unreadable-time'],
    ['its charges are no amount', { totalTransactionCharges: {} }, 'totalTransactionCharges', 'unreadable-amount'],
    ['a donation is no amount', { donations: [{ amount: MARKER }] }, 'donations[0].amount', 'unreadable-amount'],
    ['a donation is no object', { donations: [MARKER] }, 'donations[0]', 'not-an-object'],
  ])('%s', (_, changes, field, reason) => {
    const error = reject(order(changes));
    expect(error).toMatchObject({ field, reason });
    expect(JSON.stringify([error.message, error.expected, error.stack])).not.toContain(MARKER);
  });

  it('there is no order at all', () => {
    for (const record of [null, 'order', 7, []]) expect(reject(record).reason).toBe('not-an-object');
  });
});

describe('a booker whose id cannot be read', () => {
  it.each([{ id: null }, {}, { id: 35201 }, { id: '' }, { name: MARKER }, 35201, '', [CUSTOMER_ID]])(
    'does not take the sale along: %j',
    (customer) => {
      const { rows, mentions, rejected, warnings } = read(order({ customer }));
      expect(rows.orders).toMatchObject([{ customer_id: null, total_minor: 3900 }]);
      expect(rows.tickets).toHaveLength(2);
      expect(mentions.map(({ stream }) => stream)).not.toContain('customers');
      expect([rejected, warnings]).toEqual([undefined, ['unreadable-customer']]);
    },
  );

  it('is told beside a ticket that cannot be read', () => {
    const { rejected, warnings } = read(order({ customer: {}, tickets: [ticket(1), null] }));
    expect([rejected?.length, warnings]).toEqual([1, ['unreadable-customer']]);
  });

  it.each([undefined, null])('is none where there is none: %j', (customer) => {
    expect(read(order({ customer }))).not.toHaveProperty('warnings');
  });
});

describe('a ticket that cannot be read is rejected by itself, and the rest of its order is kept, when', () => {
  const id = '201ALRTTRTPTSQHLNNDTGHMDRBCNBRBCDG';
  it.each<[string, unknown, string, string, string]>([
    ['it is no object', null, 'tickets[1]', 'not-an-object', 'ticket 2 of 3'],
    ['it has no id', ticket(2, { id: undefined }), 'tickets[1].id', 'missing-field', 'ticket 2 of 3'],
    ['it has no event', ticket(2, { event: undefined }), 'tickets[1].event', 'missing-field', `ticket ${id}`],
    ['its event is an empty stub', ticket(2, { event: {} }), 'tickets[1].event', 'unreadable-id', `ticket ${id}`],
    ['it has no instance', ticket(2, { instance: null }), 'tickets[1].instance', 'missing-field', `ticket ${id}`],
    ['it has no total', ticket(2, { total: undefined }), 'tickets[1].total', 'missing-field', `ticket ${id}`],
    ['a price is no amount', ticket(2, { price: [MARKER] }), 'tickets[1].price', 'unreadable-amount', `ticket ${id}`],
  ])('%s', (_, wrong, field, reason, part) => {
    const { rows, rejected, mentions } = read(order({ tickets: [ticket(1), wrong, ticket(3, { event: '9A' })] }));
    expect(rejected).toMatchObject([{ field, reason, part }]);
    expect(rows.orders).toMatchObject([{ total_minor: 3900 }]);
    expect(rows.order_items).toHaveLength(3);
    expect(rows.tickets?.map(({ source_number }) => source_number)).toEqual([101, 301]);
    expect(mentions.map(({ stream }) => stream)).toEqual(['customers', 'events', 'performances', 'events']);
    expect(JSON.stringify(rejected)).not.toContain(MARKER);
  });

  it.each([
    ['GBP', 'an amount in GBP, to 2 decimals at most'],
    ['JPY', 'an amount in JPY, without decimals'],
  ])('its amount is finer than %s is, and it says what an amount has to be', (currency, expected) => {
    const { rows, rejected } = read(
      order({ total: 39, totalTransactionCharges: 1, donations: [], tickets: [ticket(2, { total: 12.345 })] }),
      contextFor('Europe/London', currency),
    );
    expect(rejected).toEqual([
      { id, part: `ticket ${id}`, reason: 'unreadable-amount', field: 'tickets[0].total', expected },
    ]);
    expect(rows.tickets).toEqual([]);
  });

  it('nothing is wrong with it, of course not', () => {
    expect(read(order())).not.toHaveProperty('rejected');
  });
});

describe('an order that comes without a list of tickets', () => {
  it.each([{ tickets: undefined }, { tickets: null }, { tickets: [] }])(
    'is an order of what else it holds, if that makes up its total: %j',
    (changes) => {
      const { rows, rejected } = read(order({ total: 5, ...changes }));
      expect(rows.orders).toMatchObject([{ total_minor: 500, donations_minor: 350, charges_minor: 150 }]);
      expect([rows.tickets, rows.order_items?.length, rejected]).toEqual([[], 3, undefined]);
    },
  );

  it.each<[string, object, string]>([
    ['there is money that nothing accounts for', { tickets: null }, 'missing-field'],
    ['it holds nothing', { tickets: null, total: 0, donations: [], totalTransactionCharges: 0 }, 'missing-field'],
    ['there is something else in its place', { total: 5, tickets: { 0: MARKER } }, 'wrong-type'],
  ])('is kept with a reject for its tickets where %s', (_, changes, reason) => {
    const { rows, rejected } = read(order(changes));
    expect(rejected).toMatchObject([{ id: null, part: 'its tickets', field: 'tickets', reason }]);
    expect([rows.orders?.length, rows.tickets]).toEqual([1, []]);
    expect(JSON.stringify(rejected)).not.toContain(MARKER);
  });
});

describe('an amount', () => {
  it.each([
    [29, 2900],
    [29.1, 2910],
    ['29.10', 2910],
    ['-5', -500],
    [0.07, 7],
    [-0, 0],
  ])('of %s is %i pence', (total, minor) => {
    expect(read(order({ total })).rows.orders?.[0]?.total_minor).toBe(minor);
  });
});

/** What is wrong with a row's value, or null. */
function flawOf(value: unknown): string | null {
  if (typeof value === 'string') return /[\p{Cc}\p{Cs}]/u.test(value) ? 'unclean text' : null;
  return typeof value !== 'number' || Number.isSafeInteger(value) ? null : 'unsafe number';
}

/** The flaws of all rows of an order; none where it is rejected. Any other error is thrown. */
function flawsOf(record: object): (string | null)[] {
  try {
    const lists = Object.values(read(record).rows) as object[][];
    return lists.flat().flatMap((row) => (Object.values(row) as unknown[]).map(flawOf));
  } catch (err) {
    if (err instanceof RejectRecordError) return [];
    throw err;
  }
}

describe('whatever a box office sends', () => {
  it('an order is read or rejected, and text that is kept is clean', () => {
    const wild = fc.oneof(fc.anything(), fc.string({ unit: 'binary' }));
    const inTicket = {
      seatName: wild,
      offer: wild,
      ticketType: wild,
      price: wild,
      event: wild,
      seat: wild,
      band: wild,
    };
    const inOrder = { salesChannel: wild, donations: wild, customer: wild };
    const changes = fc.tuple(fc.record(inTicket, { requiredKeys: [] }), fc.record(inOrder, { requiredKeys: [] }));
    fc.assert(
      fc.property(changes, ([ofTicket, ofOrder]) => {
        const flaws = flawsOf(order({ ...ofOrder, tickets: [ticket(1, ofTicket)] }));
        expect(flaws.filter((flaw) => flaw !== null)).toEqual([]);
      }),
      { numRuns: 500 },
    );
  });
});
