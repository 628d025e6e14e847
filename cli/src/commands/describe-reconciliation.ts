import type {
  DifferenceCause,
  ReconciledPerformance,
  Reconciliation,
  ReconciliationReason,
} from '@illuminate/contract';
import { type Block, type Cell, type Result, tableUnlessEmpty } from '../output.ts';
import { count, wallTime } from '../words.ts';

const REASONS: Readonly<Record<ReconciliationReason, string>> = {
  'past-retention': 'their sales are from before those that are kept',
  'turn-to-come': 'their turn comes in one of the next nights',
  'not-shown': 'the box office does not show them any more',
  'not-told': 'the box office does not say how many were sold',
  'not-answered': 'the box office does not answer for them; they are asked for again in the next comparison',
  'bound-only': 'the box office says how many at most, and no more are here: held and locked seats are in its figure',
  'no-sales': 'this connection has no sales',
  'history-not-loaded': 'history is not loaded yet',
  'rejected-records': 'as many orders could not be read: see the rejects',
  'own-records': 'tickets here do not add up to what was written down when they were loaded',
  'fewer-here': 'fewer here',
  'more-here': 'more here',
};

const CAUSES: Readonly<Record<DifferenceCause, string>> = {
  'rows-lost-here': 'rows were lost here',
  'orders-never-received': 'the box office never sent some orders',
  'before-history': 'sold before the day from which history is read',
  'rejected-records': 'orders that could not be read',
  'returns-not-seen': 'returns that we have not seen',
  cancelled: 'cancelled: the box office has freed the seats',
};

const number = (value: number): string => value.toLocaleString('en-GB');

function differenceOf({ official, held }: ReconciledPerformance): string {
  if (official === null) return '-';
  const difference = held - official;
  return difference > 0 ? `+${number(difference)}` : number(difference);
}

function rowOf(one: ReconciledPerformance): Cell[] {
  return [
    one.eventName ?? one.event,
    one.startsLocal ?? '-',
    one.official === null ? '-' : `${one.atMost ? 'at most ' : ''}${number(one.official)}`,
    number(one.held),
    { text: differenceOf(one), tone: 'warn' },
    one.reason === 'own-records' ? REASONS['own-records'] : (CAUSES[one.likely[0] ?? 'rows-lost-here'] ?? ''),
    number(one.runs),
    one.performance,
  ];
}

function sumLine({ last, possible }: Reconciliation): Block {
  if (!possible) return { kind: 'line', text: 'This box office says nothing of itself that can be compared.' };
  if (last === null) return { kind: 'line', text: 'Not compared yet.' };
  const { official, held, equal, differs } = last;
  if (equal + differs === 0 && last.notCompared > 0)
    return { kind: 'line', text: { text: 'No performance could be compared.', tone: 'warn' } };
  const what = `${count(held, 'ticket')} here, ${number(official)} by the box office, in ${count(equal + differs, 'performance')} compared.`;
  return { kind: 'line', text: { text: what, tone: differs === 0 ? 'ok' : 'warn' } };
}

function deliveriesBlocks({ deliveries }: Reconciliation): Block[] {
  if (deliveries === null) return [];
  const { batches, orders, tickets, short } = deliveries;
  return [
    {
      kind: 'line',
      text: `Delivered: ${count(orders, 'order')} and ${count(tickets, 'ticket')} by the manifests of ${count(batches, 'batch', 'batches')}${short.length === 0 ? '; nothing of them is missing here as far as that tells.' : '.'}`,
    },
    ...tableUnlessEmpty(
      ['Delivery', 'Orders written', 'Orders here', 'Tickets written', 'Tickets here'].map((title) => ({ title })),
      short.map((one) => [
        `${one.sequence} (${one.batch})`,
        number(one.orders),
        { text: number(one.ordersHeld), tone: 'warn' as const },
        number(one.tickets),
        { text: number(one.ticketsHeld), tone: 'warn' as const },
      ]),
    ),
  ];
}

/** A comparison for people: the sum, what is equal, what differs and by how much, what cannot be compared and why. */
export function describeReconciliation(reconciliation: Reconciliation): Result {
  const { connection, last, worst, compares, canReadAgain, readingAgain } = reconciliation;
  const blocks: Block[] = [sumLine(reconciliation)];
  if (last !== null) {
    blocks.push({
      kind: 'facts',
      facts: [
        ['Equal', number(last.equal)],
        ['Differs', { text: number(last.differs), tone: last.differs === 0 ? 'ok' : 'warn' }],
        ['Not compared', number(last.notCompared)],
        ['Compared at', `${wallTime(last.at, 'UTC')} UTC`],
        ['By', compares === null ? null : `${compares.what} (${compares.label})`],
      ],
    });
    blocks.push(
      ...tableUnlessEmpty(
        [
          { title: 'Event' },
          { title: 'Starts' },
          { title: 'Box office', align: 'right' },
          { title: 'Here', align: 'right' },
          { title: 'Difference', align: 'right' },
          { title: 'Likely' },
          { title: 'Times', align: 'right' },
          { title: 'Performance' },
        ],
        worst.map(rowOf),
      ),
    );
    if (last.reasons.length > 0) {
      const items = last.reasons.map(({ reason, performances }) => `${number(performances)}: ${REASONS[reason]}`);
      blocks.push({ kind: 'list', title: 'Not compared', items });
    }
  }
  blocks.push(...deliveriesBlocks(reconciliation));
  const remarks: string[] = [];
  if (readingAgain !== null) remarks.push(`${count(readingAgain.days, 'day')} of orders are being read again.`);
  else if ((last?.differs ?? 0) > 0 && canReadAgain) {
    remarks.push(`Read their orders again: illuminate reconcile ${connection} --read-again`);
  }
  if ((last?.differs ?? 0) > worst.length) remarks.push(`These are the ${worst.length} that differ most.`);
  return { json: reconciliation, blocks, remarks };
}

/** Whether anything differs: a performance, or what was delivered. */
export const doesDiffer = ({ last, deliveries }: Reconciliation): boolean =>
  (last?.differs ?? 0) > 0 || (deliveries?.short.length ?? 0) > 0;

/** Whether there was something to compare and none of it could be: what is bound from above was, as far as that goes. */
export const isNothingCompared = ({ last, deliveries }: Reconciliation): boolean =>
  last !== null &&
  last.equal + last.differs === 0 &&
  last.notCompared > 0 &&
  deliveries === null &&
  !last.reasons.some(({ reason }) => reason === 'bound-only');
