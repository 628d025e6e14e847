import { expect, it } from 'vitest';
import { createBatch } from './batch.ts';
import type { Extraction } from './extraction.ts';

it('a batch that is given up moves no cursor, neither in the store nor in the run', async () => {
  const sent: unknown[] = [];
  const extraction = {
    streams: new Map(),
    signal: new AbortController().signal,
    cursors: { 'orders.history': 'June' },
    io: { sendBatch: async ({ cursors }: { cursors: unknown }) => void sent.push(cursors) },
  } as unknown as Extraction;
  const batch = createBatch(() => extraction);
  batch.moveCursor('orders.history', 'May');
  await batch.flush();
  batch.moveCursor('orders.history', 'April');
  batch.moveCursor('orders.history', 'March');
  batch.moveCursor('orders.feed', 'now');
  batch.discard();
  expect(extraction.cursors).toEqual({ 'orders.history': 'May' });
  await batch.flush();
  expect(sent).toEqual([{ 'orders.history': 'May' }]);
});
