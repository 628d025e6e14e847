import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { createClient } from '@illuminate/contract';
import { openWarehouse } from '../../platform/src/warehouse/warehouse.ts';
import { collectAll, connectOrganisation } from '../support/connect-organisation.ts';
import { connectInProcess } from '../support/in-process-sync.ts';
import { brokenRules, differences, readState, type State, selectFrom } from '../support/read-store.ts';
import { scratchWarehouse } from '../support/scratch-warehouse.ts';
import { type Choices, choicesOf } from '../support/seeds.ts';
import type { FaultWanted, SimulatorDoor } from '../support/simulator-door.ts';
import { launchPlatform, startPlatform } from '../support/start-platform.ts';
import { startSimulator } from '../support/start-simulator.ts';
import { until } from '../support/until.ts';
import { finish } from './finish.ts';
import { untrue, withoutForgotten, withoutPseudonyms } from './store-against-truth.ts';

const killAt = pathToFileURL(join(import.meta.dirname, '..', 'support', 'kill-at.mjs')).href;

/**
 * Where a kill strikes: an event of the server's, at most the how-manieth (in a first load, and in a later sync, which has
 * less to do), and up to how many microseconds later.
 */
const PHASES = {
  'during fetch': { channel: 'illuminate:request', phase: null, first: 120, later: 6, delay: 4_000 },
  'during staging': { channel: 'illuminate:load', phase: 'staging', first: 7, later: 2, delay: 6_000 },
  'just before commit': { channel: 'illuminate:load', phase: 'before-commit', first: 7, later: 2, delay: 2_500 },
  'just after commit': { channel: 'illuminate:load', phase: 'after-commit', first: 7, later: 2, delay: 300 },
  'while the control database is written': {
    channel: 'illuminate:sync-record',
    phase: 'writing',
    first: 2,
    later: 1,
    delay: 4_000,
  },
} as const;
export type Phase = keyof typeof PHASES;
export const PHASE_NAMES = Object.keys(PHASES) as Phase[];

const FAULTS: readonly FaultWanted[] = [
  { name: 'server-error', times: 2, every: 3 },
  { name: 'reset', times: 2, match: 'orders' },
  { name: 'truncated', times: 1 },
  { name: 'rate-limit-silent', times: 2 },
  { name: 'challenge-200', times: 2, match: 'orders?' },
  { name: 'duplicate', times: 20 },
  { name: 'reorder', times: 20 },
  { name: 'stale-answer', value: 100, times: 2 },
  { name: 'missing-field', value: 'total', times: 3 },
  { name: 'repeat-page', times: 1 },
];

export interface KillReport {
  readonly kills: Readonly<Record<Phase, number>>;
  /** Kills that never struck, because the sync had too little to do for that many events. */
  readonly misses: number;
  /** What is wrong at the end, as sentences; empty when all is well. */
  readonly wrong: readonly string[];
  readonly rows: Readonly<Record<string, number>>;
}

export interface KillPlan {
  readonly seed: number;
  /** The phases of the kills, in any order. */
  readonly phases: readonly Phase[];
  readonly onKill?: (phase: Phase, nth: number) => void;
}

/** One life of a data folder, with many deaths: each start is killed at a chosen instant, under faults; then it finishes. */
export async function killAndFinish({ seed, phases, onKill }: KillPlan): Promise<KillReport> {
  const choices = choicesOf(seed);
  const data = await mkdtemp(join(tmpdir(), 'illuminate-kill-'));
  try {
    await using simulator = await startSimulator({ seed, events: 8, orders: 300, years: 0.6 });
    const { door } = simulator;
    const connection = await prepare(data, door);
    const kills = Object.fromEntries(PHASE_NAMES.map((phase) => [phase, 0])) as Record<Phase, number>;
    let misses = 0;
    for (const phase of choices.shuffled(phases)) {
      // After a sync that came to its end, there is little left for the next.
      let nth = choices.between(1, misses === 0 ? PHASES[phase].first : PHASES[phase].later);
      // What struck nothing is tried again at the first such event, of which every sync has one that no fault cuts short.
      for (
        let tries = 1;
        !(await dieOnce({ data, door, connection, phase, nth, choices, calm: tries > 1 }));
        tries += 1
      ) {
        if (tries === 5) throw new Error(`Five syncs without any event "${phase}".`);
        misses += 1;
        nth = 1;
      }
      kills[phase] += 1;
      onKill?.(phase, nth);
    }
    await door.clearFaults();
    return { kills, misses, ...(await finishAndCompare(data, door, connection)) };
  } finally {
    await rm(data, { recursive: true, force: true });
  }
}

async function prepare(data: string, door: SimulatorDoor): Promise<string> {
  await using platform = await startPlatform({ data });
  const { name } = await connectOrganisation(platform.api, door, { slug: 'alpha' });
  return name;
}

interface Death {
  readonly data: string;
  readonly door: SimulatorDoor;
  readonly connection: string;
  readonly phase: Phase;
  readonly nth: number;
  readonly choices: Choices;
  /** Without a fault. */
  readonly calm: boolean;
}

/** Starts the server, gives it something to do, and waits for its death. @returns false if its sync ended before */
async function dieOnce({ data, door, connection, phase, nth, choices, calm }: Death): Promise<boolean> {
  const { channel, phase: event, delay } = PHASES[phase];
  await door.clearFaults();
  await door.change(choices.between(1, 12), { scattered: true });
  if (!calm && choices.between(1, 3) > 1) await door.fault(choices.one(FAULTS));
  const query = new URLSearchParams({
    channel,
    nth: String(nth),
    // One in three at the very event, the others a little later.
    delay: String(choices.between(1, 3) === 1 ? 0 : choices.between(1, delay)),
    ...(event === null ? {} : { phase: event }),
  });
  const process = launchPlatform({ data, preload: [`${killAt}?${query}`] });
  let gone = false;
  const ended = process.ended.then((end) => {
    gone = true;
    return end;
  });
  try {
    // A sync may be due at once, and the kill may come before the server is ready.
    const address = await process.line(/^Illuminate is ready: (http:\S+)$/m, 90_000);
    const apiKey = await operatorKey(data);
    const api = createClient({ baseUrl: address, apiKey });
    await until('a sync ends, or the server', 90_000, async () => {
      if (gone) return true;
      const { id } = await api.call('startSync', { params: { connection } });
      return until(
        'it ends',
        90_000,
        async () => gone || (await api.call('showSync', { params: { sync: id } })).endedAt !== null,
      );
    });
  } catch (err) {
    if (!process.output().includes('kill-at:')) throw err;
  }
  if (!process.output().includes('kill-at:')) {
    await process.stop();
    return false;
  }
  const { signal } = await ended;
  if (signal !== 'SIGKILL') throw new Error(`It was to be killed and ended by itself:\n${process.output()}`);
  return true;
}

async function operatorKey(data: string): Promise<string> {
  return (await readFile(join(data, 'operator.key'), 'utf8')).trim();
}

/** An undisturbed sync to the end, then everything compared with a clean full load that was never killed, and with the truth. */
async function finishAndCompare(
  data: string,
  door: SimulatorDoor,
  connection: string,
): Promise<Pick<KillReport, 'wrong' | 'rows'>> {
  const wrong: string[] = [];
  {
    await using platform = await startPlatform({ data });
    await collectAll(platform.api, connection);
    const { items } = await platform.api.call('listSyncs', { params: { connection }, query: { limit: 100 } });
    const unfinished = items.filter(({ endedAt }) => endedAt === null);
    if (unfinished.length > 0) wrong.push(`${unfinished.length} syncs never ended`);
    const { code } = await platform.process.stop();
    if (code !== 0) wrong.push(`the server stopped with ${code}`);
  }
  const ours = await readStoreOf(data);
  wrong.push(...ours.broken);
  await using scratch = await scratchWarehouse();
  const { warehouse } = scratch;
  const clean = await connectInProcess({ door, warehouse, organisationId: 'org_b', zone: 'Europe/London' });
  await finish(clean);
  const full = await clean.withStore((store) => readState(selectFrom(store)));
  const truth = await door.truth();
  const alike = (state: State): State => withoutPseudonyms(withoutForgotten(state, truth));
  wrong.push(...untrue(ours.state, truth), ...differences(alike(ours.state), alike(full)));
  const rows = Object.fromEntries(Object.entries(ours.state).map(([table, list]) => [table, list.length]));
  return { wrong, rows: { ...rows, ticket_movements: ours.movements } };
}

/** Reads the one store of a data folder whose server has stopped. */
async function readStoreOf(data: string): Promise<{ state: State; broken: string[]; movements: number }> {
  const folder = join(data, 'warehouse');
  const organisation = (await readdir(folder)).find((name) => name.endsWith('.duckdb'))?.slice(0, -'.duckdb'.length);
  if (organisation === undefined) throw new Error('there is no store');
  const warehouse = await openWarehouse({ folder, copiesFolder: join(data, 'copies'), memoryLimitMb: 300, threads: 1 });
  try {
    return await warehouse.withStore(organisation, async (store) => {
      const select = selectFrom(store);
      const [count] = await select('SELECT count(*) AS n FROM ticket_movements');
      return {
        state: await readState(select),
        broken: await brokenRules(select, { catalogueRead: true }),
        movements: Number(count?.n),
      };
    });
  } finally {
    await warehouse.close();
  }
}
