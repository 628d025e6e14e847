// Loaded into a server that is measured (node --import ./bench/ticker.mjs): how long its event loop stalls, said once a second
// to the file BENCH_TICKER names. And how
// much of the time between two ticks was work, at most: what a stall has beyond it, the machine gave to others. No part of the product.
import { appendFileSync, readFileSync } from 'node:fs';
import { isMainThread } from 'node:worker_threads';

const file = process.env.BENCH_TICKER;
if (isMainThread && file !== undefined) {
  const TICK_MS = 5;
  // The main thread's own, in nanoseconds; nowhere but on Linux.
  const worked = () => {
    try {
      return Number(readFileSync(`/proc/self/task/${process.pid}/schedstat`, 'utf8').split(' ')[0]) / 1e6;
    } catch {
      return 0;
    }
  };
  let last = performance.now();
  let before = worked();
  let lags = [];
  let busiest = 0;
  setInterval(() => {
    const now = performance.now();
    const work = worked();
    lags.push(Math.max(0, now - last - TICK_MS));
    busiest = Math.max(busiest, work - before);
    last = now;
    before = work;
  }, TICK_MS).unref();
  setInterval(() => {
    const said = {
      at: Date.now(),
      rss: process.memoryUsage.rss(),
      lags: lags.map(Math.round),
      busiest: Math.round(busiest),
    };
    lags = [];
    busiest = 0;
    appendFileSync(file, `${JSON.stringify(said)}\n`);
  }, 1_000).unref();
}
