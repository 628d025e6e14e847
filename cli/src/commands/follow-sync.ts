import type { Client, Sync } from '@illuminate/contract';
import { CommandFailed } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { printResult } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { askUntilOver } from './ask-until-over.ts';
import { describeSync, isOver } from './describe-sync.ts';

interface WaitForSync {
  readonly terminal: Terminal;
  readonly client: Client;
  readonly started: Sync;
  readonly signal: AbortSignal;
  readonly asJson: boolean;
}

/** Asks for a sync until it is over. */
const waitForSync = ({ client, ...waiting }: WaitForSync): Promise<Sync> =>
  askUntilOver({
    ...waiting,
    isOver,
    ask: ({ id }) => client.call('showSync', { params: { sync: id }, signal: waiting.signal }),
    describe: describeSync,
  });

function throwUnlessSucceeded({ state, failure, connection }: Sync, what: string): void {
  if (state === 'succeeded') return;
  const why =
    failure === null
      ? `See illuminate connections show ${connection}.`
      : `${failure.cause}\nNext: ${failure.nextStep}\nReference: ${failure.reference}`;
  throw new CommandFailed(
    `The ${what} of ${connection} ${state === 'failed' ? 'failed' : `was ${state}`}. ${why}`,
    EXIT.failed,
  );
}

interface FollowSync extends Omit<WaitForSync, 'signal' | 'asJson'> {
  /** "sync", "replay". */
  readonly what: string;
  readonly json: boolean | undefined;
}

/** Shows the progress of a sync until it is over, and how it ended. @throws CommandFailed unless it succeeded */
export async function followSync({ terminal, client, started, what, json }: FollowSync): Promise<void> {
  const { connection } = started;
  const stopping = new AbortController();
  using _ = terminal.onInterrupt(() => stopping.abort());
  let sync: Sync;
  try {
    sync = await waitForSync({ terminal, client, started, signal: stopping.signal, asJson: json === true });
  } catch (err) {
    if (!stopping.signal.aborted) throw err;
    throw new CommandFailed(
      `Stopped waiting; the ${what} goes on. See it with illuminate connections show ${connection}.`,
      EXIT.interrupted,
    );
  }
  const text = `${what.charAt(0).toUpperCase()}${what.slice(1)} of ${connection} ${describeSync(sync)}.`;
  printResult(terminal, { json: sync, blocks: [{ kind: 'line', text }] }, json);
  throwUnlessSucceeded(sync, what);
}
