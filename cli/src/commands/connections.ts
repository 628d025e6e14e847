import { Command } from 'commander';
import { allPages } from '../all-pages.ts';
import { connect } from '../connect.ts';
import { CommandFailed } from '../errors.ts';
import { EXIT } from '../exit-codes.ts';
import { printResult } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { addConnectionCommand } from './add-connection.ts';
import { columnsCommand } from './columns.ts';
import { deliveryKeysCommand } from './delivery-keys.ts';
import { connectionsTable, describeConnection, summariseConnections } from './describe-connections.ts';
import { historyConnectionCommand } from './history-connection.ts';
import { jsonOption, refuseSecrets, secretOption, setOption } from './options.ts';
import { printMoved } from './print-moved.ts';
import { reconnectConnectionCommand } from './reconnect-connection.ts';
import { replayConnectionCommand } from './replay-connection.ts';
import { resyncConnectionCommand } from './resync-connection.ts';
import { stopConnectionCommand } from './stop-connection.ts';
import { syncConnectionCommand } from './sync-connection.ts';

function listCommand(terminal: Terminal): Command {
  return new Command('list')
    .description('list them with their status')
    .option('--organisation <slug>', 'of this organisation alone')
    .addOption(jsonOption())
    .action(async ({ json, organisation }: { json?: boolean; organisation?: string }) => {
      const client = connect(terminal);
      const { items } = await allPages((page) =>
        client.call('listConnections', { query: { ...page, ...(organisation === undefined ? {} : { organisation }) } }),
      );
      printResult(
        terminal,
        {
          json: { items, nextCursor: null },
          blocks: [{ kind: 'line', text: summariseConnections(items) }, ...connectionsTable(items, null)],
        },
        json,
      );
    });
}

function showCommand(terminal: Terminal): Command {
  return new Command('show')
    .description('show one whole: status, progress, what it holds, what it may see')
    .argument('<name>', 'name of the connection')
    .addOption(jsonOption())
    .action(async (connection: string, { json }: { json?: boolean }) => {
      const one = await connect(terminal).call('showConnection', { params: { connection } });
      printResult(terminal, { json: one, blocks: describeConnection(one) }, json);
    });
}

const as = (name: string | null): string => (name === null ? '' : ` as ${name}`);

function testCommand(terminal: Terminal): Command {
  return new Command('test')
    .description('sign in at the box office now, and say what can be seen')
    .argument('<name>', 'name of the connection')
    .addOption(jsonOption())
    .action(async (connection: string, { json }: { json?: boolean }) => {
      const tested = await connect(terminal).call('testConnection', { params: { connection } });
      const { cannotSee, credentialNeeded, failure, notSupplied, sees, signedIn, signedInAs } = tested;
      printResult(
        terminal,
        {
          json: tested,
          blocks: [
            {
              kind: 'line',
              text: signedIn
                ? {
                    text: credentialNeeded ? `Signed in${as(signedInAs)}.` : 'It answers; no sign-in is needed.',
                    tone: 'ok',
                  }
                : { text: credentialNeeded ? 'Could not sign in.' : 'It could not be read.', tone: 'bad' },
            },
            {
              kind: 'facts',
              facts: [
                ['Sees', sees.join(', ') || null],
                ['Cannot see', cannotSee.join(', ') || null],
                ['Not supplied', notSupplied.join(' ') || null],
              ],
            },
          ],
        },
        json,
      );
      if (failure !== null) {
        throw new CommandFailed(
          `${failure.cause}\nNext: ${failure.nextStep}\nReference: ${failure.reference}`,
          EXIT.refused,
        );
      }
    });
}

const MOVES = [
  ['pause', 'pauseConnection', 'pause collection; permission stays', 'Paused'],
  ['resume', 'resumeConnection', 'resume a paused or suspended connection', 'Resumed'],
] as const;

function moveCommands(terminal: Terminal): Command[] {
  return MOVES.map(([name, operation, description, done]) =>
    new Command(name)
      .description(description)
      .argument('<name>', 'name of the connection')
      .addOption(jsonOption())
      .action(async (connection: string, { json }: { json?: boolean }) => {
        const moved = await connect(terminal).call(operation, { params: { connection } });
        printMoved(terminal, done, moved, json);
      }),
  );
}

interface RotateOptions {
  readonly set: Record<string, string>;
  readonly json?: boolean;
}

function rotateCommand(terminal: Terminal): Command {
  return new Command('rotate')
    .description('replace the sign-in of a connection; the new one is tested first')
    .argument('<name>', 'name of the connection')
    .addOption(setOption())
    .addOption(secretOption('the new secret').makeOptionMandatory())
    .addOption(jsonOption())
    .action(async (connection: string, { set: settings, json }: RotateOptions) => {
      const client = connect(terminal);
      const { items } = await client.call('listProviders', {});
      refuseSecrets(
        settings,
        items.flatMap(({ methods }) => methods.flatMap(({ fields }) => fields)),
      );
      const secret = await terminal.readSecret('New secret');
      const rotated = await client.call('rotateCredential', { params: { connection }, body: { settings, secret } });
      printMoved(terminal, 'Replaced the sign-in of', rotated, json);
    });
}

export function connectionsCommand(terminal: Terminal): Command {
  const command = new Command('connections').description('links between organisations and their box offices');
  const commands = [
    listCommand(terminal),
    showCommand(terminal),
    addConnectionCommand(terminal),
    testCommand(terminal),
    syncConnectionCommand(terminal),
    replayConnectionCommand(terminal),
    historyConnectionCommand(terminal),
    resyncConnectionCommand(terminal),
    ...moveCommands(terminal),
    stopConnectionCommand(terminal),
    reconnectConnectionCommand(terminal),
    rotateCommand(terminal),
    deliveryKeysCommand(terminal),
    columnsCommand(terminal),
  ];
  for (const one of commands) command.addCommand(one);
  return command;
}
