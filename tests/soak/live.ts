import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Client } from '@illuminate/contract';
import { startPlatform } from '../support/start-platform.ts';
import { type BoxOffices, openBoxOffices } from './box-offices.ts';
import { compareFleet } from './compare-fleet.ts';
import { dieOnce, type StruckAt } from './die-once.ts';
import { connectFleet, type Fleet, finishWork } from './fleet.ts';
import { PATIENCE_MS } from './patience.ts';
import { type LifeScan, scanLife } from './scan-life.ts';
import type { SenderEnd, Strike } from './strikes.ts';

export interface LifePlan {
  readonly seed: number;
  readonly strikes: readonly Strike[];
  readonly onKill?: (at: StruckAt) => void;
  /** Once this is aborted, nothing is killed any more: the life finishes and is compared. */
  readonly enough?: AbortSignal;
}

export interface LifeReport {
  readonly kills: readonly StruckAt[];
  readonly senders: readonly Exclude<SenderEnd, null>[];
  /** By name of the fault. */
  readonly served: ReadonlyMap<string, number>;
  readonly starts: number;
  /** By how they ended. */
  readonly syncs: ReadonlyMap<string, number>;
  /** By their state. */
  readonly deliveries: ReadonlyMap<string, number>;
  readonly rows: Readonly<Record<string, number>>;
  readonly scan: Omit<LifeScan, 'wrong'>;
  readonly wrong: readonly string[];
  /** Where the data folder is, if something is wrong with it. */
  readonly kept: string | null;
}

/**
 * One life of a data folder with many deaths, under faults. Then nothing is wrong any more, it finishes, and everything in it is
 * compared with a clean full load and searched for anything personal.
 */
export async function live({ seed, strikes, onKill, enough }: LifePlan): Promise<LifeReport> {
  const folder = await mkdtemp(join(tmpdir(), `illuminate-soak-${seed}-`));
  const data = join(folder, 'data');
  const kills: StruckAt[] = [];
  let output = '';
  let isWell = false;
  try {
    await using offices = await openBoxOffices(seed, folder);
    const fleet = await withPlatform(data, ({ api }) => connectFleet(api, offices));
    const senders: LifeReport['senders'][number][] = [];
    for (const strike of strikes) {
      if (enough?.aborted === true) break;
      const death = await dieOnce({ data, offices, fleet, strike });
      kills.push(death.at);
      if (death.sender !== null) senders.push(death.sender);
      output += death.output;
      onKill?.(death.at);
    }
    await offices.heal();
    const wrong: string[] = [];
    const counts = await withPlatform(data, async ({ api, address }) => {
      await finishWork({ api, address, offices, fleet });
      return { syncs: await countSyncs(api, fleet, wrong), deliveries: await countDeliveries(api, fleet, wrong) };
    });
    const clean = await cleanLoad(join(folder, 'clean'), offices);
    const compared = await compareFleet({ data, fleet }, clean, offices);
    const { wrong: found, ...scan } = await scanLife(data, output, offices);
    wrong.push(...compared.wrong, ...found);
    isWell = wrong.length === 0;
    return {
      ...{
        kills,
        senders,
        served: offices.served,
        starts: kills.length + 2,
        ...counts,
        rows: compared.rows,
        scan,
        wrong,
      },
      kept: isWell ? null : data,
    };
  } catch (err) {
    throw new Error(`${err instanceof Error ? err.message : String(err)}\nThe data folder is kept: ${data}`, {
      cause: err,
    });
  } finally {
    if (isWell) await rm(folder, { recursive: true, force: true });
  }
}

/** Starts the server on a data folder, and stops it as it should be stopped. */
async function withPlatform<T>(
  data: string,
  work: (platform: { readonly api: Client; readonly address: string }) => Promise<T>,
): Promise<T> {
  await using platform = await startPlatform({ data, readyWithinMs: PATIENCE_MS });
  const done = await work(platform);
  const { code } = await platform.process.stop();
  if (code !== 0) throw new Error(`The server stopped with ${code}:\n${platform.process.output()}`);
  return done;
}

/** The same box offices, read from the beginning by somebody whom nothing befalls. */
async function cleanLoad(data: string, offices: BoxOffices): Promise<{ data: string; fleet: Fleet }> {
  const fleet = await withPlatform(data, async ({ api, address }) => {
    const connected = await connectFleet(api, offices);
    await finishWork({ api, address, offices, fleet: connected });
    return connected;
  });
  return { data, fleet };
}

async function countSyncs(api: Client, { members }: Fleet, wrong: string[]): Promise<Map<string, number>> {
  const counts = new Map<string, number>();
  for (const { connection } of members) {
    for (let cursor: string | undefined; ; ) {
      const query = { limit: 200, ...(cursor === undefined ? {} : { cursor }) };
      const { items, nextCursor } = await api.call('listSyncs', { params: { connection }, query });
      for (const { state } of items) counts.set(state, (counts.get(state) ?? 0) + 1);
      const endless = items.filter(({ endedAt }) => endedAt === null).length;
      if (endless > 0) wrong.push(`${connection}: ${endless} syncs never ended`);
      if (nextCursor === null) break;
      cursor = nextCursor;
    }
  }
  return counts;
}

/** Each number is loaded once at most. */
async function countDeliveries(api: Client, { members }: Fleet, wrong: string[]): Promise<Map<string, number>> {
  const { connection } = members[2];
  const counts = new Map<string, number>();
  const loaded = new Set<number>();
  for (let cursor: string | undefined; ; ) {
    const query = { limit: 200, ...(cursor === undefined ? {} : { cursor }) };
    const { items, nextCursor } = await api.call('listDeliveries', { params: { connection }, query });
    for (const { state, sequence } of items) {
      counts.set(state, (counts.get(state) ?? 0) + 1);
      if (state !== 'loaded') continue;
      if (loaded.has(sequence)) wrong.push(`${connection}: number ${sequence} is loaded twice`);
      loaded.add(sequence);
    }
    if (nextCursor === null) return counts;
    cursor = nextCursor;
  }
}
