import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { DuckDBInstance } from '@duckdb/node-api';
import type { BoxOffice } from '../box-office.ts';
import type { Ours } from '../extract/ours.ts';
import { tableOf } from '../show-table.ts';
import { peerJob } from './peer-job.ts';
import { type Peer, peers } from './peers.ts';
import { type PersonalKept, personalKept, writePersonal } from './personal-kept.ts';
import { PeerAbsent } from './python-room.ts';
import { type PeerRun, runPeer } from './run-peer.ts';

interface Measured {
  readonly name: string;
  readonly tickets: number;
  readonly run: Pick<Ours, 'ms' | 'requests' | 'usage'>;
  readonly kept: PersonalKept | null;
}

const TIMES_DLT = 10;

/** The same box office through others, each in turn, beside what ours and the floor took in the same run. */
export async function benchPeers(options: {
  readonly boxOffice: BoxOffice;
  /** What ours was answered. */
  readonly paths: readonly string[];
  /** The best of its runs, and what it kept. */
  readonly ours: Ours;
  readonly ourStore: string;
  readonly floorMs: number;
  /** For files of peers, removed by the caller. */
  readonly folder: string;
  say(line: string): void;
}): Promise<void> {
  const { boxOffice, paths, ours, ourStore, floorMs, folder, say } = options;
  const job = peerJob(paths);
  say('');
  say(
    `peers read ${job.lists.length} lists, ${job.events.length} events by id, ${job.windows.length} windows of orders`,
  );
  say(`and each booker by id; they do without ${job.leftOut} answers by which ours finds its way or counts seats`);
  const persons = join(folder, 'persons.json');
  await writePersonal(boxOffice.origin, persons);
  const measured: Measured[] = [
    { name: 'ours', tickets: ours.tickets, run: ours, kept: await personalKept(ourStore, persons) },
    { name: 'floor', tickets: ours.tickets, run: { ms: floorMs, requests: paths.length, usage: null }, kept: null },
  ];
  for (const peer of peers) {
    try {
      const room = join(folder, peer.name);
      await mkdir(room, { recursive: true });
      const run = await runPeer(peer, { boxOffice, job, folder: room, say });
      measured.push({
        name: peer.name,
        tickets: await countTickets(run, peer),
        run,
        kept: await personalKept(run.database, persons),
      });
      const parts = run.parts.map(({ name, ms }) => `${name} ${(ms / 1_000).toFixed(1)} s`).join(', ');
      say(`${peer.name}: ${peer.notes}${parts === '' ? '' : ` (${parts})`}`);
    } catch (err) {
      if (!(err instanceof PeerAbsent)) throw err;
      say(`${peer.name}: skipped, ${err.message}; this line stays open`);
    }
  }
  show(measured, say);
}

async function countTickets({ database }: PeerRun, { tickets }: Peer): Promise<number> {
  const instance = await DuckDBInstance.create(database, { access_mode: 'READ_ONLY' });
  try {
    const connection = await instance.connect();
    return Number((await connection.runAndReadAll(`SELECT count(DISTINCT id) FROM ${tickets}`)).getRows()[0]?.[0] ?? 0);
  } finally {
    instance.closeSync();
  }
}

function show(all: readonly Measured[], say: (line: string) => void): void {
  const perSecond = ({ tickets, run }: Measured): number => tickets / (run.ms / 1_000);
  const unknown = '-';
  say('');
  for (const line of tableOf([
    ['', ...all.map(({ name }) => name)],
    ['tickets', ...all.map(({ tickets }) => String(tickets))],
    ['seconds', ...all.map(({ run }) => (run.ms / 1_000).toFixed(1))],
    ['tickets a second', ...all.map((each) => perSecond(each).toFixed(0))],
    ['CPU seconds', ...all.map(({ run }) => run.usage?.cpuSeconds.toFixed(1) ?? unknown)],
    ['MB above idle', ...all.map(({ run }) => (run.usage === null ? unknown : (run.usage.peakBytes / 1e6).toFixed(0)))],
    ['requests', ...all.map(({ run }) => String(run.requests))],
    [
      'personal columns',
      ...all.map(({ kept }) => (kept === null ? unknown : String([...kept.found.values()].flat().length))),
    ],
  ])) {
    say(line);
  }
  say('');
  for (const { name, kept } of all) if (kept !== null) say(`${name} keeps ${describe(kept)}`);
  const [ours] = all;
  if (ours === undefined) return;
  say('');
  for (const peer of all.slice(2)) {
    const target = (text: string): string => (peer.name === 'dlt' ? `    (to reach: ${text})` : '');
    const times = perSecond(ours) / perSecond(peer);
    say(`ours beside ${peer.name}: ${times.toFixed(1)} x its tickets a second${target(`${TIMES_DLT} or more`)}`);
    if (ours.run.usage === null || peer.run.usage === null) continue;
    const memory = ours.run.usage.peakBytes / peer.run.usage.peakBytes;
    const cpu = peer.run.usage.cpuSeconds / ours.run.usage.cpuSeconds;
    say(
      `  ${memory.toFixed(2)} x its memory above idle${target('1 or less')}, 1/${cpu.toFixed(1)} of its processor time`,
    );
  }
}

function describe({ texts, columns, found }: PersonalKept): string {
  if (found.size === 0) return `none of the ${texts} personal texts, in ${columns} columns`;
  const tables = [...found].map(([table, names]) => `${table} (${names.join(', ')})`);
  return `personal data in ${[...found.values()].flat().length} of ${columns} columns: ${tables.join('; ')}`;
}
