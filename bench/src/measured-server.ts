import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Client, createClient } from '@illuminate/contract';
import type { BoxOffice } from './box-office.ts';
import { root, runNode, startNode } from './started-process.ts';

/** The real server on an empty data folder, with a ticker in its process. */
export interface MeasuredServer {
  readonly data: string;
  /** Such as http://127.0.0.1:4310. */
  readonly origin: string;
  readonly api: Client;
  readonly pid: number;
  /** RSS before anything was asked of it, in bytes. */
  readonly idleRss: number;
  /** The connection's name. */
  connect(boxOffice: BoxOffice, origin: string): Promise<string>;
  ticks(since: number): Promise<Ticks>;
  stop(): Promise<void>;
  remove(): Promise<void>;
}

export interface Ticks {
  readonly peakRss: number;
  readonly p99: number;
  readonly longest: number;
  /** The most work between two ticks: what a stall is longer than that, the machine was busy with something else. */
  readonly busiest: number;
}

interface Second {
  readonly at: number;
  readonly rss: number;
  readonly lags: number[];
  readonly busiest: number;
}

const SETTLED_MS = 5_000;

/** @param used a data folder from a server before it; a new one unless given */
export async function startServer(used?: string): Promise<MeasuredServer> {
  const data = used ?? (await mkdtemp(join(tmpdir(), 'illuminate-bench-')));
  const ticker = join(data, 'ticker.jsonl');
  const env = {
    ILLUMINATE_DATA: data,
    ILLUMINATE_DEMO: 'off',
    ILLUMINATE_ALLOW_LOOPBACK: 'on',
    PORT: '0',
    BENCH_TICKER: ticker,
  };
  const words = ['--import', join(root, 'bench', 'ticker.mjs'), join(root, 'dist', 'server.mjs')];
  const started = await startNode(words, env, /Illuminate is ready: (http:\S+)/);
  const address = started.ready[1] ?? '';
  const apiKey = (await readFile(join(data, 'operator.key'), 'utf8')).trim();
  const cli = (words: string[], input = ''): Promise<string> =>
    runNode(
      [join(root, 'dist', 'illuminate.mjs'), ...words],
      { ILLUMINATE_URL: address, ILLUMINATE_API_KEY: apiKey },
      input,
    );
  await sleep(SETTLED_MS);
  const ticks = async (since: number): Promise<Ticks> => {
    const lines = (await readFile(ticker, 'utf8')).trim().split('\n');
    const seconds = lines.map((line) => JSON.parse(line) as Second);
    const told = seconds.filter(({ at }) => at >= since);
    const lags = told.flatMap((second) => second.lags).sort((a, b) => a - b);
    return {
      peakRss: Math.max(...told.map(({ rss }) => rss)),
      p99: lags[Math.floor(lags.length * 0.99)] ?? 0,
      longest: lags.at(-1) ?? 0,
      busiest: Math.max(0, ...told.map(({ busiest }) => busiest)),
    };
  };
  return {
    data,
    origin: address,
    api: createClient({ baseUrl: address, apiKey }),
    pid: started.pid,
    idleRss: (await ticks(0)).peakRss,
    async connect(boxOffice, origin) {
      await cli([
        'organisations',
        'add',
        '--slug',
        'bench',
        '--name',
        'Bench',
        '--zone',
        'Europe/London',
        '--currency',
        'GBP',
      ]);
      const settings = [`client=${boxOffice.client}`, `login=${boxOffice.login}`, `host=${origin}`].flatMap((word) => [
        '--set',
        word,
      ]);
      const method = ['--provider', 'spektrix', '--method', 'api-credentials', '--organisation', 'bench'];
      await cli(['connections', 'add', ...method, ...settings, '--secret-stdin'], boxOffice.secret);
      return 'bench-spektrix';
    },
    ticks,
    stop: started.stop,
    remove: () => rm(data, { recursive: true, force: true }),
  };
}
