import type { Client, Resync } from '@illuminate/contract';
import { Command } from 'commander';
import { connect } from '../connect.ts';
import { CommandFailed } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { printResult } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { count } from '../words.ts';
import { askUntilOver } from './ask-until-over.ts';
import { describeProgress } from './describe-sync.ts';
import { jsonOption } from './options.ts';

interface Wanted {
  readonly wait: boolean;
  readonly acceptMissing: boolean;
  readonly abandon: boolean;
  readonly json?: boolean;
}

/** "reading, 12 of 64 months, 3 runs". */
function describeResync({ state, progress, runs, outcome, missing }: Resync): string {
  if (state === 'done' && outcome !== null) {
    const { orders, gone, catalogue } = outcome;
    const other = count(catalogue, 'other row');
    return `done: ${count(orders, 'order')} put right, ${gone.toLocaleString('en-GB')} gone, ${other} put right`;
  }
  if (state === 'asking' && missing !== null) {
    return `asking: ${missing.orders.toLocaleString('en-GB')} of ${count(missing.of, 'order')} are shown no more`;
  }
  return [state, ...(progress === null ? [] : [describeProgress(progress)]), count(runs, 'run')].join(', ');
}

const isOpen = ({ state }: Resync): boolean => state === 'reading';

interface Waiting {
  readonly client: Client;
  readonly connection: string;
  readonly started: Resync;
  readonly signal: AbortSignal;
  readonly asJson: boolean;
}

const waitForResync = (terminal: Terminal, { client, connection, ...waiting }: Waiting): Promise<Resync> =>
  askUntilOver({
    ...waiting,
    terminal,
    isOver: (resync) => !isOpen(resync),
    ask: async (resync) =>
      (await client.call('showResync', { params: { connection }, signal: waiting.signal })).resync ?? resync,
    describe: describeResync,
  });

async function resyncConnection(terminal: Terminal, connection: string, wanted: Wanted): Promise<void> {
  const { json } = wanted;
  const client = connect(terminal);
  const say = (resync: Resync, text: string): void =>
    printResult(terminal, { json: resync, blocks: [{ kind: 'line', text }] }, json);
  if (wanted.abandon) {
    say(
      await client.call('abandonResync', { params: { connection } }),
      `Gave up loading ${connection} from scratch. What is stored was never touched.`,
    );
    return;
  }
  const body = { acceptMissing: wanted.acceptMissing };
  const started = await client.call('startResync', { params: { connection }, body });
  if (!wanted.wait) {
    say(
      started,
      `Loading ${connection} from scratch: ${describeResync(started)}. What is stored stays readable until all of it is here. Follow it with illuminate connections resync ${connection} --wait.`,
    );
    return;
  }
  const stopping = new AbortController();
  using _ = terminal.onInterrupt(() => stopping.abort());
  let ended: Resync;
  try {
    const waiting = { client, connection, started, signal: stopping.signal, asJson: json === true };
    ended = await waitForResync(terminal, waiting);
  } catch (err) {
    if (!stopping.signal.aborted) throw err;
    throw new CommandFailed(
      `Stopped waiting; loading from scratch goes on. Give it up with illuminate connections resync ${connection} --abandon.`,
      EXIT.interrupted,
    );
  }
  say(ended, `Loading ${connection} from scratch ${describeResync(ended)}.`);
  if (ended.state === 'done') return;
  throw new CommandFailed(
    ended.state === 'asking'
      ? `Nothing was replaced. Look whether these orders are really gone; if so: illuminate connections resync ${connection} --accept-missing. If not: --abandon.`
      : 'It was given up.',
    EXIT.failed,
  );
}

export function resyncConnectionCommand(terminal: Terminal): Command {
  return new Command('resync')
    .description('load everything again from the box office; what is stored stays readable until all of it is here')
    .argument('<name>', 'name of the connection')
    .option('--wait', 'show the progress and end with it: 0 only if all was put in place', false)
    .option('--accept-missing', 'orders that are shown no more are really gone: somebody has looked', false)
    .option('--abandon', 'give up what has been loaded so far', false)
    .addOption(jsonOption())
    .action((name: string, wanted: Wanted) => resyncConnection(terminal, name, wanted));
}
