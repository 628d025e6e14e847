import type { Rows } from '@illuminate/model';
import { describe, expect, it } from 'vitest';
import { judgePartial, type PartialRecord } from './partial-record.ts';

const wrong = (id: string | null) => ({
  id,
  part: `ticket ${id}`,
  reason: 'missing-field',
  field: `tickets[${id}].event`,
  expected: 'the id of an event',
});

/** An order of which these tickets were read, and those not. */
function record(order: string, read: readonly string[], unread: readonly (string | null)[]): PartialRecord {
  const rows = {
    orders: [{ source_id: order }],
    tickets: read.map((id) => ({ source_id: id, order_id: order })),
  } as unknown as Rows;
  return {
    rows,
    mentions: [],
    rejected: unread.map(wrong),
    stream: 'orders',
    sourceId: order,
    page: 'record 1 of 1',
    requestedAt: 7,
    wasRefused: false,
  };
}

const judge = (record: PartialRecord, held: readonly string[]) =>
  judgePartial([record], {
    liveTickets: async (orders) => orders.flatMap((order) => held.map((ticket) => [order, ticket] as const)),
  });

describe('an order of which a ticket could not be read', () => {
  it('is loaded without it, with a reject for each such ticket', async () => {
    const { load, rejects } = await judge(record('1', ['11'], ['12', null]), ['11']);
    expect(load).toHaveLength(1);
    expect(rejects).toMatchObject([
      { sourceId: '1', part: 'ticket 12', at: 7 },
      { sourceId: '1', part: 'ticket null' },
    ]);
    expect(rejects[0]?.nextStep).toContain('The rest of the record is loaded');
  });

  it.each<[string, (string | null)[], string[]]>([
    ['is one that is stored', ['12'], ['11', '12']],
    ['may be one that is stored', [null], ['11', '12']],
  ])('stays as it was where the ticket %s: it would look returned', async (_, unread, held) => {
    const { load, rejects } = await judge(record('1', ['11'], unread), held);
    expect(load).toEqual([]);
    expect(rejects).toMatchObject([{ sourceId: '1', part: null, reason: 'missing-field' }]);
    expect(rejects[0]?.nextStep).toContain('It stays as it was read before');
  });

  it('is loaded where the stored tickets that it lacks are certainly other ones', async () => {
    const { load } = await judge(record('1', ['11'], ['13']), ['11', '12']);
    expect(load).toHaveLength(1);
  });
});
