import { expect, test } from 'vitest';
import { type StartedForTest, startForTest } from './start-for-tests.ts';

test('orders rendered beforehand are byte for byte those rendered on request, also after changes', async () => {
  const plain = await startForTest({ orders: 1_000 });
  const rendered = await startForTest({ orders: 1_000, prerender: true });
  const both = async (deed: (box: StartedForTest) => Promise<unknown>): Promise<void> => {
    expect(await deed(rendered)).toEqual(await deed(plain));
  };
  try {
    for (const changes of [0, 60]) {
      if (changes > 0) await both((box) => box.door('changes', { count: changes, scattered: true }));
      for (const [from, to] of [
        ['2015-01-01', '2030-01-01'],
        ['2025-02-03', '2025-02-09'],
        ['2030-01-01', '2030-01-02'],
      ]) {
        await both(async (box) => (await box.ask(`orders?DateFrom=${from}&DateTo=${to}`)).text);
      }
    }
  } finally {
    await plain.running.close();
    await rendered.running.close();
  }
});
