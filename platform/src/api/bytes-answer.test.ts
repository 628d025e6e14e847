import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import { serve } from '@hono/node-server';
import { Hono } from 'hono';
import { expect, onTestFinished, test } from 'vitest';
import { silentLogger } from '../logger.ts';
import { sendBytes } from './bytes-answer.ts';

const PIECE = 256 * 1024;

/** A server that sends what `make` makes. */
async function serving(make: () => AsyncIterable<Buffer>): Promise<string> {
  const app = new Hono().get('/', (c) =>
    sendBytes(c, { type: 'text/csv', fileName: 'a.csv', bytes: make() }, silentLogger),
  );
  const server = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' });
  await once(server, 'listening');
  onTestFinished(() => void server.close());
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}/`;
}

/** Makes so many pieces, each of one byte's value over and over. */
function maker(pieces: number, breaksAt = Number.POSITIVE_INFINITY) {
  const seen = { made: 0, isOver: false };
  async function* make(): AsyncGenerator<Buffer> {
    try {
      for (let at = 0; at < pieces; at += 1) {
        if (at === breaksAt) throw new Error('the disk is full');
        seen.made += 1;
        yield Buffer.alloc(PIECE, at % 251);
      }
    } finally {
      seen.isOver = true;
    }
  }
  return { seen, make };
}

test('every byte comes, in order', async () => {
  const { make } = maker(300);
  const response = await fetch(await serving(make));
  const bytes = Buffer.from(await response.arrayBuffer());
  expect(bytes.length).toBe(300 * PIECE);
  for (let at = 0; at < 300; at += 1) expect(bytes[at * PIECE + 17]).toBe(at % 251);
});

test('no more is made than is taken, and whoever leaves ends the making', async () => {
  const { seen, make } = maker(10_000);
  const leaving = new AbortController();
  const response = await fetch(await serving(make), { signal: leaving.signal });
  await response.body?.getReader().read();
  let before = -1;
  await expect
    .poll(
      () => {
        const isStill = seen.made === before;
        before = seen.made;
        return isStill;
      },
      { interval: 300, timeout: 20_000 },
    )
    .toBe(true);
  // What the system itself holds between two sockets; 2.5 GB were to come.
  expect(seen.made * PIECE).toBeLessThan(64e6);
  expect(seen.isOver).toBe(false);
  leaving.abort();
  await expect.poll(() => seen.isOver, { timeout: 20_000 }).toBe(true);
});

test('what goes wrong in the middle breaks the answer off: it is never taken for a whole one', async () => {
  for (const breaksAt of [0, 1, 2, 3, 50]) {
    const { seen, make } = maker(100, breaksAt);
    const address = await serving(make);
    const whole = fetch(address).then(async (response) => (await response.arrayBuffer()).byteLength);
    await expect(whole, `after ${breaksAt} pieces`).rejects.toThrow();
    expect(seen.isOver).toBe(true);
  }
});
