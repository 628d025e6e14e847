import type { Delivery, DeliveryStanding } from '@illuminate/contract';
import { Command, Option } from 'commander';
import { allPages } from '../all-pages.ts';
import { connect } from '../connect.ts';
import { type Block, type Cell, printResult, tableUnlessEmpty } from '../output.ts';
import type { Terminal } from '../terminal.ts';
import { count, wallTime } from '../words.ts';
import { span, standingBlocks } from './describe-deliveries.ts';
import { integer, jsonOption } from './options.ts';

const STATES = {
  receiving: { text: '◷ receiving', tone: 'info' },
  loaded: { text: '✓ loaded', tone: 'ok' },
  refused: { text: '✗ refused', tone: 'bad' },
} as const satisfies Record<Delivery['state'], Cell>;

const COLUMNS = [
  { title: 'Number', align: 'right' },
  { title: 'Batch' },
  { title: 'State' },
  { title: 'Period' },
  { title: 'Orders', align: 'right' },
  { title: 'Tickets', align: 'right' },
  { title: 'Amount', align: 'right' },
  { title: 'When' },
] as const;

const number = (value: number): string => value.toLocaleString('en-GB');

interface Told {
  readonly deliveries: readonly Delivery[];
  readonly more: boolean;
  readonly connection: string;
  readonly standing: DeliveryStanding | null;
  readonly zone: string;
}

function row({ batch, sequence, state, period, declared, loaded, openedAt, endedAt }: Delivery, zone: string): Cell[] {
  const { orders, tickets } = loaded ?? declared;
  const sums = Object.entries(declared.amounts).map(([currency, sum]) => `${currency} ${sum.orders}`);
  return [
    String(sequence),
    batch,
    STATES[state],
    span(period.from, period.to, zone),
    number(orders),
    number(tickets),
    sums.join(', ') || '-',
    wallTime(endedAt ?? openedAt, zone),
  ];
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

function blocksOf({ deliveries, more, connection, standing, zone }: Told): Block[] {
  if (standing === null) return [{ kind: 'line', text: `${connection} takes no deliveries.` }];
  const title = `${more ? 'The newest ' : ''}${count(deliveries.length, 'batch', 'batches')} of ${connection} (${zone})`;
  return [
    { kind: 'line', text: title },
    ...tableUnlessEmpty(
      COLUMNS,
      deliveries.map((one) => row(one, zone)),
    ),
    ...standingBlocks(standing, zone),
    ...refusals(deliveries.slice(0, 5)),
  ];
}

async function showDeliveries(terminal: Terminal, connection: string, atMost: number, json: boolean | undefined) {
  const client = connect(terminal);
  const { deliveries: standing, organisation } = await client.call('showConnection', { params: { connection } });
  const ask = (page: object) => client.call('listDeliveries', { params: { connection }, query: page });
  const { items, more } = await allPages(ask, atMost);
  printResult(
    terminal,
    {
      json: { items, standing },
      blocks: blocksOf({ deliveries: items, more, connection, standing, zone: organisation.zone }),
      remarks: more ? ['There are others: --last says how many are shown.'] : [],
    },
    json,
  );
}

export function deliveriesCommand(terminal: Terminal): Command {
  return new Command('deliveries')
    .description('what was delivered to a connection: its batches, and the numbers that are missing')
    .argument('<connection>', 'name of the connection')
    .addOption(new Option('--last <number>', 'so many of the newest').default(100).argParser(integer))
    .addOption(jsonOption())
    .action((connection: string, { last, json }: { last: number; json?: boolean }) =>
      showDeliveries(terminal, connection, last, json),
    );
}
