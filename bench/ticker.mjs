// Loaded into a server that is measured (node --import ./bench/ticker.mjs): how long its event loop stalls, said once a second
// to the file BENCH_TICKER names. No part of the product.
import { appendFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const file = process.env.BENCH_TICKER;
if (isMainThread && file !== undefined) {
  const TICK_MS = 5;
  let last = performance.now();
  let lags = [];
  setInterval(() => {
    const now = performance.now();
    lags.push(Math.max(0, now - last - TICK_MS));
    last = now;
  }, TICK_MS).unref();
  setInterval(() => {
    const said = lags;
    lags = [];
    appendFileSync(
      file,
      `${JSON.stringify({ at: Date.now(), rss: process.memoryUsage.rss(), lags: said.map(Math.round) })}\n`,
    );
  }, 1_000).unref();
}
