import type { Client, Reconciliation } from '@illuminate/contract';
import { Command, Option } from 'commander';
import { connect } from '../connect.ts';
import { CommandFailed } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { printResult } from '../output.ts';
import { createProgressLine } from '../progress-bar.ts';
import type { Terminal } from '../terminal.ts';
import { describeReconciliation, doesDiffer, isNothingCompared } from './describe-reconciliation.ts';
import { jsonOption } from './options.ts';

const ASK_EVERY = 500;
/** Two runs of the connection, each as long as it may be. */
const AT_MOST_MS = 15 * 60_000;

interface ReconcileOptions {
  readonly last: boolean;
  readonly readAgain: boolean;
  readonly performance: readonly string[];
  readonly json?: boolean;
}

interface Wait {
  readonly terminal: Terminal;
  readonly client: Client;
  readonly connection: string;
  readonly asJson: boolean;
}

const isUnderWay = ({ comparing, readingAgain }: Reconciliation): boolean => comparing || readingAgain !== null;

/** Asks until the comparison is done, or the runs of the connection have ended without it. */
async function waitUntilDone(
  { terminal, client, connection, asJson }: Wait,
  first: Reconciliation,
): Promise<Reconciliation> {
  const line = createProgressLine(terminal, asJson);
  const stopping = new AbortController();
  using _ = terminal.onInterrupt(() => stopping.abort());
  let now = first;
  const total = first.readingAgain?.days ?? 0;
  try {
    for (let waited = 0; isUnderWay(now); waited += ASK_EVERY) {
      if (stopping.signal.aborted) {
        throw new CommandFailed(
          `Stopped waiting; the comparison goes on. See it with illuminate reconcile ${connection} --last.`,
          EXIT.interrupted,
        );
      }
      const left = now.readingAgain?.days ?? 0;
      line.show({ done: total - left, total, text: left > 0 ? 'Reading days of orders again' : 'Comparing' });
      await terminal.wait(ASK_EVERY);
      now = await client.call('showReconciliation', { params: { connection } });
      if (isUnderWay(now)) await failWithSync(client, connection, waited);
    }
  } finally {
    line.end();
  }
  return now;
}

/** A run that failed compares nothing: say what was the matter, instead of waiting for the next. */
async function failWithSync(client: Client, connection: string, waited: number): Promise<void> {
  const { runningSync, lastSync, headline } = await client.call('showConnection', { params: { connection } });
  const failure = runningSync === null && lastSync?.state === 'failed' ? lastSync.failure : null;
  if (failure === null && waited < AT_MOST_MS) return;
  const why =
    failure === null
      ? headline.sentence
      : `${failure.cause}\nNext: ${failure.nextStep}\nReference: ${failure.reference}`;
  throw new CommandFailed(`${connection} could not be compared. ${why}`, EXIT.failed);
}

async function reconcile(terminal: Terminal, connection: string, options: ReconcileOptions): Promise<void> {
  const { last, readAgain, performance: performances, json } = options;
  const client = connect(terminal);
  const params = { connection };
  const started = last
    ? await client.call('showReconciliation', { params })
    : readAgain
      ? await client.call('readAgain', {
          params,
          body: performances.length === 0 ? {} : { performances: [...performances] },
        })
      : await client.call('compareNow', { params });
  const done = last ? started : await waitUntilDone({ terminal, client, connection, asJson: json === true }, started);
  printResult(terminal, describeReconciliation(done), json);
  if (doesDiffer(done)) {
    throw new CommandFailed(`What the box office counts of ${connection} differs from what is here.`, EXIT.differs);
  }
  if (isNothingCompared(done)) throw new CommandFailed(`Nothing of ${connection} could be compared.`, EXIT.failed);
}

export function reconcileCommand(terminal: Terminal): Command {
  return new Command('reconcile')
    .description(
      'compare what the box office says of itself with what is here; 0 if nothing differs, 6 if something does, 1 if nothing could be compared',
    )
    .argument('<name>', 'name of the connection')
    .addOption(new Option('--last', 'show how the last comparison came out, and ask nobody').default(false))
    .addOption(
      new Option('--read-again', 'read the days of orders of differing performances again, then compare')
        .default(false)
        .conflicts('last'),
    )
    .addOption(
      new Option('--performance <id>', 'with --read-again: this one only; may be given several times')
        .default([])
        .argParser((id: string, before: string[]) => [...before, id]),
    )
    .addOption(jsonOption())
    .action((name: string, options: ReconcileOptions) => reconcile(terminal, name, options));
}
