import type { KeptPages } from '@illuminate/contract';
import { Command } from 'commander';
import { connect } from '../connect.ts';
import { printResult } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { bytes as sizeOf } from '../words.ts';
import { followSync } from './follow-sync.ts';
import { jsonOption } from './options.ts';

const dayOf = (instant: string): string => instant.slice(0, 10);

/** "3.1 MB, read from 2026-11-02 to 2026-11-16". */
function describePages({ bytes, from, to, dropped }: KeptPages): string {
  const span = from === null || to === null ? '' : `, read from ${dayOf(from)} to ${dayOf(to)}`;
  const why = dropped?.reason === 'room' ? 'for want of room' : 'because they could not be written';
  const gap = dropped === null ? '' : `; older ones were dropped on ${dayOf(dropped.at)} ${why}`;
  return `${sizeOf(bytes)}${span}${gap}`;
}

async function replayConnection(
  terminal: Terminal,
  connection: string,
  { wait, json }: { wait: boolean; json?: boolean },
): Promise<void> {
  const client = connect(terminal);
  const pages = await client.call('showKeptPages', { params: { connection } });
  const started = await client.call('replayPages', { params: { connection } });
  if (wait) {
    await followSync({ terminal, client, started, what: 'replay', json });
    return;
  }
  const text = `Replay of ${connection} ${started.state}: ${describePages(pages)}. Follow it with illuminate connections replay ${connection} --wait.`;
  printResult(terminal, { json: started, blocks: [{ kind: 'line', text }] }, json);
}

export function replayConnectionCommand(terminal: Terminal): Command {
  return new Command('replay')
    .description("run today's mapping over the pages that are kept, without asking the box office")
    .argument('<name>', 'name of the connection')
    .option('--wait', 'show the progress and end with the replay: 0 only if it succeeded', false)
    .addOption(jsonOption())
    .action((name: string, options: { wait: boolean; json?: boolean }) => replayConnection(terminal, name, options));
}
