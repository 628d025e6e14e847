import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { pathToFileURL } from 'node:url';
import { createClient } from '@illuminate/contract';
import { launchPlatform } from '../support/start-platform.ts';
import type { StartedProcess } from '../support/start-process.ts';
import type { BoxOffices } from './box-offices.ts';
import { destinationOf, type Fleet, syncOnce, type Work } from './fleet.ts';
import { PATIENCE_MS } from './patience.ts';
import { PLACES, type PlaceName, type SenderEnd, type Strike } from './strikes.ts';

const killAt = pathToFileURL(join(import.meta.dirname, '..', 'support', 'kill-at.mjs')).href;

/** Where a kill struck that was to come at an event of which there was none any more. */
export const AFTER_WORK = 'when its work was done';
export type StruckAt = PlaceName | typeof AFTER_WORK;

export interface Death {
  readonly data: string;
  readonly offices: BoxOffices;
  readonly fleet: Fleet;
  readonly strike: Strike;
}

/** How a server died. */
export interface Died {
  readonly at: StruckAt;
  /** What befell the sender meanwhile. */
  readonly sender: SenderEnd;
  /** What the server had written. */
  readonly output: string;
}

/** Starts the server, gives it everything to do at once, and kills it. */
export async function dieOnce({ data, offices, fleet, strike }: Death): Promise<Died> {
  await offices.stir(strike);
  const server = launchPlatform({ data, preload: preloadFor(strike) });
  const fromOutside = PLACES[strike.place] === null;
  const outside = fromOutside ? killLater(server, strike.afterMs) : null;
  let isOver = false;
  let sender: SenderEnd = null;
  const ended = server.ended.finally(() => {
    isOver = true;
  });
  const hasStruck = (): boolean => fromOutside || server.output().includes('kill-at:');
  try {
    const address = await server.line(/^Illuminate is ready: (http:\S+)$/m, PATIENCE_MS);
    const apiKey = (await readFile(join(data, 'operator.key'), 'utf8')).trim();
    const platform = { api: createClient({ baseUrl: address, apiKey }), address };
    await work({ ...platform, offices, fleet }, strike, (end) => {
      sender = end;
    });
  } catch (err) {
    // Whoever speaks to a dead server hears nothing; how it ended is looked at below.
    if (!hasStruck() && !isOver) throw err;
  }
  await outside;
  const at = hasStruck() ? strike.place : AFTER_WORK;
  if (at === AFTER_WORK) server.signal('SIGKILL');
  const { signal, code } = await ended;
  if (signal !== 'SIGKILL') throw new Error(`It was to be killed and ended by itself (${code}):\n${server.output()}`);
  return { at, sender, output: server.output() };
}

/** Collects and delivers, all at a time, while something may happen to the sender. Rejects if a sync cannot be followed. */
async function work(
  { api, address, offices, fleet }: Work,
  strike: Strike,
  onSenderEnd: (end: SenderEnd) => void,
): Promise<void> {
  const { feed } = offices;
  await feed.deliverTo(destinationOf(fleet, address));
  const delivering = async (): Promise<void> => {
    // Whoever is cut off, and whoever asked a sender that was killed, hears nothing.
    const first = feed.deliver().catch(() => null);
    if (strike.sender === null) return void (await first);
    await sleep(strike.senderAfterMs);
    await (strike.sender === 'killed' ? offices.killSender() : feed.cutOff());
    onSenderEnd(strike.sender);
    await first;
    await feed.deliver();
  };
  const settled = await Promise.allSettled([
    ...fleet.members.map(({ connection }) => syncOnce(api, connection)),
    delivering(),
  ]);
  for (const one of settled) if (one.status === 'rejected') throw one.reason;
}

function preloadFor({ place, nth, delay }: Strike): string[] {
  const at = PLACES[place];
  if (at === null) return [];
  const query = new URLSearchParams({ channel: at.channel, nth: String(nth), delay: String(delay) });
  if (at.phase !== null) query.set('phase', at.phase);
  return [`${killAt}?${query}`];
}

async function killLater(server: StartedProcess, afterMs: number): Promise<void> {
  await Promise.race([sleep(afterMs), server.ended]);
  server.signal('SIGKILL');
}
