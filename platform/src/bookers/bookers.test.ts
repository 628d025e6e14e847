import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  ConsentWithdrawnError,
  type Fault,
  HostRefusedError,
  ReauthoriseError,
  RetryLaterError,
} from '@illuminate/connector-kit';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { type ContextForTests, openContextForTests } from '../context-for-tests.ts';
import { json } from '../control/json.ts';
import type { Connection, ConnectionState } from '../control/schema/connections.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { copyStore } from '../organisations/copy-store.ts';
import { restoreStore } from '../organisations/restore-store.ts';
import { Refusal } from '../refusal.ts';
import { pseudonymWith } from '../syncs/pseudonym.ts';
import { requestOf, rowsOf } from '../warehouse/made-batches.ts';
import { createPacker } from '../warehouse/pack.ts';
import { eraseBooker } from './erase-booker.ts';
import { exportBooker } from './export-booker.ts';

const BOOKER = 'I-Qzxvarn-77';
const OTHER = 'I-Other-78';

let box: ContextForTests;
let organisation: Organisation;
let connection: Connection;
let pseudonym: (customerId: string) => string;
beforeAll(async () => {
  box = await openContextForTests();
});
beforeEach(async () => {
  await box.reset();
  organisation = await box.organisation('riverside', 'Riverside Theatre');
  connection = await box.claim(organisation, 'riverside');
  pseudonym = pseudonymWith(await box.context.keys.pseudonymKey(organisation.id));
});
afterAll(() => box.close());

/** An order of a booker, with a customer row, as a sync brings it. */
async function load(order: string, customerId: string, requestedAt = 6_000): Promise<void> {
  const packer = createPacker();
  const rows = rowsOf({ order, updatedAt: 5_000, requestedAt, tickets: [{ id: `${order}1`, total: 1250 }] });
  const customer_id = pseudonym(customerId);
  packer.add(
    {
      ...rows,
      orders: rows.orders?.map((row) => ({ ...row, customer_id })) ?? [],
      customers: [{ source_id: customer_id, area: 'SW1A 1', area_kind: 'postcode-sector', country: 'GB' }],
    },
    requestedAt,
  );
  const request = requestOf({ packed: packer.take(), connectionId: connection.id });
  await box.context.warehouse.withStore(organisation.id, (store) => store.load(request));
}

const query = (sql: string) => box.context.warehouse.withStore(organisation.id, (store) => store.query(sql));
const bookers = async () => (await query('SELECT source_id FROM customers')).map(({ source_id }) => source_id);
const ordersOf = (customerId: string | null) =>
  query(
    `SELECT source_id, row_hash IS NULL AS unhashed FROM orders
     WHERE customer_id IS NOT DISTINCT FROM ${customerId === null ? 'NULL' : `'${pseudonym(customerId)}'`} ORDER BY 1`,
  );
const stand = (state: ConnectionState) =>
  box.context.db.updateTable('connections').set({ state }).where('id', '=', connection.id).execute();
/** It may collect, and nothing is left by which. */
const loseSignIn = () =>
  box.context.db
    .updateTable('connections')
    .set({ state: 'active', settings: json({}) })
    .where('id', '=', connection.id)
    .execute();
const erase = (customerId: string) => eraseBooker(box.context, { organisation, customerId, actor: 'Asha' });

test('what is held of a booker is told in plain words, and nothing of others', async () => {
  await load('1', BOOKER);
  await load('2', OTHER);
  const held = await exportBooker(box.context, { organisation, customerId: ` ${BOOKER} `, actor: 'Asha' });
  expect(held).toMatchObject({
    organisation: 'Riverside Theatre',
    pseudonym: pseudonym(BOOKER),
    held: true,
    erased: false,
    connections: [
      {
        connection: connection.name,
        boxOffice: 'Toy Box Office',
        livesIn: { area: 'SW1A 1', country: 'GB' },
        orders: [
          {
            order: '1',
            total: '12.50',
            tickets: [{ ticket: '11', paid: '12.50', returned: false }],
            changes: [{ what: 'issue', amount: '12.50' }],
          },
        ],
      },
    ],
  });
  expect(JSON.stringify(held)).not.toContain(pseudonym(OTHER));
  expect(JSON.stringify(held)).not.toContain(BOOKER);
  expect((await exportBooker(box.context, { organisation, customerId: 'I-Nobody', actor: 'Asha' })).held).toBe(false);
});

test('an erased booker is gone from the store, its file and its copies; the figures stay, and no sync brings them back', async () => {
  const { context } = box;
  await load('1', BOOKER);
  await load('2', OTHER);
  await copyStore(context, { organisation, actor: 'test' });
  box.clock.set(new Date(box.clock.now().getTime() + 60_000));
  expect(await erase(BOOKER)).toMatchObject({ customers: 1, orders: 1, copies: 1 });
  expect(await bookers()).toEqual([pseudonym(OTHER)]);
  expect(await ordersOf(null)).toEqual([{ source_id: '1', unhashed: true }]);
  expect(await ordersOf(OTHER)).toMatchObject([{ source_id: '2' }]);

  // The same order comes again, and a new one.
  await load('1', BOOKER, 7_000);
  await load('3', BOOKER, 7_000);
  expect(await bookers()).toEqual([pseudonym(OTHER)]);
  expect(await ordersOf(BOOKER)).toEqual([]);
  const detached = [
    { source_id: '1', unhashed: false },
    { source_id: '3', unhashed: false },
  ];
  expect(await ordersOf(null)).toEqual(detached);
  expect(
    await query('SELECT ticket_id, sum(quantity)::INTEGER AS n FROM ticket_movements GROUP BY 1 ORDER BY 1'),
  ).toEqual([
    { ticket_id: '11', n: 1 },
    { ticket_id: '21', n: 1 },
    { ticket_id: '31', n: 1 },
  ]);
  // An order that is as it was stops at its hash.
  await load('1', BOOKER, 8_000);
  expect(await query("SELECT count(*)::INTEGER AS n FROM ticket_movements WHERE ticket_id = '11'")).toEqual([{ n: 1 }]);
  const unknown = (table: 'customers') =>
    context.warehouse.withStore(organisation.id, (store) =>
      store.unknownKeys(connection.id, table, [pseudonym(BOOKER)]),
    );
  expect(await unknown('customers'), 'the box office is not asked about them').toEqual([]);

  await restoreStore(context, { organisation, copy: null, actor: 'test' });
  expect(await bookers()).toEqual([pseudonym(OTHER)]);
  expect(await exportBooker(context, { organisation, customerId: BOOKER, actor: 'Asha' })).toMatchObject({
    held: false,
    erased: true,
  });
});

test('a copy from before an erasure, put in the place of the store, does not bring the booker back', async () => {
  await load('1', BOOKER);
  const kept = join(box.context.config.dataFolder, 'copies', organisation.id);
  await copyStore(box.context, { organisation, actor: 'test' });
  const [name = ''] = (await readdir(kept)).filter((file) => file.endsWith('.duckdb'));
  const before = await readFile(join(kept, name));
  box.clock.set(new Date(box.clock.now().getTime() + 60_000));
  await erase(BOOKER);
  await writeFile(join(kept, name), before);
  await restoreStore(box.context, { organisation, copy: name, actor: 'test' });
  expect(await bookers()).toEqual([]);
  expect(await ordersOf(BOOKER)).toEqual([]);
});

test('the id is written down nowhere: not in the audit trail, not in the control database, not in a file', async () => {
  await load('1', BOOKER);
  await exportBooker(box.context, { organisation, customerId: BOOKER, actor: 'Asha' });
  await erase(BOOKER);
  const entries = await box.context.db.selectFrom('audit').selectAll().where('action', 'like', 'booker.%').execute();
  expect(entries.map(({ action }) => action)).toContain('booker.erased');
  expect(JSON.stringify(entries)).not.toMatch(new RegExp(`${BOOKER}|${pseudonym(BOOKER)}`));
  const { dataFolder } = box.context.config;
  for (const path of await readdir(dataFolder, { recursive: true })) {
    const bytes = await readFile(join(dataFolder, path)).catch(() => Buffer.of());
    expect({ path, found: bytes.includes(BOOKER) }).toEqual({ path, found: false });
  }
});

test('another organisation knows the same customer under another pseudonym, and keeps them', async () => {
  const elsewhere = await box.organisation('elsewhere');
  const theirs = pseudonymWith(await box.context.keys.pseudonymKey(elsewhere.id));
  expect(theirs(BOOKER)).not.toBe(pseudonym(BOOKER));
  await expect(erase('  ')).rejects.toMatchObject({ code: 'invalid-input' });
});

const NUMBER = 'T-4711';

test('by the number that the pages of the box office show, the booker whom it names is exported and erased', async () => {
  await load('1', BOOKER);
  await stand('active');
  box.toy.numbers.set(NUMBER, BOOKER);
  const held = await exportBooker(box.context, { organisation, customerId: NUMBER, actor: 'Asha' });
  expect(held).toMatchObject({ pseudonym: pseudonym(BOOKER), held: true, connections: [{ orders: [{ order: '1' }] }] });
  await stand('paused');
  expect(await erase(` ${NUMBER} `)).toMatchObject({ customers: 1, orders: 1 });
  expect(await bookers()).toEqual([]);
  expect(await exportBooker(box.context, { organisation, customerId: BOOKER, actor: 'Asha' })).toMatchObject({
    held: false,
    erased: true,
  });
});

test('whoever an uploaded file names by that number is found too', async () => {
  await load('1', BOOKER);
  await load('2', NUMBER);
  await stand('active');
  box.toy.numbers.set(NUMBER, BOOKER);
  const { connections } = await exportBooker(box.context, { organisation, customerId: NUMBER, actor: 'Asha' });
  expect(connections.flatMap(({ orders }) => orders.map(({ order }) => order))).toEqual(['1', '2']);
  expect(await erase(NUMBER.toLowerCase())).toMatchObject({ customers: 2, orders: 2 });
});

describe('where the box office cannot tell whose the number is, nobody is told that nothing is held', () => {
  const telling = async (): Promise<string> => {
    const err = await exportBooker(box.context, { organisation, customerId: NUMBER, actor: 'Asha' }).then(
      () => null,
      (caught: unknown) => caught,
    );
    if (!(err instanceof Refusal)) throw new Error(`no refusal: ${String(err)}`);
    await expect(erase(NUMBER), 'and nothing is erased').rejects.toMatchObject({ code: err.code });
    expect(JSON.stringify(err.parts)).not.toContain(NUMBER);
    return `${err.code}: ${err.parts.detail} ${err.parts.nextStep}`;
  };
  const fault: Fault = { code: 'x', cause: 'It would not.', whoActs: 'organisation', nextStep: 'Play with it.' };
  const instead = 'type instead the id under the lid.';

  test.each([
    ['stopped', 'is stopped. Reconnect it, or'],
    ['suspended', 'is held until its permission is confirmed. See on its page who confirms it, or'],
    ['waiting_for_consent', 'waits for permission. See on its page what it waits for, or'],
  ] as const)('the connection is %s', async (state, words) => {
    await load('1', BOOKER);
    await stand(state);
    expect(await telling()).toBe(
      `not-possible-now: What was typed is the number on the lid of a customer. Only the box office can tell whose it is, and ${connection.name}, by which it would be asked, ${words} ${instead}`,
    );
  });

  test.each([
    ['the sign-in is refused', new ReauthoriseError(fault), 'credential-refused'],
    ['permission is withdrawn', new ConsentWithdrawnError(fault), 'box-office-unavailable'],
    ['it cannot be reached', new RetryLaterError(fault), 'box-office-unavailable'],
    ['the address may not be called', new HostRefusedError(fault), 'address-refused'],
  ] as const)('%s', async (_what, err, code) => {
    await stand('active');
    box.toy.numbers.set(NUMBER, err);
    expect(await telling()).toBe(
      `${code}: What was typed is the number on the lid of a customer, and the box office could not be asked whose it is. It would not. Play with it. Or ${instead}`,
    );
  });

  test('the connection has no sign-in', async () => {
    await load('1', BOOKER);
    await loseSignIn();
    expect(await telling()).toMatch(/^not-possible-now: .* could not be asked whose it is\. .* Or type instead/);
  });

  test('nobody there has it', async () => {
    await stand('active');
    expect(await telling()).toBe(
      `invalid-input: What was typed is the number on the lid of a customer, and Toy Box Office says that nobody there has it. Compare it with the page of the customer in Toy Box Office, or ${instead}`,
    );
  });
});

test('a connection that may not ask and knows nobody is in nobody’s way', async () => {
  await stand('stopped');
  const asked = () => exportBooker(box.context, { organisation, customerId: NUMBER, actor: 'Asha' });
  expect(await asked()).toMatchObject({ held: false, pseudonym: pseudonym(NUMBER) });
  await loseSignIn();
  expect(await asked()).toMatchObject({ held: false, pseudonym: pseudonym(NUMBER) });
});
