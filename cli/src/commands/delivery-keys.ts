import type { DeliveryKey } from '@illuminate/contract';
import { Command } from 'commander';
import { connect } from '../connect.ts';
import { readPublicKey } from '../deliver/signing-key.ts';
import { printResult, tableUnlessEmpty } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { count, wallTime } from '../words.ts';
import { jsonOption } from './options.ts';

const timeOrDash = (instant: string | null): string => (instant === null ? '-' : wallTime(instant, 'UTC'));

interface AddOptions {
  readonly publicKeyFile: string;
  readonly name?: string;
  readonly json?: boolean;
}

async function addKey(terminal: Terminal, connection: string, { publicKeyFile, name, json }: AddOptions) {
  const publicKey = await readPublicKey(publicKeyFile);
  const added = await connect(terminal).call('addDeliveryKey', {
    params: { connection },
    body: { publicKey, ...(name === undefined ? {} : { name }) },
  });
  printResult(
    terminal,
    {
      json: added,
      blocks: [{ kind: 'line', text: added.id }],
      remarks: [
        `The key ${added.name} may sign deliveries of ${connection}. Its id goes into the header Illuminate-Key.`,
      ],
    },
    json,
  );
}

const row = ({ id, name, addedBy, createdAt, lastUsedAt, retiredAt }: DeliveryKey): string[] => [
  id,
  name,
  addedBy,
  wallTime(createdAt, 'UTC'),
  timeOrDash(lastUsedAt),
  timeOrDash(retiredAt),
];

async function listKeys(terminal: Terminal, connection: string, json: boolean | undefined) {
  const answer = await connect(terminal).call('listDeliveryKeys', { params: { connection } });
  const valid = answer.items.filter(({ retiredAt }) => retiredAt === null).length;
  const columns = ['Id', 'Name', 'Registered by', 'Registered (UTC)', 'Last used', 'Retired'];
  const title = `${count(answer.items.length, 'key')}${valid === answer.items.length ? '' : `, ${valid} of them valid`}`;
  printResult(
    terminal,
    {
      json: answer,
      blocks: [
        { kind: 'line', text: title },
        ...tableUnlessEmpty(
          columns.map((name) => ({ title: name })),
          answer.items.map(row),
        ),
      ],
    },
    json,
  );
}

/** `connections keys …`: whose signature is believed. */
export function deliveryKeysCommand(terminal: Terminal): Command {
  const command = new Command('keys').description('keys with which deliveries of a connection are signed');
  command
    .command('add')
    .description('register the public half of a key pair; those registered before stay valid')
    .argument('<connection>', 'name of the connection')
    .requiredOption('--public-key-file <file>', 'Ed25519 public key in PEM')
    .option('--name <text>', 'whose it is, for people')
    .addOption(jsonOption())
    .action((connection: string, options: AddOptions) => addKey(terminal, connection, options));
  command
    .command('list')
    .description('list them')
    .argument('<connection>', 'name of the connection')
    .addOption(jsonOption())
    .action((connection: string, { json }: { json?: boolean }) => listKeys(terminal, connection, json));
  command
    .command('retire')
    .description('refuse from now on what a key signs')
    .argument('<connection>', 'name of the connection')
    .argument('<key-id>', 'id of the key, from the list')
    .addOption(jsonOption())
    .action(async (connection: string, key: string, { json }: { json?: boolean }) => {
      const retired = await connect(terminal).call('retireDeliveryKey', { params: { connection, key } });
      const text = `Retired ${retired.name} (${retired.id}): what it signs is refused from now on.`;
      printResult(terminal, { json: retired, blocks: [{ kind: 'line', text }] }, json);
    });
  return command;
}
