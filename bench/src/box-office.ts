import { join } from 'node:path';
import { root, runNode, startNode } from './started-process.ts';

/** A simulator that serves what it rendered before. */
export interface BoxOffice {
  readonly origin: string;
  readonly client: string;
  readonly login: string;
  readonly secret: string;
  stop(): Promise<void>;
}

const PROGRAM = join(root, 'dist', 'simulate.mjs');

/** The start of this day. */
const UNTIL = `${new Date().toISOString().slice(0, 10)}T00:00:00Z`;

export interface BoxOfficeOptions {
  readonly orders: number;
  /** Null for as many as the simulator makes. */
  readonly customers: number | null;
  /** Whether its clock stands still, so that every run reads the same. */
  readonly isFrozen: boolean;
}

export async function startBoxOffice(
  { orders, customers, isFrozen }: BoxOfficeOptions,
  say: (line: string) => void,
): Promise<BoxOffice> {
  const words = [PROGRAM, 'spektrix', '--port', '0', '--orders', String(orders), '--prerender', '--exit-with-parent'];
  if (isFrozen) words.push('--until', UNTIL);
  if (customers !== null) {
    const help = await runNode([PROGRAM, 'spektrix', '--help'], {});
    if (help.includes('--customers')) words.push('--customers', String(customers));
    else say('(the simulator decides how many customers there are)');
  }
  const started = await startNode(words, {}, /simulator is ready: (http:\S+)/);
  const account = /^\s*(demo1)\s+login (\S+)\s+secret (\S+)/m.exec(started.output());
  if (account === null) throw new Error('the simulator does not say its accounts');
  const [, client = '', login = '', secret = ''] = account;
  return { origin: started.ready[1] ?? '', client, login, secret, stop: started.stop };
}
