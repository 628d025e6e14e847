import { copyFile, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startBoxOffice } from '../box-office.ts';
import { benchPeers } from '../peers/bench-peers.ts';
import { appendChunks, appendTexts } from './appending.ts';
import { type FinalTable, readFinalRows } from './final-rows.ts';
import { type FloorWay, floorWays, type Taken, timed } from './floor.ts';
import { type Ours, runOurs } from './ours.ts';
import { startRecording } from './recording-proxy.ts';

export interface ExtractOptions {
  readonly tickets: number;
  readonly customers: number;
  readonly runs: number;
  /** Whether others read the same box office in the same run. */
  readonly peers: boolean;
  /** Ours alone, without the floor: for memory at sizes at which the floor takes too long. */
  readonly alone: boolean;
  say(line: string): void;
}

const TICKETS_PER_ORDER = 2.5;
const seconds = (ms: number): string => `${(ms / 1_000).toFixed(1)} s`;
const megabytes = (bytes: number): string => `${Math.round(bytes / 1e6)} MB`;

/** Ours beside the floor, in one run and in turns. */
export async function benchExtract({ tickets, customers, runs, peers, alone, say }: ExtractOptions): Promise<void> {
  const boxOffice = await startBoxOffice(
    { orders: Math.round(tickets / TICKETS_PER_ORDER), customers, isFrozen: true },
    say,
  );
  const folder = await mkdtemp(join(tmpdir(), 'illuminate-bench-'));
  const file = join(folder, 'floor.duckdb');
  const ourStore = join(folder, 'ours.duckdb');
  try {
    if (alone) {
      const ours: Ours[] = [];
      for (let run = 1; run <= runs; run += 1) {
        ours.push(await runOurs(boxOffice, boxOffice.origin));
        say(`run ${run}: ours ${seconds(ours.at(-1)?.ms ?? 0)}`);
      }
      report([], ours, say);
      return;
    }
    say('One run that is not measured, to learn what is asked and what comes of it …');
    const proxy = await startRecording(boxOffice);
    let tables: FinalTable[] = [];
    const first = await runOurs(boxOffice, proxy.origin, async ({ data }) => {
      tables = await readFinalRows(data);
      if (peers) await keepStore(data, ourStore);
    });
    proxy.close();
    say(`${first.tickets} tickets, ${proxy.paths.length} answers`);

    const { origin, login, secret } = boxOffice;
    const job = { origin, login, secret, paths: proxy.paths };
    const chunks = floorWays(
      job,
      appendChunks(tables, () => file),
    );
    const texts = floorWays(
      job,
      appendTexts(tables, () => file),
    );
    for (const way of chunks) await tryOut(way, file, say);
    // Texts lie outside the heap. The rows that they were made of would weigh on whoever parses in the same thread.
    tables = [];
    chunks.length = 0;
    for (const way of texts) await tryOut(way, file, say);
    const floors = texts.map((way): Floor => ({ way, taken: [] }));
    const ours: Ours[] = [];
    for (let run = 1; run <= runs; run += 1) {
      for (const { way, taken } of floors) taken.push(await timed(way, file));
      ours.push(await runOurs(boxOffice, boxOffice.origin));
      const shown = floors.map(({ taken }) => seconds(taken.at(-1)?.ms ?? 0)).join(' and ');
      say(`run ${run}: floor ${shown}, ours ${seconds(ours.at(-1)?.ms ?? 0)}`);
    }
    report(floors, ours, say);
    const [best] = [...ours].sort((a, b) => a.ms - b.ms);
    const floorMs = Math.min(...floors.flatMap(({ taken }) => taken.map(({ ms }) => ms)));
    if (peers && best !== undefined) {
      await benchPeers({ boxOffice, paths: proxy.paths, ours: best, ourStore, floorMs, folder, say });
    }
  } finally {
    await boxOffice.stop();
    await rm(folder, { recursive: true, force: true });
  }
}

async function tryOut(way: FloorWay, file: string, say: (line: string) => void): Promise<void> {
  const threads = way.threads === 1 ? 'one thread' : 'two threads';
  const { ms, cpuSeconds } = await timed(way, file);
  say(`floor by ${way.name}, ${threads}: ${seconds(ms)}, ${cpuSeconds.toFixed(1)} s of processor time`);
}

/** The server has stopped: its store is one whole file. */
async function keepStore(data: string, copy: string): Promise<void> {
  const folder = join(data, 'warehouse');
  const store = (await readdir(folder)).find((name) => name.endsWith('.duckdb'));
  await copyFile(join(folder, store ?? ''), copy);
}

interface Floor {
  readonly way: FloorWay;
  readonly taken: Taken[];
}

/** The ratio to reach is to the plain program of one thread; the other floor shows what a second thread alone would bring. */
function report(floors: readonly Floor[], runs: readonly Ours[], say: (line: string) => void): void {
  const [best] = [...runs].sort((a, b) => a.ms - b.ms);
  if (best === undefined) return;
  const worst = (of: (run: Ours) => number): number => Math.max(...runs.map(of));
  say('');
  say(`ours                 ${seconds(best.ms)}, ${Math.round(best.tickets / (best.ms / 1_000))} tickets a second`);
  say(`processor time       ${(best.usage?.cpuSeconds ?? Number.NaN).toFixed(1)} s`);
  for (const { way, taken } of floors) {
    const floor = Math.min(...taken.map(({ ms }) => ms));
    const cpu = Math.min(...taken.map(({ cpuSeconds }) => cpuSeconds));
    const threads = way.threads === 1 ? 'one thread' : 'two threads';
    const target = way.threads === 1 ? '    (to reach: 1.3)' : '';
    say(
      `floor, ${threads.padEnd(14)}${seconds(floor)} by ${way.name}: ratio ${(best.ms / floor).toFixed(2)}${target}, ${cpu.toFixed(1)} s of processor time`,
    );
  }
  say(`memory above idle    ${megabytes(worst(({ peakRss, idleRss }) => peakRss - idleRss))}    (600 MB)`);
  say(`ticker p99           ${worst(({ p99 }) => p99)} ms    (50)`);
  say(`longest stall        ${worst(({ longest }) => longest)} ms    (250)`);
  say(`requests             ${best.requests}`);
}
