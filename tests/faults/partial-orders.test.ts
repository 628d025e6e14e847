import { expect, test } from 'vitest';
import { CONNECTION, connectInProcess } from '../support/in-process-sync.ts';
import { brokenRules, selectFrom } from '../support/read-store.ts';
import { scratchWarehouse } from '../support/scratch-warehouse.ts';
import { startSimulator } from '../support/start-simulator.ts';
import { finish } from './finish.ts';

const zone = 'Europe/London';
const small = { seed: 11, events: 6, orders: 150, years: 0.4, until: '2026-04-20T10:17:00Z' };

test.each(['tickets', 'tickets.event', 'tickets.instance', 'tickets.id'])(
  'orders whose %s is missing are loaded as far as they can be, nothing looks returned for it, and all comes right',
  async (value) => {
    await using simulator = await startSimulator(small);
    const { door } = simulator;
    await using scratch = await scratchWarehouse();
    const ours = await connectInProcess({ door, warehouse: scratch.warehouse, organisationId: 'org_a', zone });
    const count = async (what: string): Promise<number> => {
      const [row] = await ours.withStore((store) => store.query(`SELECT count(*) AS n FROM ${what}`));
      return Number(row?.n);
    };
    const open = async () =>
      (await ours.withStore((store) => store.rejects(CONNECTION, { limit: 200 }))).rejects.filter(
        ({ resolvedAt }) => resolvedAt === null,
      );
    const { totals } = await door.truth();

    await door.fault({ name: 'missing-field', value });
    await ours.sync({ asked: true });
    const rejects = await open();
    expect(rejects.length).toBeGreaterThan(5);
    expect(rejects.every(({ stream, part }) => stream === 'orders' && part !== null)).toBe(true);
    expect([await count('orders'), await count('tickets')]).toEqual([totals.orders, expect.any(Number)]);
    expect(await count('tickets')).toBeLessThan(totals.tickets);

    await door.clearFaults();
    await finish(ours);
    expect([await open(), await count('orders'), await count('tickets')]).toEqual([[], totals.orders, totals.tickets]);

    // What is stored by now must not seem to have been returned when the fault comes back.
    await door.fault({ name: 'missing-field', value });
    await door.fault({ name: 'same-timestamp', value: 90 });
    await ours.sync({ asked: true });
    const again = await open();
    expect(again.length).toBeGreaterThan(5);
    expect(again.every(({ part }) => part === null)).toBe(true);
    expect(await count('tickets WHERE deleted_at IS NULL')).toBe(totals.tickets);
    expect(await count("ticket_movements WHERE kind = 'return'")).toBe(0);
    expect(await ours.withStore((store) => brokenRules(selectFrom(store), { catalogueRead: true }))).toEqual([]);
  },
);
