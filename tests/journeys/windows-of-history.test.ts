import { expect, test } from 'vitest';
import { connectInProcess } from '../support/in-process-sync.ts';
import { scratchWarehouse } from '../support/scratch-warehouse.ts';
import { startSimulator } from '../support/start-simulator.ts';

test('a quiet house is read in windows of several days, once it is known to be quiet', async () => {
  await using simulator = await startSimulator({
    seed: 3,
    events: 6,
    orders: 150,
    years: 0.4,
    until: '2026-04-20T10:17:00Z',
  });
  await using scratch = await scratchWarehouse();
  const { door } = simulator;
  const connection = await connectInProcess({
    door,
    warehouse: scratch.warehouse,
    organisationId: 'org_a',
    zone: 'Europe/London',
  });
  const { failed, historyComplete } = await connection.sync({ asked: true });
  expect({ failed, historyComplete }).toEqual({ failed: [], historyComplete: true });
  const { routes } = await door.requests();
  const windows = routes.filter(({ route }) => route === 'orders').reduce((sum, { count }) => sum + count, 0);
  // Its history is of some two years, of which windows hold four days each.
  expect(windows).toBeGreaterThan(150);
  expect(windows).toBeLessThan(300);
});
