import { expect, test } from 'vitest';
import { startNode } from './start-process.ts';

test('whoever waits for a line hears at once that the process has ended', async () => {
  const process = startNode(['-e', 'setTimeout(() => console.log("almost"), 50)']);
  const began = performance.now();
  await expect(process.line(/ready/, 60_000)).rejects.toThrow('It ended (0) before a line matched');
  expect(performance.now() - began).toBeLessThan(30_000);
});

test('and so does whoever waits when it is killed', async () => {
  const process = startNode(['-e', 'console.log("begun"); setInterval(() => {}, 1000)']);
  await process.line(/begun/, 60_000);
  const waiting = process.line(/ready/, 60_000);
  process.signal('SIGKILL');
  await expect(waiting).rejects.toThrow('It ended (SIGKILL)');
});
