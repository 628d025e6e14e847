import { Command } from 'commander';
import { connect } from '../connect.ts';
import type { Terminal } from '../terminal.ts';
import { jsonOption, refuseSecrets, secretOption, setOption } from './options.ts';
import { printMoved } from './print-moved.ts';

interface ReconnectOptions {
  readonly set: Record<string, string>;
  readonly secretStdin?: boolean;
  readonly json?: boolean;
}

export function reconnectConnectionCommand(terminal: Terminal): Command {
  return new Command('reconnect')
    .description('take a stopped connection up again, in place')
    .argument('<name>', 'name of the connection')
    .addOption(setOption())
    .addOption(secretOption('its secret'))
    .addOption(jsonOption())
    .action(async (connection: string, { set: settings, secretStdin, json }: ReconnectOptions) => {
      const client = connect(terminal);
      const { items } = await client.call('listProviders', {});
      refuseSecrets(
        settings,
        items.flatMap(({ methods }) => methods.flatMap(({ fields }) => fields)),
      );
      const secret = secretStdin === true ? { secret: await terminal.readSecret('Secret') } : {};
      const body = { settings, ...secret };
      const moved = await client.call('reconnectConnection', { params: { connection }, body });
      printMoved(terminal, 'Reconnected', moved, json);
    });
}
