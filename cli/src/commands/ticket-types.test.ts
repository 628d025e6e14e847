import type { TicketClasses } from '@illuminate/contract';
import { expect, test } from 'vitest';
import { startApi } from '../../test/api-by-contract.ts';
import { run } from '../../test/run.ts';

const CLASSES: TicketClasses = {
  organisation: 'riverside',
  currency: 'GBP',
  version: 4,
  unsorted: 1,
  unsortedTickets: 1204,
  items: [
    {
      connection: 'riverside-acme',
      ticketType: 't7',
      name: 'Student',
      tickets: 1204,
      lastSold: '2026-11-20',
      lowest: '9.50',
      highest: '12.00',
      sorted: null,
      suggestion: { class: 'concession', isConcession: true, reason: '“student” in its name speaks of a concession.' },
    },
    {
      connection: 'riverside-acme',
      ticketType: 't1',
      name: 'Standard',
      tickets: 9000,
      lastSold: '2026-11-20',
      lowest: '20.00',
      highest: '20.00',
      sorted: { class: 'full', isConcession: false, version: 4, by: 'Ada', at: '2026-11-24T10:00:00Z' },
      suggestion: null,
    },
  ],
  versions: [{ version: 4, by: 'Ada', at: '2026-11-24T10:00:00Z', changes: 1, restores: null }],
};

test('types are told with what they may be, and how to take it', async () => {
  await using api = await startApi({ listTicketClasses: () => CLASSES });
  const { code, out, err } = await run(api.url, ['ticket-types', '--organisation', 'riverside']);
  expect(code).toBe(0);
  expect(out).toMatch(/^1 ticket type with 1,204 tickets has no class\./);
  expect(out).toMatch(/^riverside-acme +t7 +Student +1,204 +9\.50 to 12\.00 +not sorted; concession\?$/m);
  expect(out).toMatch(/^riverside-acme +t1 +Standard +9,000 +20\.00 +full$/m);
  expect(err).toContain('illuminate ticket-types take-suggestions --organisation riverside');
});

test('what is sorted is sent with the version that was read', async () => {
  await using api = await startApi({
    listTicketClasses: () => CLASSES,
    sortTicketTypes: () => CLASSES,
    restoreTicketClasses: () => CLASSES,
  });
  const of = ['--organisation', 'riverside'];
  expect((await run(api.url, ['ticket-types', 'sort', 't1', 't7', '--as', 'member', '--concession', ...of])).code).toBe(
    0,
  );
  expect((await run(api.url, ['ticket-types', 'sort', 't1', '--as', 'none', ...of])).code).toBe(0);
  expect((await run(api.url, ['ticket-types', 'take-suggestions', ...of])).code).toBe(0);
  expect((await run(api.url, ['ticket-types', 'restore', '2', ...of])).code).toBe(0);
  const connection = 'riverside-acme';
  expect(api.requests.flatMap(({ asked }) => asked.body ?? [])).toEqual([
    {
      version: 4,
      types: ['t1', 't7'].map((ticketType) => ({ connection, ticketType, class: 'member', isConcession: true })),
    },
    { version: 4, types: [{ connection, ticketType: 't1', class: null }] },
    { version: 4, types: [{ connection, ticketType: 't7', class: 'concession', isConcession: true }] },
  ]);
  const unknown = await run(api.url, ['ticket-types', 'sort', 't1', '--as', 'posh', ...of]);
  expect(unknown).toMatchObject({ code: 2, err: expect.stringContaining('access-companion') });
  const nowhere = await run(api.url, ['ticket-types', 'sort', 't99', '--as', 'full', ...of]);
  expect(nowhere).toMatchObject({ code: 2, err: expect.stringContaining('There is no ticket type t99') });
});
