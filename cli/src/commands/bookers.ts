import { Command } from 'commander';
import { connect } from '../connect.ts';
import { UsageError } from '../errors.ts';
import { printResult } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { count } from '../words.ts';
import { jsonOption, organisationOption } from './options.ts';

interface BookerOptions {
  readonly organisation: string;
  readonly customerIdStdin?: boolean;
  readonly json?: boolean;
}

/** Arguments are visible to everybody on a machine, and stay in the shell's history. */
async function customerIdFrom(terminal: Terminal, { customerIdStdin }: BookerOptions): Promise<string> {
  if (customerIdStdin !== true) {
    throw new UsageError(
      'Say --customer-id-stdin and give the customer’s id or number in the box office on standard input.',
    );
  }
  const customerId = (await terminal.readSecret('Customer id or number')).trim();
  if (customerId === '' || customerId.includes('\n')) {
    throw new UsageError('Give one customer’s id or number in the box office on standard input.');
  }
  return customerId;
}

const stdinOption = 'read the customer’s id, or the number that the box office’s pages show, from standard input';

export function bookersCommand(terminal: Terminal): Command {
  const command = new Command('bookers').description('export and erase what is held of one booker');

  command
    .command('export')
    .description('print everything that is held of a booker as JSON, to be handed to them')
    .addOption(organisationOption())
    .option('--customer-id-stdin', stdinOption)
    .action(async (options: BookerOptions) => {
      const customerId = await customerIdFrom(terminal, options);
      const params = { organisation: options.organisation };
      const held = await connect(terminal).call('exportBooker', { params, body: { customerId } });
      printResult(terminal, { json: held, blocks: [] }, true);
    });

  command
    .command('erase')
    .description('erase a booker from the store, its copies and whatever comes later; it cannot be undone')
    .addOption(organisationOption())
    .option('--customer-id-stdin', stdinOption)
    .addOption(jsonOption())
    .action(async (options: BookerOptions) => {
      const customerId = await customerIdFrom(terminal, options);
      const params = { organisation: options.organisation };
      const erased = await connect(terminal).call('eraseBooker', { params, body: { customerId } });
      const text =
        erased.customers + erased.orders === 0
          ? 'Nothing was held of this booker. They will not be taken in either.'
          : `Erased. ${count(erased.orders, 'order')} of this booker stay for the figures and belong to nobody; ${count(erased.copies, 'copy', 'copies')} of the store from before are deleted.`;
      printResult(terminal, { json: erased, blocks: [{ kind: 'line', text }] }, options.json);
    });

  return command;
}
