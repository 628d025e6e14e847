import { connectionMethod } from '@illuminate/contract';
import { Command, Option } from 'commander';
import { connect } from '../connect.ts';
import { printResult } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { integer, jsonOption, organisationOption, refuseSecrets, secretOption, setOption } from './options.ts';

interface AddOptions {
  readonly provider: string;
  readonly method: (typeof connectionMethod.options)[number];
  readonly organisation: string;
  readonly set: Record<string, string>;
  readonly secretStdin?: boolean;
  readonly historyFrom?: string;
  readonly every?: number;
  readonly test: boolean;
  readonly json?: boolean;
}

export function addConnectionCommand(terminal: Terminal): Command {
  return new Command('add')
    .description("connect an organisation's box office; illuminate providers says what each method takes")
    .requiredOption('--provider <id>', 'maker of the box office system')
    .addOption(
      new Option('--method <method>', 'how permission is given')
        .choices(connectionMethod.options)
        .makeOptionMandatory(),
    )
    .addOption(organisationOption())
    .addOption(setOption())
    .addOption(secretOption('the secret'))
    .option('--history-from <day>', 'load no orders of before this day (YYYY-MM-DD); worked out if left out')
    .option('--every <seconds>', 'time between syncs', integer)
    .option('--no-test', 'do not sign in before the connection is made')
    .addOption(jsonOption())
    .action(async ({ set: settings, secretStdin, historyFrom, every, json, ...options }: AddOptions) => {
      const client = connect(terminal);
      const { items } = await client.call('listProviders', {});
      const methods = items.find(({ id }) => id === options.provider)?.methods ?? [];
      refuseSecrets(settings, methods.find(({ method }) => method === options.method)?.fields ?? []);
      const secret = secretStdin === true ? await terminal.readSecret('Secret') : undefined;
      const added = await client.call('addConnection', {
        body: {
          ...options,
          settings,
          ...(secret === undefined ? {} : { secret }),
          ...(historyFrom === undefined ? {} : { historyFrom }),
          ...(every === undefined ? {} : { syncEverySeconds: every }),
        },
      });
      const { headline, name, provider, steps } = added;
      printResult(
        terminal,
        {
          json: added,
          blocks: [
            { kind: 'line', text: `Added ${name}. ${headline.icon} ${headline.word}: ${headline.sentence}` },
            ...(added.state === 'waiting_for_consent'
              ? [{ kind: 'list' as const, title: `In ${provider.title}`, items: steps, numbered: true }]
              : []),
          ],
        },
        json,
      );
    });
}
