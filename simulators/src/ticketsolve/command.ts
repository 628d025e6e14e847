import { parseArgs } from 'node:util';
import { helpOf, numbersIn, untilOf } from '../command-words.ts';
import { parseFault } from '../faults/fault-board.ts';
import type { Simulator } from '../simulator.ts';
import { FAULTS } from './faults/fault-names.ts';
import { GENERATIONS } from './feed/generation.ts';
import { DEFAULTS, type DeliveryOptions, type TicketsolveOptions } from './options.ts';
import { startTicketsolve } from './start-ticketsolve.ts';

const EVERY_SECONDS = 180;

/** Every option with its line in the help. */
const OPTIONS = {
  port: { type: 'string', help: 'N          port on 127.0.0.1; 0 picks a free one (4420)' },
  seed: { type: 'string', help: 'N          the world is a function of this number and of time (1)' },
  world: { type: 'string', help: 'NAME      demo (Mill Arts Centre and The Old Hall) or generated (demo)' },
  accounts: { type: 'string', help: 'N      generated world: number of accounts, demo1, demo2, ... (1)' },
  venues: { type: 'string', help: 'N        generated world: venues of each account (2)' },
  shows: { type: 'string', help: 'N         generated world: upcoming shows of each account (40)' },
  performances: { type: 'string', help: 'N  generated world: performances of all upcoming shows together (120)' },
  orders: { type: 'string', help: 'N        generated world: orders of each account (20000)' },
  years: { type: 'string', help: 'N         generated world: years of past shows, forty a year (1)' },
  generation: { type: 'string', help: 'N    generated world: schema of the feeds, 2018 or 2026 (2026)' },
  live: { type: 'string', help: 'N          transactions a minute and account while it runs (demo 0.5, generated 0)' },
  until: { type: 'string', help: 'ISO       the clock stands still at this time, and history ends there' },
  state: { type: 'string', help: 'FILE      keeps when the world was opened over restarts, nothing else' },
  fault: {
    type: 'string',
    multiple: true,
    help: 'NAME[=VALUE][,times=N][,every=N][,match=TEXT]   see below; may be repeated',
  },
  'deliver-to': { type: 'string', help: 'URL  delivers the sales of an account to this address' },
  'deliver-account': { type: 'string', help: 'NAME   whose sales (the first account)' },
  connection: { type: 'string', help: 'NAME            to which connection' },
  'key-file': { type: 'string', help: 'FILE          PEM of the Ed25519 key to sign with; made where there is none' },
  'key-id': { type: 'string', help: 'ID              under which its public half is registered' },
  'deliver-every': { type: 'string', help: 'SECONDS  how often (180); 0: only when the door is asked to' },
  'exit-with-parent': { type: 'boolean', help: 'exit when standard input ends or the IPC channel closes' },
  help: { type: 'boolean', help: 'this text' },
} as const;

/** The Ticketsolve simulator as a command. */
export const ticketsolve: Simulator = {
  id: 'ticketsolve',
  title: 'Ticketsolve',
  help: () => helpOf('ticketsolve', OPTIONS, FAULTS),
  async start(words, announce) {
    const running = await startTicketsolve(parseOptions(words), announce);
    for (const { office, generation } of running.simulation.accounts.values()) {
      announce(
        `  ${office.client.padEnd(12)} ${office.name}, schema of ${generation}: ${running.origin}/${office.client}`,
      );
    }
    return running;
  },
};

/** Options from command-line words; throws an Error that says which word is wrong. */
export function parseOptions(words: readonly string[]): TicketsolveOptions {
  const { values } = parseArgs({ args: [...words], options: OPTIONS, strict: true, allowPositionals: false });
  const number = numbersIn(values);
  const sized = (['accounts', 'venues', 'shows', 'performances', 'orders', 'years', 'generation'] as const).filter(
    (name) => values[name] !== undefined,
  );
  const world = values.world ?? (sized.length > 0 ? 'generated' : DEFAULTS.world);
  if (world !== 'demo' && world !== 'generated') throw new Error(`--world is demo or generated, not "${world}".`);
  if (world === 'demo' && sized.length > 0) throw new Error(`--${sized[0]} belongs to --world generated.`);
  const generation = GENERATIONS.find((each) => String(each) === (values.generation ?? String(DEFAULTS.generation)));
  if (!generation) throw new Error(`--generation is ${GENERATIONS.join(' or ')}, not "${values.generation}".`);
  const until = untilOf(values.until);
  return {
    port: number('port', DEFAULTS.port),
    seed: number('seed', DEFAULTS.seed),
    world,
    accounts: number('accounts', DEFAULTS.accounts),
    venues: number('venues', DEFAULTS.venues),
    shows: number('shows', DEFAULTS.shows),
    performances: number('performances', DEFAULTS.performances),
    orders: number('orders', DEFAULTS.orders),
    years: number('years', DEFAULTS.years),
    generation,
    livePerMinute: values.live === undefined ? null : number('live', 0),
    until,
    stateFile: values.state ?? null,
    faults: (values.fault ?? []).map((text) => parseFault(FAULTS, text)),
    delivery: readDelivery(values, number('deliver-every', EVERY_SECONDS)),
  };
}

interface DeliveryWords {
  readonly 'deliver-to'?: string | undefined;
  readonly 'deliver-account'?: string | undefined;
  readonly connection?: string | undefined;
  readonly 'key-file'?: string | undefined;
  readonly 'key-id'?: string | undefined;
}

function readDelivery(words: DeliveryWords, everySeconds: number): DeliveryOptions | null {
  const { 'deliver-to': target, connection, 'key-file': keyFile, 'key-id': keyId } = words;
  if (target === undefined) return null;
  if (connection === undefined || keyFile === undefined || keyId === undefined) {
    throw new Error('--deliver-to needs --connection, --key-file and --key-id as well.');
  }
  return { account: words['deliver-account'] ?? null, target, connection, keyFile, keyId, everySeconds };
}
