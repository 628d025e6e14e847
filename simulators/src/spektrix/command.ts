import { parseArgs } from 'node:util';
import { helpOf, numbersIn, untilOf } from '../command-words.ts';
import { parseFault } from '../faults/fault-board.ts';
import type { Simulator } from '../simulator.ts';
import { openZone } from '../zone.ts';
import { FAULTS } from './faults/fault-names.ts';
import { DEFAULTS, type SpektrixOptions } from './options.ts';
import { startSpektrix } from './start-spektrix.ts';

/** Every option with its line in the help. */
const OPTIONS = {
  port: { type: 'string', help: 'N         port on 127.0.0.1; 0 picks a free one (4400)' },
  seed: { type: 'string', help: 'N         the world is a function of this number and of time (1)' },
  world: { type: 'string', help: 'NAME     demo (Riverside Theatre and Harbour Playhouse) or generated (generated)' },
  clients: { type: 'string', help: 'N      generated world: number of clients, demo1, demo2, ... (1)' },
  events: { type: 'string', help: 'N       generated world: events of each client (200)' },
  orders: { type: 'string', help: 'N       generated world: orders of each client (50000)' },
  customers: { type: 'string', help: 'N    generated world: customers of each client (nearly half as many as orders)' },
  years: { type: 'string', help: 'N        generated world: years of history (3)' },
  zone: { type: 'string', help: 'ZONE      generated world: IANA time zone (Europe/London)' },
  live: { type: 'string', help: 'N         transactions a minute and client while it runs (demo 2, generated 0)' },
  until: { type: 'string', help: 'ISO      the clock stands still at this time, and history ends there' },
  state: { type: 'string', help: 'FILE     keeps the toggles (and when the world was opened) over restarts' },
  allow: { type: 'string', multiple: true, help: 'CLIENT   this toggle is on at the first start; may be repeated' },
  fault: {
    type: 'string',
    multiple: true,
    help: 'NAME[=VALUE][,times=N][,every=N][,match=TEXT]   see below; may be repeated',
  },
  skew: {
    type: 'string',
    help: 'MINUTES   how far a Date header may be off (15; invented, the real limit is not known)',
  },
  mode: { type: 'string', help: 'MODE      sync-absent: orders/sync answers 404' },
  'no-ticket-types': { type: 'boolean', help: 'ticket-types answers 404 (its real path is not confirmed)' },
  prerender: { type: 'boolean', help: 'render every order once at the start, to a temporary file' },
  'exit-with-parent': { type: 'boolean', help: 'exit when standard input ends or the IPC channel closes' },
  help: { type: 'boolean', help: 'this text' },
} as const;

/** The Spektrix simulator as a command. */
export const spektrix: Simulator = {
  id: 'spektrix',
  title: 'Spektrix',
  help: () => helpOf('spektrix', OPTIONS, FAULTS),
  async start(words, announce) {
    const options = parseOptions(words);
    const running = await startSpektrix(options);
    const { simulation } = running;
    announce(`  partner           login ${simulation.partner.login}  secret ${simulation.partner.secret}`);
    for (const { office, account } of simulation.clients.values()) {
      const toggle = simulation.consents.of(office.client).allowed ? 'on' : 'off';
      announce(`  ${office.client.padEnd(17)} login ${account.login}  secret ${account.secret}  toggle ${toggle}`);
    }
    return running;
  },
};

/** Options from command-line words; throws an Error that says which word is wrong. */
export function parseOptions(words: readonly string[]): SpektrixOptions {
  const { values } = parseArgs({ args: [...words], options: OPTIONS, strict: true, allowPositionals: false });
  const number = numbersIn(values);
  const world = values.world ?? DEFAULTS.world;
  if (world !== 'demo' && world !== 'generated') throw new Error(`--world is demo or generated, not "${world}".`);
  if (values.mode !== undefined && values.mode !== 'sync-absent')
    throw new Error(`--mode is sync-absent, not "${values.mode}".`);
  const until = untilOf(values.until);
  const zone = values.zone ?? DEFAULTS.zone;
  openZone(zone);
  const faults = (values.fault ?? []).map((text) => parseFault(FAULTS, text));
  if (values.mode === 'sync-absent') faults.push({ name: 'sync-absent' });
  return {
    port: number('port', DEFAULTS.port),
    seed: number('seed', DEFAULTS.seed),
    world,
    clients: number('clients', DEFAULTS.clients),
    events: number('events', DEFAULTS.events),
    orders: number('orders', DEFAULTS.orders),
    customers: values.customers === undefined ? null : number('customers', 0),
    years: number('years', DEFAULTS.years),
    zone,
    livePerMinute: values.live === undefined ? null : number('live', 0),
    until,
    stateFile: values.state ?? null,
    allowed: values.allow ?? [],
    faults,
    skewMinutes: number('skew', DEFAULTS.skewMinutes),
    ticketTypes: !values['no-ticket-types'],
    prerender: values.prerender ?? false,
  };
}
