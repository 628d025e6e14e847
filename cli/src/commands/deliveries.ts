import type { Delivery, DeliveryStanding } from '@illuminate/contract';
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

const span = (from: string, to: string, zone: string): string => `${wallTime(from, zone)} to ${wallTime(to, zone)}`;

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

/** What is not there and should be: each number that never came, with the time that it would cover, and time that no batch covers. */
function missing({ gaps, holes }: DeliveryStanding, zone: string): string[] {
  return [
    ...gaps.map(({ from, to, covers }) => {
      const numbers = from === to ? `number ${from}` : `numbers ${from} to ${to}`;
      return covers === null ? numbers : `${numbers}: ${span(covers.from, covers.to, zone)}`;
    }),
    ...holes.map(({ from, to }) => `no batch covers ${span(from, to, zone)}`),
  ];
}

function standingBlocks(standing: DeliveryStanding, zone: string): Block[] {
  const items = missing(standing, zone);
  const { coveredTo, nextSequence, open, waitingTickets } = standing;
  return [
    {
      kind: 'facts',
      facts: [
        ['Covered to', coveredTo === null ? '-' : wallTime(coveredTo, zone)],
        ['Next number', String(nextSequence)],
        ['Being received', open === 0 ? null : number(open)],
        [
          'Waiting',
          waitingTickets === 0 ? null : `${count(waitingTickets, 'ticket')} of performances that are not known yet`,
        ],
      ],
    },
    ...(items.length === 0 ? [] : [{ kind: 'list' as const, title: 'Missing', items }]),
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
