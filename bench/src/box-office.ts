import { join } from 'node:path';
import { root, runNode, startNode } from './started-process.ts';

/** A simulator that serves what it rendered before. */
export interface BoxOffice extends Account {
  readonly origin: string;
  /** Every client's account, of which the first is the one above. */
  readonly accounts: readonly Account[];
  stop(): Promise<void>;
}

export interface Account {
  readonly client: string;
  readonly login: string;
  readonly secret: string;
}

const PROGRAM = join(root, 'dist', 'simulate.mjs');

/** The start of this day. */
const UNTIL = `${new Date().toISOString().slice(0, 10)}T00:00:00Z`;

export interface BoxOfficeOptions {
  /** Each has as many orders and customers; one unless said otherwise. */
  readonly clients?: number;
  readonly orders: number;
  /** Null for as many as the simulator makes. */
  readonly customers: number | null;
  /** Whether its clock stands still, so that every run reads the same. */
  readonly isFrozen: boolean;
}

export async function startBoxOffice(
  { orders, customers, isFrozen, clients = 1 }: BoxOfficeOptions,
  say: (line: string) => void,
): Promise<BoxOffice> {
  const words = [PROGRAM, 'spektrix', '--port', '0', '--orders', String(orders), '--prerender', '--exit-with-parent'];
  if (clients > 1) words.push('--clients', String(clients), '--events', '10', '--years', '1');
  if (isFrozen) words.push('--until', UNTIL);
  if (customers !== null) {
    const help = await runNode([PROGRAM, 'spektrix', '--help'], {});
    if (help.includes('--customers')) words.push('--customers', String(customers));
    else say('(the simulator decides how many customers there are)');
  }
  const started = await startNode(words, {}, /simulator is ready: (http:\S+)/);
  const said = started.output().matchAll(/^\s*(demo\d+)\s+login (\S+)\s+secret (\S+)/gm);
  const accounts = [...said].map(([, client = '', login = '', secret = '']): Account => ({ client, login, secret }));
  const [account] = accounts;
  if (account === undefined) throw new Error('the simulator does not say its accounts');
  return { ...account, origin: started.ready[1] ?? '', accounts, stop: started.stop };
}
