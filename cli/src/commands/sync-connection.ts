import { ApiError, type Client, type Sync } from '@illuminate/contract';
import { Command } from 'commander';
import { connect } from '../connect.ts';
import { CommandFailed } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { printResult } from '../output.ts';
import { createProgressLine } from '../progress-bar.ts';
import type { Terminal } from '../terminal.ts';
import { describeSync, isOver } from './describe-sync.ts';
import { jsonOption } from './options.ts';

const ASK_EVERY = 500;
/** A server that restarts takes up the sync again; for so long its silence is borne. */
const SILENT_AT_MOST = 60_000;

interface WaitForSync {
  readonly terminal: Terminal;
  readonly client: Client;
  readonly started: Sync;
  readonly signal: AbortSignal;
  readonly asJson: boolean;
}

/** Asks for a sync until it is over. The sync goes on when this stops asking. */
async function waitForSync({ terminal, client, started, signal, asJson }: WaitForSync): Promise<Sync> {
  const line = createProgressLine(terminal, asJson);
  let sync = started;
  let silent = 0;
  try {
    while (!isOver(sync)) {
      const { monthsLoaded = 0, monthsTotal = 0 } = sync.progress ?? {};
      line.show({ done: monthsLoaded, total: monthsTotal, text: describeSync(sync) });
      await terminal.wait(ASK_EVERY);
      signal.throwIfAborted();
      try {
        sync = await client.call('showSync', { params: { sync: sync.id }, signal });
        silent = 0;
      } catch (err) {
        const isSilence = err instanceof ApiError && ['unreachable', 'not-ready'].includes(err.problem.code);
        silent += ASK_EVERY;
        if (!isSilence || silent > SILENT_AT_MOST) throw err;
      }
    }
  } finally {
    line.end();
  }
  return sync;
}

function throwUnlessSucceeded({ state, failure, connection }: Sync): void {
  if (state === 'succeeded') return;
  const what =
    failure === null
      ? `See illuminate connections show ${connection}.`
      : `${failure.cause}\nNext: ${failure.nextStep}\nReference: ${failure.reference}`;
  throw new CommandFailed(
    `The sync of ${connection} ${state === 'failed' ? 'failed' : `was ${state}`}. ${what}`,
    EXIT.failed,
  );
}

interface SyncOptions {
  readonly wait: boolean;
  readonly acceptAbsent: boolean;
  readonly json?: boolean;
}

async function syncConnection(terminal: Terminal, connection: string, { wait, acceptAbsent, json }: SyncOptions) {
  const client = connect(terminal);
  const started = await client.call('startSync', {
    params: { connection },
    ...(acceptAbsent ? { body: { acceptAbsent } } : {}),
  });
  if (!wait) {
    const text = `Sync of ${connection} ${started.state}. Follow it with illuminate connections sync ${connection} --wait.`;
    printResult(terminal, { json: started, blocks: [{ kind: 'line', text }] }, json);
    return;
  }
  const stopping = new AbortController();
  using _ = terminal.onInterrupt(() => stopping.abort());
  let sync: Sync;
  try {
    sync = await waitForSync({ terminal, client, started, signal: stopping.signal, asJson: json === true });
  } catch (err) {
    if (!stopping.signal.aborted) throw err;
    throw new CommandFailed(
      `Stopped waiting; the sync goes on. See it with illuminate connections show ${connection}.`,
      EXIT.interrupted,
    );
  }
  printResult(
    terminal,
    { json: sync, blocks: [{ kind: 'line', text: `Sync of ${connection} ${describeSync(sync)}.` }] },
    json,
  );
  throwUnlessSucceeded(sync);
}

export function syncConnectionCommand(terminal: Terminal): Command {
  return new Command('sync')
    .description('collect now; joins the sync that is running, if one is')
    .argument('<name>', 'name of the connection')
    .option('--wait', 'show the progress and end with the sync: 0 only if it succeeded', false)
    .option('--accept-absent', 'what is missing from the feed is really gone: somebody has looked', false)
    .addOption(jsonOption())
    .action((name: string, options: SyncOptions) => syncConnection(terminal, name, options));
}
