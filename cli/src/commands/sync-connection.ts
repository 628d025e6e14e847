import { Command } from 'commander';
import { connect } from '../connect.ts';
import { printResult } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { followSync } from './follow-sync.ts';
import { jsonOption } from './options.ts';

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
  await followSync({ terminal, client, started, what: 'sync', json });
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
