import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { startWarehouse } from './made-batches.ts';
import { openWarehouse } from './warehouse.ts';

const CHILD = fileURLToPath(new URL('load-until-killed.ts', import.meta.url));

test('a store whose process was killed holds every batch that was acknowledged, whole, and its cursor says which', async () => {
  const box = await startWarehouse();
  await box.warehouse.close();
  for (const wait of [15, 90, 160, 230]) {
    const child = spawn(process.execPath, ['--import', 'tsx', CHILD, box.options.folder, box.options.copiesFolder], {
      stdio: ['ignore', 'pipe', 'inherit'],
    });
    let output = '';
    child.stdout.on('data', (chunk: Buffer) => {
      output += chunk.toString();
    });
    await once(child.stdout, 'data');
    await new Promise((resolve) => setTimeout(resolve, wait));
    child.kill('SIGKILL');
    await once(child, 'close');
    const acknowledged = Number(output.trim().split('\n').at(-1));

    const warehouse = await openWarehouse(box.options);
    await warehouse.withStore('riverside', async (store) => {
      const { batches } = await store.cursors('riverside-office');
      expect(batches).toBeGreaterThanOrEqual(acknowledged);
      const [found] = await store.query(`SELECT (SELECT count(*) FROM orders) AS orders,
        (SELECT count(*) FROM loads) AS loads,
        (SELECT count(*) FROM tickets) AS tickets,
        (SELECT count(*) FROM tickets WHERE deleted_at IS NOT NULL) AS gone,
        (SELECT count(*) FROM ticket_movements) AS movements`);
      const sizes = Array.from({ length: Number(batches) }, (_, at) => (at + 1) % 4);
      const tickets = sizes.reduce((sum, size) => sum + size, 0);
      const gone = sizes.slice(0, -1).filter((size) => size > 0).length;
      expect(found).toEqual({ orders: batches, loads: batches, tickets, gone, movements: tickets + gone });
    });
    await warehouse.close();
  }
  await box.close();
});
