import { Command } from 'commander';
import { connect } from '../connect.ts';
import { UsageError } from '../errors.ts';
import { printResult } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { jsonOption, refuseSecrets, secretOption, setOption } from './options.ts';

interface SetOptions {
  readonly set: Record<string, string>;
  readonly json?: boolean;
}

export function partnerCredentialCommand(terminal: Terminal): Command {
  const command = new Command('partner-credential').description("the operator's own sign-in at a provider");
  command
    .command('set')
    .description('set or replace it')
    .argument('<provider>', 'maker of the box office system')
    .addOption(setOption())
    .addOption(secretOption('its secret').makeOptionMandatory())
    .addOption(jsonOption())
    .action(async (provider: string, { set: settings, json }: SetOptions) => {
      const client = connect(terminal);
      const { items } = await client.call('listProviders', {});
      const fields = items.find(({ id }) => id === provider)?.partnerCredential.fields ?? [];
      refuseSecrets(settings, fields);
      const secretField = fields.find(({ secret }) => secret)?.name;
      if (secretField === undefined) {
        const known = items.filter(({ partnerCredential }) => partnerCredential.needed).map(({ id }) => id);
        throw new UsageError(
          `${provider} takes no partner credential. ${known.length === 0 ? 'No provider does.' : `These do: ${known.join(', ')}.`}`,
        );
      }
      const secret = await terminal.readSecret('Secret');
      const kept = await client.call('setPartnerCredential', {
        params: { provider },
        body: { settings: { ...settings, [secretField]: secret } },
      });
      const text = `The partner credential at ${kept.provider} is set; it ends in ${kept.lastFour}.`;
      printResult(terminal, { json: kept, blocks: [{ kind: 'line', text }] }, json);
    });
  return command;
}
