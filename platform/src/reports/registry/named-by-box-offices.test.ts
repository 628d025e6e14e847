import { reportDefinition } from '@illuminate/contract';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { TestWarehouse } from '../../warehouse/made-batches.ts';
import { compileReport } from '../compile/compile-report.ts';
import { openWorld, TODAY, ZONE } from '../compile/made-world-for-tests.ts';
import { reaches } from '../compile/statement.ts';
import { guardStatement } from '../guard-statement.ts';
import { DATASETS } from './datasets.ts';
import { FIELDS } from './fields.ts';
import { NOT_SUPPLIED, OTHER_TYPES } from './not-supplied.ts';

// What the guide to finding an Event ID shows on its pictures of the report builder, word for word.
const TYPES =
  'Sales, Customer, Analysis, Accounting, Event Instances, Memberships, Customer Audits, Mailing ROI, Ticket Vouchers';
const CRITERIA = {
  Seats: 'Is Masked, Lock Type, Seat Status, Seating Area, Sold In Fixed Subscription, Subscribed To',
  'Event Instances':
    'Cancelled, Commission Structures, Date, Event Attributes, Event Instance Attributes, Event Instance Status, ' +
    'Event Status, Events, First Instance Start, Fixed Series, Instance included in metrics, Instances, ' +
    'Last Instance Start, On Sale in Fundraising, On Sale in Sales, On Sale on Web, On Sale to Agents, Partner Company, ' +
    'Price Lists, Seating Plans, Start Date, Start Days, Start Selling Agent, Start Selling Fundraising, ' +
    'Start Selling Sales, Start Selling Web, Start Time, Stop Selling Agent, Stop Selling Fundraising, ' +
    'Stop Selling Sales, Stop Selling Web, Subscription Group, Ticket Designs, Venue, Visible In Fundraising, ' +
    'Visible in Sales, Visible on Web, Visible to Agents',
};
const COLUMNS =
  'Event ID, Event Name, First Instance, Last Instance, Date Created, Date Last Updated, Duration, Event Attributes, ' +
  'Event Attributes List, Event Capacity, Event Is Live, Event Notes, Event Status, Financial Target, ' +
  'First Transaction Date, Last Transaction Date, Partner Companies, Seats Target, Web Event Id';
const GROUPS =
  'Seats, Events, Event Instances, Tickets / Reservations, Customers, Order Items, Commissionable Items, Item Delivery, ' +
  'Donations, Ticket Scans, Ticket Subscriptions';

const list = (text: string): string[] => text.split(', ');
const working = new Set(FIELDS.flatMap(({ label, alsoCalled = [] }) => [label, ...alsoCalled]));
const named = new Set(NOT_SUPPLIED.map(({ label }) => label));

test.each([
  ['criterion of Seats', CRITERIA.Seats],
  ['criterion of Event Instances', CRITERIA['Event Instances']],
  ['column of Events', COLUMNS],
])('every %s works, or says why it does not', (_, names) => {
  expect(list(names).filter((name) => !working.has(name) && !named.has(name))).toEqual([]);
});

test('every kind of report and every group is there', () => {
  const types = new Set([...Object.values(DATASETS), ...OTHER_TYPES].map(({ label }) => label));
  expect(list(TYPES).filter((name) => !types.has(name))).toEqual([]);
  const groups = new Set([...FIELDS, ...NOT_SUPPLIED].map(({ group }) => group));
  expect(list(GROUPS).filter((name) => !groups.has(name))).toEqual([]);
});

test('nothing both works and says that it does not, and each reason is one of the honest ones', () => {
  const inGroup = new Set(FIELDS.map(({ group, label }) => `${group}: ${label}`));
  expect(NOT_SUPPLIED.filter(({ group, label }) => inGroup.has(`${group}: ${label}`))).toEqual([]);
  const reasons = { 'not-supplied': /^Not supplied by /, 'not-collected': /^Supplied, not collected: / };
  expect(NOT_SUPPLIED.filter(({ kind, why }) => !reasons[kind].test(why))).toEqual([]);
});

let world: TestWarehouse;
beforeAll(async () => {
  world = (await openWorld(7)).warehouse;
});
afterAll(() => world.close());

test('every field can be shown in every kind of report that has it', async () => {
  await world.warehouse.withStore('riverside', async (store) => {
    for (const dataset of Object.values(DATASETS)) {
      const columns = FIELDS.filter(({ entity }) => reaches(dataset, entity)).map(({ id }) => ({ field: id }));
      const definition = reportDefinition.parse({ v: 1, type: dataset.id, output: { mode: 'rows', columns } });
      const setting = { zone: ZONE, currency: 'GBP', today: TODAY, financialYearStart: 4 };
      const { statement } = compileReport(definition, setting);
      await guardStatement(store, statement.sql);
      expect((await store.query(statement.sql, statement.parameters)).length).toBeGreaterThan(0);
    }
  });
});

test('an event’s first and last sale, and the day and time of a performance, are those of the store', async () => {
  const definition = reportDefinition.parse({
    v: 1,
    type: 'event-instances',
    output: {
      mode: 'rows',
      columns: ['event.firstSale', 'performance.startDate', 'performance.startDay', 'performance.startTime'].map(
        (field) => ({ field }),
      ),
    },
  });
  const { statement } = compileReport(definition, { zone: ZONE, currency: 'GBP', today: TODAY, financialYearStart: 4 });
  await world.warehouse.withStore('riverside', async (store) => {
    const found = await store.query(statement.sql, statement.parameters);
    const byHand = await store.query(`
      SELECT (SELECT min(o.first_transaction_local) FROM counted_tickets t JOIN counted_orders o
                ON o.connection_id = t.connection_id AND o.source_id = t.order_id
              WHERE t.connection_id = p.connection_id AND t.event_id = p.event_id) AS c0,
        CAST(CAST(p.starts_local AS DATE) AS TIMESTAMP) AS c1,
        ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'][dayofweek(p.starts_local) + 1] AS c2,
        lpad(hour(p.starts_local)::VARCHAR, 2, '0') || ':' || lpad(minute(p.starts_local)::VARCHAR, 2, '0') AS c3
      FROM counted_performances p`);
    const sorted = (rows: readonly Record<string, unknown>[]): string[] =>
      rows.map((row) => JSON.stringify(Object.values(row))).sort();
    const known = new Set(sorted(byHand));
    expect(sorted(found).filter((row) => !known.has(row))).toEqual([]);
  });
});
