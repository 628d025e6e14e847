import type { Provider } from '@illuminate/contract';
import { Command } from 'commander';
import { connect } from '../connect.ts';
import { type Block, printResult } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { count } from '../words.ts';
import { jsonOption } from './options.ts';

type Method = Provider['methods'][number];

function describeFields({ fields }: Method): string {
  const names = fields.map(({ name, required, secret }) =>
    secret ? '--secret-stdin' : `--set ${name}=…${required ? '' : ' (optional)'}`,
  );
  return names.length === 0 ? 'nothing to give' : names.join(' ');
}

function describeProviders(providers: readonly Provider[]): Block[] {
  return [
    { kind: 'line', text: `${count(providers.length, 'provider')} integrated` },
    {
      kind: 'table',
      columns: [{ title: 'Provider' }, { title: 'Name' }, { title: 'Method' }, { title: 'What to give' }],
      rows: providers.flatMap((provider) =>
        provider.methods.map((method) => [provider.id, provider.title, method.method, describeFields(method)]),
      ),
    },
    ...providers.map((provider): Block => {
      const { held, needed } = provider.partnerCredential;
      return {
        kind: 'list',
        title: provider.title,
        items: [
          provider.summary,
          `collects ${provider.collects.map(({ stream }) => stream).join(', ')}`,
          ...(needed
            ? [`partner credential ${held ? 'held' : 'missing; set it with illuminate partner-credential set'}`]
            : []),
          ...provider.reliesOn.map(({ what, label }) => `relies on ${what} (${label})`),
        ],
      };
    }),
  ];
}

export function providersCommand(terminal: Terminal): Command {
  return new Command('providers')
    .description('which box office systems are integrated, and how')
    .addOption(jsonOption())
    .action(async ({ json }: { json?: boolean }) => {
      const answer = await connect(terminal).call('listProviders', {});
      printResult(terminal, { json: answer, blocks: describeProviders(answer.items) }, json);
    });
}
