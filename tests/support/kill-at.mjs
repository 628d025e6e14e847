// Preloaded into a server: kills it (SIGKILL) at an event on one of its diagnostics channels, or so many microseconds after.
// `--import …/kill-at.mjs?channel=illuminate:load&phase=before-commit&nth=2&delay=800`
import { subscribe } from 'node:diagnostics_channel';
import { writeSync } from 'node:fs';
import { isMainThread, Worker } from 'node:worker_threads';

const wanted = new URL(import.meta.url).searchParams;
const channel = wanted.get('channel') ?? '';
const phase = wanted.get('phase');
const nth = Number(wanted.get('nth') ?? 1);
const delay = Number(wanted.get('delay') ?? 0);

// Requests are made in the extracting thread, which preloads this file as well.
const isHere = isMainThread === (channel !== 'illuminate:request');

if (isHere) {
  // A thread of its own kills at the microsecond even where this one is busy, in the midst of a write.
  const flag = new SharedArrayBuffer(4);
  const bell = new Int32Array(flag);
  const killer =
    delay === 0
      ? null
      : new Worker(
          `const { workerData } = require('node:worker_threads');
           const bell = new Int32Array(workerData.flag);
           Atomics.wait(bell, 0, 0);
           const until = performance.now() + workerData.delay / 1000;
           while (performance.now() < until);
           process.kill(process.pid, 'SIGKILL');`,
          { eval: true, execArgv: [], workerData: { flag, delay } },
        );
  killer?.unref();
  let seen = 0;
  subscribe(channel, (message) => {
    if (phase !== null && message.phase !== phase) return;
    seen += 1;
    if (seen !== nth) return;
    writeSync(2, `kill-at: ${channel} ${phase ?? ''} ${nth}\n`);
    if (killer === null) process.kill(process.pid, 'SIGKILL');
    else {
      Atomics.store(bell, 0, 1);
      Atomics.notify(bell, 0);
    }
  });
}
