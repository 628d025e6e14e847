import { readdir, readFile, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Connector } from '@illuminate/connector-kit';
import { connectors } from '@illuminate/connectors';
import type { Rows } from '@illuminate/model';
import { expect, test } from 'vitest';
import { CONNECTION, connectInProcess, type InProcessConnection } from '../support/in-process-sync.ts';
import { brokenRules, differences, readState, selectFrom } from '../support/read-store.ts';
import { scratchWarehouse } from '../support/scratch-warehouse.ts';
import type { SimulatorDoor } from '../support/simulator-door.ts';
import { startSimulator } from '../support/start-simulator.ts';
import { SMALL } from './small-office.ts';

const zone = 'Europe/London';
const today = connectors.find(({ id }) => id === 'spektrix');
if (today === undefined) throw new Error('no connector');

/** What a mapping is like in which somebody finds mistakes afterwards: prices, a channel, a cancelled performance, a name, an area. */
const mistaken = (rows: Rows): Rows => ({
  ...rows,
  ...(rows.orders && { orders: rows.orders.map((row) => ({ ...row, channel: 'unknown', donations_minor: 0 })) }),
  ...(rows.tickets && {
    tickets: rows.tickets.map((row, nth) => ({
      ...row,
      total_minor: nth % 2 === 0 ? row.total_minor + 100 : row.total_minor,
    })),
  }),
  ...(rows.performances && { performances: rows.performances.map((row) => ({ ...row, cancelled: true })) }),
  ...(rows.events && { events: rows.events.map((row) => ({ ...row, name: row.name.toUpperCase() })) }),
  ...(rows.customers && { customers: rows.customers.map((row) => ({ ...row, country: 'FR' })) }),
});
const yesterday: Connector = {
  ...today,
  streams: today.streams.map((stream) => ({
    ...stream,
    normalise(record, context) {
      const normalised = stream.normalise(record, context);
      return { ...normalised, rows: mistaken(normalised.rows) };
    },
  })),
};

async function accountOf(door: SimulatorDoor, connector: Connector) {
  const [first] = (await door.accounts()).clients;
  if (first === undefined) throw new Error('no client');
  const { client, login, secret } = first;
  return { connector, config: { client, login, secret, host: door.origin }, currency: 'GBP' };
}

const stateOf = (of: InProcessConnection) => of.withStore((store) => readState(selectFrom(store)));
const ledgerOf = (of: InProcessConnection) =>
  of.withStore((store) =>
    store.query(
      `SELECT count(*) FILTER (kind = 'issue') AS issued, sum(quantity)::INTEGER AS standing FROM ticket_movements`,
    ),
  );

test('a mapping that was mended is run over what is kept, and all is as a full load would have it', async () => {
  await using simulator = await startSimulator(SMALL);
  await using scratch = await scratchWarehouse();
  const { door } = simulator;
  const { warehouse } = scratch;
  const [before, mended] = [await accountOf(door, yesterday), await accountOf(door, today)];
  const ours = await connectInProcess({ door, warehouse, organisationId: 'org_a', zone, account: before });
  for (let round = 0; round < 3; round += 1) {
    await ours.sync({ asked: true });
    await door.change(25, { scattered: true });
    await door.advance(3_600_000);
  }
  await ours.sync({ asked: true });
  // Nothing new: what is read again is as it was, and is not kept a second time.
  const files = (await ours.keptTexts()).length;
  await door.advance(26 * 3_600_000);
  await ours.sync({ asked: true });
  expect((await ours.keptTexts()).length).toBeLessThanOrEqual(files + 1);

  const clean = await connectInProcess({ door, warehouse, organisationId: 'org_b', zone, account: mended });
  await clean.sync({ asked: true });
  expect(differences(await stateOf(ours), await stateOf(clean)).length).toBeGreaterThan(100);
  const cursors = await ours.withStore((store) => store.cursors(CONNECTION));
  const ledger = await ledgerOf(ours);

  const replayed = await ours.replay(today);
  expect(replayed).toMatchObject({ requests: 0, unreadable: 0 });
  expect(differences(await stateOf(ours), await stateOf(clean))).toEqual([]);
  expect(await ours.withStore((store) => brokenRules(selectFrom(store), { catalogueRead: true }))).toEqual([]);
  expect(await ours.withStore((store) => store.cursors(CONNECTION))).toEqual(cursors);
  // The ledger goes on: nothing is issued a second time, and what means another amount has changed its price.
  expect(await ledgerOf(ours)).toEqual(ledger);
  expect(replayed.movements).toBeGreaterThan(0);
  expect(await ours.replay(today)).toMatchObject({ ordersChanged: 0, movements: 0 });

  // The sync after it finds everything as it is.
  const { counts } = await ours.sync({ asked: true, mapping: today });
  expect(counts?.ordersRead).toBeGreaterThan(0);
  expect(differences(await stateOf(ours), await stateOf(clean))).toEqual([]);
  expect(await ledgerOf(ours)).toEqual(ledger);
}, 120_000);

test('files that were cut short, changed or never finished are passed over, and counted', async () => {
  await using simulator = await startSimulator(SMALL);
  await using scratch = await scratchWarehouse();
  const { door } = simulator;
  const { warehouse } = scratch;
  const ours = await connectInProcess({ door, warehouse, organisationId: 'org_a', zone });
  await ours.sync({ asked: true });
  await door.change(25, { scattered: true });
  await ours.sync({ asked: true });
  const folder = join(scratch.folder, 'pages', 'org_a', CONNECTION);
  const [first, second] = (await readdir(folder)).sort();
  if (first === undefined || second === undefined) throw new Error('too few files');
  const whole = await readFile(join(folder, first));
  await truncate(join(folder, first), whole.length - 1);
  await writeFile(join(folder, `${second}.unfinished`), whole.subarray(0, 100));
  const state = await stateOf(ours);
  expect(await ours.replay()).toMatchObject({ unreadable: 1, ordersChanged: 0 });
  expect(await stateOf(ours)).toEqual(state);
  // A page at another's place does not open there.
  await writeFile(join(folder, first), await readFile(join(folder, second)));
  expect(await ours.replay()).toMatchObject({ unreadable: 1, ordersChanged: 0 });
}, 120_000);
