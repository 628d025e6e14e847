import type { Input, TicketClass } from '@illuminate/contract';
import { parseWall } from '@illuminate/model';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { describeConnection } from '../connections/describe-connection.ts';
import { findConnection } from '../connections/find-connection.ts';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import { addConnection } from '../control/rows-for-tests.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { runReport } from '../reports/run-report.ts';
import { requestOf, ticketRow } from '../warehouse/made-batches.ts';
import { createPacker } from '../warehouse/pack.ts';
import { listTicketClasses } from './list-ticket-classes.ts';
import { noticeUnsorted } from './notice-unsorted.ts';
import { restoreClasses } from './restore-classes.ts';
import { sortTicketTypes } from './sort-ticket-types.ts';

/** What a venue calls a ticket may name the venue: a word that must be found nowhere but in the store. */
const OWN_WORD = 'Zephyrine';

let box: ContextForTests;
let riverside: Organisation;
let connection: { id: string; name: string };

interface Sold {
  readonly type: string;
  readonly name: string;
  readonly tickets: number;
  readonly total: number;
}

async function load(sales: readonly Sold[], at: number): Promise<void> {
  const sold = parseWall('2026-02-01 12:00') ?? Number.NaN;
  const packer = createPacker();
  packer.add({ ticket_types: sales.map(({ type, name }) => ({ source_id: type, source_number: null, name })) }, at);
  for (const { type, tickets, total } of sales) {
    packer.add(
      {
        orders: [
          {
            source_id: `o-${type}`,
            source_number: null,
            customer_id: null,
            channel: null,
            currency: 'GBP',
            total_minor: tickets * total,
            charges_minor: 0,
            donations_minor: 0,
            first_transaction_at: sold,
            first_transaction_local: sold,
            last_transaction_at: sold,
            last_transaction_local: sold,
            zone: 'Europe/London',
          },
        ],
        tickets: Array.from({ length: tickets }, (_, seat) => ({
          ...ticketRow({
            ...{ id: `${type}-${seat}`, order: `o-${type}`, event: 'e', performance: 'p' },
            ...{ seat: `A${seat}`, total },
          }),
          ticket_type_id: type,
        })),
      },
      at,
    );
  }
  const request = requestOf({ packed: packer.take(), recordedAt: at, connectionId: connection.id });
  await box.context.warehouse.withStore(riverside.id, (store) => store.load(request));
  await noticeUnsorted(box.context, riverside.id);
}

beforeAll(async () => {
  box = await openContextForTests();
});
afterAll(() => box.close());
beforeEach(async () => {
  await box.reset();
  riverside = await box.organisation('riverside');
  connection = await findConnection(box.context, await addConnection(box.context.control, riverside.id));
  await load(
    [
      { type: 't1', name: 'Standard', tickets: 3, total: 2_000 },
      { type: `${OWN_WORD}-conc`, name: `${OWN_WORD} Concession`, tickets: 2, total: 1_250 },
    ],
    1_000,
  );
});

type Types = NonNullable<Input<'sortTicketTypes'>['body']>['types'];
const sort = (version: number, types: readonly (readonly [string, TicketClass | null])[]) =>
  sortTicketTypes(box.context, {
    organisation: riverside,
    actor: 'Ada (per_ada)',
    version,
    types: types.map(([ticketType, ofClass]): Types[number] => ({
      connection: connection.name,
      ticketType,
      class: ofClass,
    })),
  });
const unsorted = async () => (await describe()).headline.code;
const describe = async () => describeConnection(box.context, await findConnection(box.context, connection.id));
const byClass = async () => {
  const { rows } = await runReport(box.context, {
    organisation: riverside,
    definition: {
      v: 1,
      type: 'sales',
      criteria: { match: 'all', items: [] },
      output: {
        mode: 'grouped',
        keys: [{ field: 'ticketClass.class', by: 'value' }],
        measures: [{ measure: 'tickets' }],
        showCount: false,
        subtotals: false,
        sort: [{ column: 0, direction: 'ascending' }],
      },
    },
    of: null,
    limit: 100,
    reason: null,
    principal: { kind: 'operator', keyId: 'key_ada', viaCookie: false, expiresAt: null },
    actor: 'Ada (per_ada)',
  });
  return rows;
};

test('types are listed with what they sold and what they may be; nothing is sorted by itself', async () => {
  const { version, unsorted: waiting, unsortedTickets, items } = await listTicketClasses(box.context, riverside);
  expect({ version, waiting, unsortedTickets }).toEqual({ version: 0, waiting: 2, unsortedTickets: 5 });
  expect(items).toMatchObject([
    { ticketType: 't1', name: 'Standard', tickets: 3, lastSold: '2026-02-01', lowest: '20.00', highest: '20.00' },
    { name: `${OWN_WORD} Concession`, tickets: 2, suggestion: { class: 'concession', isConcession: true } },
  ]);
  expect(items.every(({ sorted }) => sorted === null)).toBe(true);
  expect(await byClass()).toEqual([[null, 5]]);
});

test('a class holds for what was sold before, and for what is sold later', async () => {
  const sorted = await sort(0, [
    ['t1', 'full'],
    [`${OWN_WORD}-conc`, 'concession'],
  ]);
  expect(sorted).toMatchObject({ version: 1, unsorted: 0, versions: [{ version: 1, by: 'Ada', changes: 2 }] });
  expect(await byClass()).toEqual([
    ['concession', 2],
    ['full', 3],
  ]);
  await load([{ type: 't1', name: 'Standard', tickets: 4, total: 2_000 }], 2_000);
  expect(await byClass()).toEqual([
    ['concession', 2],
    ['full', 4],
  ]);
});

test('a type that is new after others were sorted is the connection’s headline until it is sorted', async () => {
  expect(await unsorted()).not.toBe('SCHEMA_CHANGED');
  await sort(0, [
    ['t1', 'full'],
    [`${OWN_WORD}-conc`, 'concession'],
  ]);
  const before = await unsorted();
  await load([{ type: 't9', name: 'Early Bird', tickets: 1, total: 900 }], 3_000);
  const counted = await box.context.db.selectFrom('unsorted_ticket_types').select('unsorted').executeTakeFirstOrThrow();
  expect(counted.unsorted).toBe(1);
  await sort(1, [['t9', 'offer']]);
  expect(await unsorted()).toBe(before);
  expect(await box.context.db.selectFrom('unsorted_ticket_types').select('unsorted').executeTakeFirstOrThrow()).toEqual(
    { unsorted: 0 },
  );
});

test('whoever sorts from an old list is told, and changes nothing', async () => {
  await sort(0, [['t1', 'full']]);
  await expect(sort(0, [['t1', 'comp']])).rejects.toMatchObject({ code: 'conflict' });
  expect(await byClass()).toContainEqual(['full', 3]);
});

test('a type that is not there, or comes twice, is named, and nothing is changed', async () => {
  const refused = sort(0, [
    ['t1', 'full'],
    ['t1', 'comp'],
    ['nowhere', 'full'],
  ]);
  await expect(refused).rejects.toMatchObject({
    code: 'invalid-input',
    parts: {
      fields: [
        { path: 'body.types.1.ticketType', message: 'comes twice: give each type one class' },
        { path: 'body.types.2.ticketType', message: `is no ticket type of ${connection.name}` },
      ],
    },
  });
  expect((await listTicketClasses(box.context, riverside)).version).toBe(0);
});

test('an earlier version can be brought back, and that be taken back again', async () => {
  await sort(0, [['t1', 'full']]);
  await sort(1, [
    ['t1', 'comp'],
    [`${OWN_WORD}-conc`, 'concession'],
  ]);
  const back = await restoreClasses(box.context, { organisation: riverside, version: 1, actor: 'Ada (per_ada)' });
  expect(back).toMatchObject({ version: 3, unsorted: 1, versions: [{ restores: 1, changes: 2 }, {}, {}] });
  expect(await byClass()).toEqual([
    ['full', 3],
    [null, 2],
  ]);
  await restoreClasses(box.context, { organisation: riverside, version: 2, actor: 'Ada (per_ada)' });
  expect(await byClass()).toEqual([
    ['comp', 3],
    ['concession', 2],
  ]);
  await restoreClasses(box.context, { organisation: riverside, version: 0, actor: 'Ada (per_ada)' });
  expect(await byClass()).toEqual([[null, 5]]);
  await expect(
    restoreClasses(box.context, { organisation: riverside, version: 9, actor: 'Ada (per_ada)' }),
  ).rejects.toMatchObject({ code: 'not-found' });
});

test('a store that lost its classes is given them again', async () => {
  await sort(0, [['t1', 'full']]);
  await box.context.warehouse.withStore(riverside.id, (store) => store.setTicketClasses([]));
  expect(await byClass()).toEqual([[null, 5]]);
  await noticeUnsorted(box.context, riverside.id);
  expect(await byClass()).toContainEqual(['full', 3]);
});

test('what a box office calls its tickets is nowhere in the control database', async () => {
  await sort(0, [[`${OWN_WORD}-conc`, 'concession']]);
  await restoreClasses(box.context, { organisation: riverside, version: 0, actor: 'Ada (per_ada)' });
  await sort(2, [[`${OWN_WORD}-conc`, 'concession']]);
  const tables = await sql<{ name: string }>`select table_schema || '.' || table_name as name
    from information_schema.tables where table_type = 'BASE TABLE'
      and table_schema not in ('pg_catalog', 'information_schema')`.execute(box.context.db);
  const found: string[] = [];
  const holding = async (word: string): Promise<string[]> => {
    const holders: string[] = [];
    for (const { name } of tables.rows) {
      const { rows } = await sql<{ hit: boolean }>`select exists (select 1 from ${sql.table(name)} t
        where t::text like ${`%${word}%`}) as hit`.execute(box.context.db);
      if (rows[0]?.hit === true) holders.push(name);
    }
    return holders;
  };
  expect(await holding('ticket-types.restored')).toContain('public.audit');
  found.push(...(await holding(OWN_WORD)));
  expect(found).toEqual([]);
  expect(JSON.stringify(await describe())).not.toContain(OWN_WORD);
});
