import type { Candidate, Output, Provider } from '@illuminate/contract';
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
          `since ${provider.since}`,
          ...provider.supplies.map(
            ({ what, by }) => `brings ${what}${by.length < provider.methods.length ? ` (by ${by.join(', ')})` : ''}`,
          ),
          ...provider.knownLimits.map(({ what, label, source }) => `limit: ${what} (${label}: ${source})`),
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

const SIGNS = { yes: 'yes', partly: 'partly', no: 'no', unknown: 'not known' } as const;

function describeCandidates({ items, others }: Output<'listCandidates'>): Block[] {
  const signs = ({ safe, used, willing, able }: Candidate['points']): string[] =>
    [safe, used, willing, able].map(({ verdict, basis }) => `${SIGNS[verdict]}${basis === 'unchecked' ? '?' : ''}`);
  const wished = others.filter(({ wishes }) => wishes > 0);
  return [
    {
      kind: 'line',
      text: `${count(items.length, 'candidate')}; “?” is unchecked; the evidence is on the page of providers, and in --json`,
    },
    {
      kind: 'table',
      columns: ['Candidate', 'Safe', 'Used', 'Willing', 'Able', 'Assessed', 'Wished for'].map((title) => ({ title })),
      rows: items.map(({ title, points, assessedOn, wishes }) => [title, ...signs(points), assessedOn, String(wishes)]),
    },
    {
      kind: 'list',
      title: 'Outlook',
      items: items.map(({ title, outlook }) => `${title}: ${outlook}`),
    },
    ...(wished.length === 0
      ? []
      : [
          {
            kind: 'list',
            title: 'Wished for and not assessed',
            items: wished.map(({ title, wishes }) => `${title}: ${wishes}`),
          } as const,
        ]),
  ];
}

export function providersCommand(terminal: Terminal): Command {
  return new Command('providers')
    .description('which box office systems are integrated, how, and which may come next')
    .addOption(jsonOption())
    .action(async ({ json }: { json?: boolean }) => {
      const api = connect(terminal);
      const [{ items }, candidates] = [await api.call('listProviders', {}), await api.call('listCandidates', {})];
      const blocks = [...describeProviders(items), ...describeCandidates(candidates)];
      printResult(terminal, { json: { items, candidates }, blocks }, json);
    });
}
