import { join } from 'node:path';
import { openDoor, type SimulatorDoor } from '../support/simulator-door.ts';
import { type StartedProcess, startNode } from '../support/start-process.ts';
import { program } from '../support/start-simulator.ts';
import { PATIENCE_MS } from './patience.ts';
import { type Destination, openSendingDoor } from './sending-door.ts';

/** A box office with a public feed, and the sender of its deliveries within the same process, which may be killed. */
export interface FeedBoxOffice extends AsyncDisposable {
  readonly door: SimulatorDoor;
  readonly account: string;
  /** The sender's public key (PEM). */
  publicKey(): Promise<string>;
  /** To whom its sales go when `deliver` is called, after a restart of the process too. */
  deliverTo(destination: Destination): Promise<void>;
  /** @returns what went wrong, or null */
  deliver(): Promise<string | null>;
  /** SIGKILL; then the same world is there again, at the same instant and address. */
  kill(): Promise<void>;
  /** Tears off whatever is being sent. */
  cutOff(): Promise<void>;
}

const ACCOUNT = 'demo1';
/** Its clock stands and is moved on by strikes, behind real time all the while, as no sender is ahead of its time. */
const BEHIND_MS = 3 * 3_600_000;

/** `folder` keeps what makes the world the same after a restart. */
export async function startFeedBoxOffice(seed: number, folder: string): Promise<FeedBoxOffice> {
  const state = join(folder, 'feed-box-office.json');
  const keyFile = join(folder, 'sender.pem');
  const start = async (port: number, now: number): Promise<{ process: StartedProcess; origin: string }> => {
    const world = ['--seed', `${seed}`, '--shows', '8', '--performances', '20', '--orders', '400', '--years', '0.4'];
    const clock = ['--live', '20', '--until', new Date(now).toISOString(), '--state', state];
    const words = ['ticketsolve', '--port', `${port}`, '--exit-with-parent', ...world, ...clock];
    const process = startNode([...program('simulate', 'simulators/src/main.ts'), ...words]);
    return { process, origin: await process.line(/simulator is ready: (http:\S+)/, PATIENCE_MS) };
  };
  const now = Date.now() - BEHIND_MS;
  let { process, origin } = await start(0, now - (now % 1_000));
  const door = openDoor(origin);
  const sender = openSendingDoor(origin, { account: ACCOUNT, keyFile });
  let destination: Destination | null = null;
  const setUp = async (): Promise<void> => {
    if (destination !== null) await sender.setUp(destination);
  };
  return {
    door,
    account: ACCOUNT,
    publicKey: sender.publicKey,
    async deliverTo(to) {
      destination = to;
      await setUp();
    },
    deliver: sender.deliver,
    async kill() {
      const at = await door.now();
      process.signal('SIGKILL');
      await process.ended;
      ({ process, origin } = await start(Number(new URL(origin).port), at));
      await setUp();
    },
    async cutOff() {
      await sender.stop();
      await setUp();
    },
    async [Symbol.asyncDispose]() {
      await process.stop();
    },
  };
}
