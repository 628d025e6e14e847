import type { Delivery } from '@illuminate/contract';
import { Command, Option } from 'commander';
import { allPages } from '../all-pages.ts';
import { connect } from '../connect.ts';
import { type Block, type Cell, printResult, tableUnlessEmpty } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { count, wallTime } from '../words.ts';
import { integer, jsonOption } from './options.ts';

const STATES = {
  receiving: { text: '◷ receiving', tone: 'info' },
  loaded: { text: '✓ loaded', tone: 'ok' },
  refused: { text: '✗ refused', tone: 'bad' },
} as const satisfies Record<Delivery['state'], Cell>;

const number = (value: number): string => value.toLocaleString('en-GB');

function row({ batch, sequence, state, period, declared, loaded, openedAt, endedAt }: Delivery): Cell[] {
  const { orders, tickets, performances } = loaded ?? declared;
  return [
    String(sequence),
    batch,
    STATES[state],
    `${wallTime(period.from, 'UTC')} to ${wallTime(period.to, 'UTC')}`,
    number(orders),
    number(tickets),
    number(performances),
    wallTime(endedAt ?? openedAt, 'UTC'),
  ];
}

const COLUMNS = [
  { title: 'Number', align: 'right' },
  { title: 'Batch' },
  { title: 'State' },
  { title: 'Period (UTC)' },
  { title: 'Orders', align: 'right' },
  { title: 'Tickets', align: 'right' },
  { title: 'Performances', align: 'right' },
  { title: 'When' },
] as const;

/** Numbers between those of the list of which no batch was loaded, as "14", "16 to 18". */
function missingNumbers(deliveries: readonly Delivery[]): string[] {
  const loaded = deliveries.filter(({ state }) => state === 'loaded').map(({ sequence }) => sequence);
  const sorted = loaded.toSorted((a, b) => a - b);
  return sorted.slice(1).flatMap((next, at) => {
    const from = (sorted[at] ?? 0) + 1;
    if (next <= from) return [];
    return from === next - 1 ? [`${from}`] : [`${from} to ${next - 1}`];
  });
}

const refusals = (deliveries: readonly Delivery[]): Block[] =>
  deliveries.flatMap(({ batch, sequence, refusal }) =>
    refusal === null
      ? []
      : [
          {
            kind: 'list' as const,
            title: `${batch}, number ${sequence}, was refused`,
            items: [refusal.detail, `Next: ${refusal.nextStep}`],
          },
        ],
  );

async function listDeliveries(terminal: Terminal, connection: string, atMost: number, json: boolean | undefined) {
  const client = connect(terminal);
  const { items, more } = await allPages(
    (page) => client.call('listDeliveries', { params: { connection }, query: page }),
    atMost,
  );
  const missing = missingNumbers(items);
  printResult(
    terminal,
    {
      json: { items, nextCursor: null },
      blocks: [
        {
          kind: 'line',
          text: `${more ? 'The newest ' : ''}${count(items.length, 'batch', 'batches')} of ${connection}`,
        },
        ...tableUnlessEmpty(COLUMNS, items.map(row)),
        ...(missing.length === 0
          ? []
          : [
              {
                kind: 'line' as const,
                text: { text: `Never loaded: number ${missing.join(', ')}`, tone: 'warn' as const },
              },
            ]),
        ...refusals(items.slice(0, 5)),
      ],
      remarks: more ? ['There are others: --last says how many are shown.'] : [],
    },
    json,
  );
}

export function deliveriesCommand(terminal: Terminal): Command {
  return new Command('deliveries')
    .description('what was delivered to a connection: the batches, and the numbers that are missing')
    .argument('<connection>', 'name of the connection')
    .addOption(new Option('--last <number>', 'so many of the newest').default(100).argParser(integer))
    .addOption(jsonOption())
    .action((connection: string, { last, json }: { last: number; json?: boolean }) =>
      listDeliveries(terminal, connection, last, json),
    );
}
