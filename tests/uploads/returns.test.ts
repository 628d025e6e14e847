// Refunds as lines of their own, below zero: they take tickets back, and are no tickets with a price below nothing.
import { expect, test } from 'vitest';
import { examine } from './examine.ts';

const HEAD = 'Order ID,Order date,Event,Performance,Ticket type,Amount';
const line = (order: string, amount: string, more = '', type = 'Full'): string =>
  `${order},2026-09-01 10:00,Hamlet,2026-11-05 19:30,${type},${amount}${more}`;

async function found(...lines: readonly string[]) {
  const { refused, checked, problems } = await examine({ bytes: Buffer.from([...lines, ''].join('\n')) });
  expect(refused).toBeNull();
  const { orders, tickets, amounts } = checked?.totals ?? {};
  return { orders, tickets, amounts, wrong: problems.map(({ row, column, value }) => ({ row, column, value })) };
}

test('a line below zero takes back a ticket of its order', async () => {
  const lines = [line('A1', '12.50'), line('A1', '12.50'), line('A2', '12.50'), line('A1', '-12.50')];
  expect(await found(HEAD, ...lines)).toEqual({ orders: 2, tickets: 2, amounts: { GBP: '25.00' }, wrong: [] });
});

test.each([
  ['(25.00)', ',-2'],
  ['-25.00', ',2'],
  ['25.00', ',-2'],
  ['25.00-', ',-2'],
])('several tickets are taken back by %s with a number of %s', async (amount, more) => {
  const lines = [line('A1', '25.00', ',2'), line('A1', '37.50', ',3'), line('A1', amount, more)];
  expect(await found(`${HEAD},Qty`, ...lines)).toEqual({
    ...{ orders: 1, tickets: 3, amounts: { GBP: '37.50' }, wrong: [] },
  });
});

test('of two types that which is named is taken back, wherever the line stands', async () => {
  const lines = [line('A1', '-12.50', '', 'Child'), line('A1', '12.50'), line('A1', '12.50', '', 'Child')];
  expect(await found(HEAD, ...lines)).toMatchObject({ tickets: 1, amounts: { GBP: '12.50' }, wrong: [] });
});

test.each([
  ['of an order that the file does not have', [line('A1', '12.50'), line('A9', '-12.50')], 3, { GBP: '12.50' }],
  ['at another price', [line('A2', '5.00'), line('A1', '12.50'), line('A1', '-2.00')], 4, { GBP: '5.00' }],
  ['of another type', [line('A2', '5.00'), line('A1', '12.50'), line('A1', '-12.50', '', 'Child')], 4, { GBP: '5.00' }],
  ['twice', [line('A2', '5.00'), line('A1', '9.00'), line('A1', '-9.00'), line('A1', '-9.00')], 5, { GBP: '5.00' }],
])('what cannot be taken back is refused with its order: %s', async (_, lines, row, amounts) => {
  const seen = await found(HEAD, ...lines);
  expect(seen.amounts).toEqual(amounts);
  expect(seen.wrong).toMatchObject([{ row, column: 'Amount' }]);
});
