import { once } from 'node:events';
import { join } from 'node:path';
import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { Worker } from 'node:worker_threads';
import { SaxesParser } from 'saxes';
import { ticketsolve } from '../../../connectors/src/ticketsolve/index.ts';
import { events } from '../../../connectors/src/ticketsolve/streams/events.ts';
import { tableOf } from '../show-table.ts';
import { root, startNode } from '../started-process.ts';
import type { FeedToServe } from './serve-feed.ts';

const PROGRAM = join(root, 'dist', 'simulate.mjs');
const UNTIL = '2026-01-01T00:00:00Z';
const PERFORMANCES_PER_SHOW = 3;
const SAMPLE_SHOWS = 400;
const GENERATIONS = ['2018', '2026'] as const;
/** How often what is held is looked at while a feed is read. */
const LOOKS = 8;

/** How fast a public feed of so many megabytes is read, beside the XML parser alone; and what memory is held, beside a quarter of it. */
export async function benchFeed(megabytes: number, runs: number, say: (line: string) => void): Promise<void> {
  const rows = [['', 'MB', 'MB/s', 'parser alone', 'ratio', 'held at most', 'of a quarter of it']];
  for (const generation of GENERATIONS) {
    const whole = await renderFeed(generation, megabytes);
    const quarter = await renderFeed(generation, megabytes / 4);
    const best = { ours: Number.POSITIVE_INFINITY, alone: Number.POSITIVE_INFINITY };
    await serving(whole, async (origin) => {
      for (let run = 0; run < runs; run += 1) {
        best.ours = Math.min(best.ours, await secondsOf(() => readFeed(origin)));
        best.alone = Math.min(best.alone, await secondsOf(() => parseAlone(origin)));
      }
    });
    const held = await serving(whole, heldAtMost);
    const heldOfQuarter = await serving(quarter, heldAtMost);
    const size = whole.length / 1e6;
    rows.push([
      `feed of ${generation}`,
      size.toFixed(1),
      (size / best.ours).toFixed(1),
      (size / best.alone).toFixed(1),
      (best.ours / best.alone).toFixed(2),
      `${(held / 1e6).toFixed(1)} MB`,
      `${(heldOfQuarter / 1e6).toFixed(1)} MB`,
    ]);
  }
  for (const line of tableOf(rows)) say(line);
  say('');
  say('To reach: 15 MB/s, and the same memory for any size.');
}

/** The simulator's own `shows.xml`, of about this size. */
async function renderFeed(generation: string, megabytes: number): Promise<Uint8Array> {
  const sample = await fetchFeed(generation, SAMPLE_SHOWS);
  const shows = Math.ceil((megabytes * 1e6 * SAMPLE_SHOWS) / sample.length);
  return fetchFeed(generation, shows);
}

async function fetchFeed(generation: string, shows: number): Promise<Uint8Array> {
  const sizes = ['--shows', String(shows), '--performances', String(shows * PERFORMANCES_PER_SHOW), '--orders', '10'];
  const words = ['ticketsolve', '--port', '0', '--world', 'generated', '--generation', generation, '--until', UNTIL];
  const started = await startNode([PROGRAM, ...words, ...sizes, '--exit-with-parent'], {}, /ready: (http:\S+)/);
  try {
    const answer = await fetch(`${started.ready[1]}/demo1/shows.xml`);
    if (!answer.ok) throw new Error(`the simulator answered ${answer.status}`);
    return new Uint8Array(await answer.arrayBuffer());
  } finally {
    await started.stop();
  }
}

async function serving<T>(document: Uint8Array, use: (origin: string) => Promise<T>): Promise<T> {
  const feed: FeedToServe = { document };
  const server = new Worker(new URL(import.meta.url), { workerData: { feed } });
  try {
    const [port] = await once(server, 'message');
    return await use(`http://127.0.0.1:${port}`);
  } finally {
    await server.terminate();
  }
}

async function secondsOf(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return (performance.now() - began) / 1_000;
}

/** As a sync reads it: fetched, parsed, every show hashed. @returns how many shows and venues there were */
async function readFeed(origin: string, look: (item: number) => void = () => undefined): Promise<number> {
  const io = { allowLoopback: true, onRequest: () => undefined };
  const client = ticketsolve.connect({ account: 'demo1', host: origin }, io);
  try {
    const feed = await events.feedHash?.(client, null, new AbortController().signal);
    let items = 0;
    for await (const _ of feed?.items ?? []) {
      items += 1;
      look(items);
    }
    if (items === 0) throw new Error('nothing was read');
    return items;
  } finally {
    await ticketsolve.close(client);
  }
}

/** The same bytes, fetched and parsed with nothing done to them. */
async function parseAlone(origin: string): Promise<void> {
  const answer = await fetch(`${origin}/demo1/shows.xml`);
  const parser = new SaxesParser({ xmlns: false });
  const decoder = new TextDecoder();
  for await (const piece of answer.body ?? []) parser.write(decoder.decode(piece, { stream: true }));
  parser.close();
}

/** What is held beyond what was held before, at its most, after everything that nobody holds is let go; in bytes. */
async function heldAtMost(origin: string): Promise<number> {
  setFlagsFromString('--expose-gc');
  const collect = runInNewContext('gc') as () => void;
  const held = (): number => {
    collect();
    const { heapUsed, external } = process.memoryUsage();
    return heapUsed + external;
  };
  const items = await readFeed(origin);
  const before = held();
  const every = Math.ceil(items / LOOKS);
  let most = 0;
  await readFeed(origin, (item) => {
    if (item % every === 0) most = Math.max(most, held() - before);
  });
  return most;
}
