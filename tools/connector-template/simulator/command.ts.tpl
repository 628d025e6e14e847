import { parseArgs } from 'node:util';
import { helpOf, numbersIn, untilOf } from '../command-words.ts';
import { parseFault } from '../faults/fault-board.ts';
import { serveOnLoopback } from '../serve.ts';
import type { Simulator } from '../simulator.ts';
import { openZone } from '../zone.ts';
import { FAULTS } from './faults.ts';
import { handleRequest } from './handle-request.ts';
import { createSimulation } from './simulation.ts';

/** Every option with its line in the help. */
const OPTIONS = {
  port: { type: 'string', help: 'N      port on 127.0.0.1; 0 picks a free one (4450)' },
  seed: { type: 'string', help: 'N      the world is a function of this number and of time (1)' },
  events: { type: 'string', help: 'N    events (20)' },
  orders: { type: 'string', help: 'N    orders (2000)' },
  years: { type: 'string', help: 'N     years of history (1)' },
  zone: { type: 'string', help: 'ZONE   IANA time zone of the house (Europe/London)' },
  until: { type: 'string', help: 'ISO   the clock stands still at this time, and history ends there' },
  fault: {
    type: 'string',
    multiple: true,
    help: 'NAME[=VALUE][,times=N][,every=N][,match=TEXT]   see below; may be repeated',
  },
  'exit-with-parent': { type: 'boolean', help: 'exit when standard input ends or the IPC channel closes' },
  help: { type: 'boolean', help: 'this text' },
} as const;

/** The __Title__ simulator as a command. */
export const __camel__: Simulator = {
  id: '__id__',
  title: '__Title__',
  help: () => helpOf('__id__', OPTIONS, FAULTS),
  async start(words, announce) {
    const { values } = parseArgs({ args: [...words], options: OPTIONS, strict: true, allowPositionals: false });
    const number = numbersIn(values);
    const simulation = createSimulation({
      seed: number('seed', 1),
      events: number('events', 20),
      orders: number('orders', 2_000),
      years: number('years', 1),
      zone: openZone(values.zone ?? 'Europe/London'),
      until: untilOf(values.until),
    });
    for (const text of values.fault ?? []) simulation.faults.set(parseFault(FAULTS, text));
    const running = await serveOnLoopback(number('port', 4450), (request, response) =>
      handleRequest(simulation, request, response),
    );
    announce(`  ${simulation.office.name}: ${running.origin}/api/ with the key ${simulation.key}`);
    return running;
  },
};
