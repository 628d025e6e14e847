import type { DeliveredOrder, Uploaded } from '@illuminate/delivery';
import { normalHeader } from '@illuminate/delivery';
import type { Zone } from '@illuminate/model';
import { type DatedRows, type DeliveredContext, rowsOfDelivered } from '../../deliveries/rows-of-delivered.ts';

type Renamed = Readonly<Record<string, Readonly<Record<string, string>>>>;

/** Gives ticket types and channels the names that a person said; what was not named stays as it is. */
export function renamer(renamed: Renamed): (record: Uploaded) => Uploaded {
  const names = (field: string): ReadonlyMap<string, string> =>
    new Map(Object.entries(renamed[field] ?? {}).map(([from, to]) => [normalHeader(from), to]));
  const [types, channels] = [names('ticket_type'), names('channel')];
  if (types.size === 0 && channels.size === 0) return (record) => record;
  const called = (known: ReadonlyMap<string, string>, name: string | null): string | null =>
    name === null ? null : (known.get(normalHeader(name)) ?? name);
  return (record) => (record.kind === 'order' ? withNames(record) : record);

  function withNames(order: DeliveredOrder): DeliveredOrder {
    return {
      ...order,
      channel: called(channels, order.channel),
      tickets: order.tickets.map((ticket) => ({ ...ticket, type: called(types, ticket.type) })),
    };
  }
}

/** What a record of an uploaded file is in the words of the model. */
export function rowsOfUploaded(
  record: Uploaded,
  context: DeliveredContext,
  zone: Pick<Zone, 'toWall'>,
): readonly DatedRows[] {
  if (record.kind !== 'count') return rowsOfDelivered(record, context);
  const { id, performance, countedOn, tickets, incomeMinor, currency } = record;
  return [
    {
      asOf: context.asOf,
      rows: {
        performance_counts: [
          {
            source_id: id,
            performance_id: performance,
            counted_on: countedOn === null ? null : zone.toWall(countedOn),
            tickets,
            income_minor: incomeMinor,
            currency,
          },
        ],
      },
    },
  ];
}
