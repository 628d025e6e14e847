// Run by crash.test.ts as a process of its own: loads batches without end, and says so after each. Its cursor is the number of
// batches; batch N is order N with N % 4 tickets, and takes a ticket away from order N - 1.
import { batchOf, requestOf, type Snapshot } from './made-batches.ts';
import { openWarehouse } from './warehouse.ts';

const [folder = '', copiesFolder = ''] = process.argv.slice(2);
const warehouse = await openWarehouse({ folder, copiesFolder, memoryLimitMb: 128, threads: 1 });
await warehouse.withStore('riverside', async (store) => {
  const { batches = 0 } = await store.cursors('riverside-office');
  for (let number = Number(batches) + 1; ; number += 1) {
    const snapshot = (order: number, updatedAt: number, size: number): Snapshot => ({
      order: String(order),
      updatedAt,
      requestedAt: 10_000 + number,
      tickets: Array.from({ length: size }, (_, seat) => ({ id: `${order}${seat}`, total: 500 + seat })),
    });
    const before = snapshot(number - 1, 3_000, Math.max(0, ((number - 1) % 4) - 1));
    await store.load(
      requestOf({
        packed: batchOf([snapshot(number, 2_000, number % 4), ...(number > 1 ? [before] : [])]),
        cursors: { batches: number },
      }),
    );
    process.stdout.write(`${number}\n`);
    if (number % 5 === 0) await store.checkpoint();
  }
});
