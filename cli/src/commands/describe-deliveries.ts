import type { Connection, DeliveryStanding } from '@illuminate/contract';
import type { Block } from '../output.ts';
import { count, wallTime } from '../words.ts';

export const span = (from: string, to: string, zone: string): string =>
  `${wallTime(from, zone)} to ${wallTime(to, zone)}`;

const number = (value: number): string => value.toLocaleString('en-GB');

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

const waiting = (tickets: number): string => `${count(tickets, 'ticket')} of performances that are not known yet`;

/** How deliveries stand, below the list of them. */
export function standingBlocks(standing: DeliveryStanding, zone: string): Block[] {
  const items = missing(standing, zone);
  const { coveredTo, nextSequence, open, waitingTickets } = standing;
  return [
    {
      kind: 'facts',
      facts: [
        ['Covered to', coveredTo === null ? '-' : wallTime(coveredTo, zone)],
        ['Next number', String(nextSequence)],
        ['Being received', open === 0 ? null : number(open)],
        ['Waiting', waitingTickets === 0 ? null : waiting(waitingTickets)],
      ],
    },
    ...(items.length === 0 ? [] : [{ kind: 'list' as const, title: 'Missing', items }]),
  ];
}

/** How deliveries stand, on the page of their connection. */
export function sayDeliveries({ deliveries, name, organisation: { zone } }: Connection): string[] {
  if (deliveries === null) return [];
  const { lastSequence, lastLoadedAt, coveredTo, nextSequence, open, refused, waitingTickets, keys } = deliveries;
  const key =
    keys === 0
      ? [`no key is registered: illuminate connections keys add ${name} --public-key-file FILE`]
      : [`${count(keys, 'key')} may sign; the next number is ${nextSequence}`];
  if (lastSequence === null && keys === 0) return key;
  return [
    lastSequence === null || lastLoadedAt === null || coveredTo === null
      ? 'none has been loaded yet'
      : `the last is number ${lastSequence}, loaded ${wallTime(lastLoadedAt, zone)}; sales to ${wallTime(coveredTo, zone)}`,
    ...key,
    ...(open === 0 ? [] : [`${count(open, 'batch', 'batches')} being received`]),
    ...missing(deliveries, zone).map((what) => `missing: ${what}`),
    ...refused
      .slice(0, 3)
      .map(({ sequence, detail, nextStep }) => `number ${sequence} was refused: ${detail} ${nextStep}`),
    ...(waitingTickets === 0 ? [] : [`waiting: ${waiting(waitingTickets)}`]),
    `all of them: illuminate deliveries ${name}`,
  ];
}
