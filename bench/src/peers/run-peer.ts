import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import type { Readable, Writable } from 'node:stream';
import { setTimeout as sleep } from 'node:timers/promises';
import type { BoxOffice } from '../box-office.ts';
import { aboveIdle, type Usage, watchProcesses } from '../process-watch.ts';
import type { PeerJob } from './peer-job.ts';
import type { Command, Peer } from './peers.ts';
import { pythonRoom } from './python-room.ts';

export interface PeerRun {
  readonly database: string;
  readonly ms: number;
  /** How long each part took that the peer tells apart, in order. */
  readonly parts: readonly { readonly name: string; readonly ms: number }[];
  readonly usage: Usage | null;
  readonly requests: number;
}

type Child = ChildProcessByStdio<Writable, Readable, Readable>;

interface Word {
  readonly bench: string;
  /** Milliseconds since the epoch. */
  readonly at: number;
}

const SETTLED_MS = 2_000;
const LINES_SHOWN = 5;

/**
 * A peer reads the box office from an idle process to a database on disk.
 * @throws PeerAbsent if it cannot be installed here
 * @throws Error with what it wrote last, if it fails
 */
export async function runPeer(
  peer: Peer,
  options: {
    readonly boxOffice: BoxOffice;
    readonly job: PeerJob;
    /** Empty, for its files. */
    readonly folder: string;
    say(line: string): void;
  },
): Promise<PeerRun> {
  const { boxOffice, job, folder, say } = options;
  const room = await pythonRoom(peer.requirements, say);
  const work = join(folder, 'work');
  const files = {
    job: join(folder, 'job.json'),
    config: join(folder, 'config.json'),
    database: join(folder, 'peer.duckdb'),
  };
  await mkdir(work, { recursive: true });
  const { origin, client, login, secret } = boxOffice;
  const baseUrl = `${origin}/${client}/api/v3/`;
  await writeFile(
    files.job,
    JSON.stringify({ ...job, baseUrl, login, secret, database: files.database, folder: work }),
  );
  await writeFile(files.config, JSON.stringify(peer.config?.(files) ?? {}));

  const chain = startChain(peer.commands(room, files), work);
  const watch = watchProcesses(chain.pids);
  try {
    await chain.heard('idle');
    await sleep(SETTLED_MS);
    const idle = await watch.mark();
    await fetch(`${origin}/__simulator/requests`, { method: 'DELETE' });
    const start = Date.now();
    chain.go();
    await chain.ended;
    const end = chain.words.find(({ bench }) => bench === 'done')?.at ?? Date.now();
    const usage = aboveIdle(await watch.mark(), idle);
    const { total } = (await (await fetch(`${origin}/__simulator/requests`)).json()) as { total: number };
    return { database: files.database, ms: end - start, parts: partsOf(chain.words, start), usage, requests: total };
  } finally {
    watch.stop();
    chain.kill();
  }
}

function partsOf(words: readonly Word[], start: number): { name: string; ms: number }[] {
  let before = start;
  return words
    .filter(({ bench }) => bench !== 'idle')
    .map(({ bench, at }) => {
      const ms = at - before;
      before = at;
      return { name: bench, ms };
    });
}

interface Chain {
  readonly pids: readonly number[];
  readonly words: readonly Word[];
  readonly ended: Promise<unknown>;
  heard(word: string): Promise<void>;
  go(): void;
  kill(): void;
}

/** Starts processes of which each reads what the one before it writes; all may say a word to the bench on standard error. */
function startChain(commands: readonly Command[], cwd: string): Chain {
  const words: Word[] = [];
  const shown: string[] = [];
  const children = commands.map(
    ({ program, words: arguments_ }): Child => spawn(program, arguments_, { cwd, stdio: 'pipe' }),
  );
  for (const [at, child] of children.entries()) {
    const next = children[at + 1];
    if (next === undefined) child.stdout.resume();
    else child.stdout.pipe(next.stdin);
    // Whoever has ended no longer reads; why is said by how it ended.
    child.stdin.on('error', () => undefined);
    createInterface(child.stderr).on('line', (line) => {
      if (line.startsWith('{"bench"')) words.push(JSON.parse(line) as Word);
      else if (shown.push(line) > LINES_SHOWN) shown.shift();
    });
  }
  const ended = Promise.all(
    children.map(async (child, at) => {
      const [code] = await once(child, 'close');
      if (code !== 0) throw new Error(`${commands[at]?.program ?? ''} failed:\n${shown.join('\n')}`);
    }),
  );
  ended.catch(() => undefined);
  const wait = async (word: string): Promise<void> => {
    while (!words.some(({ bench }) => bench === word)) await sleep(20);
  };
  return {
    pids: children.flatMap(({ pid }) => pid ?? []),
    words,
    ended,
    heard: async (word) => void (await Promise.race([wait(word), ended])),
    go: () => void children[0]?.stdin.end('go\n'),
    kill: () => {
      for (const child of children) if (child.exitCode === null) child.kill('SIGKILL');
    },
  };
}
