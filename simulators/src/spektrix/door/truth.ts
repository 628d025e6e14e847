import { at } from '../../sales/catalogue.ts';
import { decimal } from '../../sales/decimal.ts';
import { totalsAt } from '../../sales/tally.ts';
import { stamp } from '../../zone.ts';
import { isCancelled } from '../api/render-catalogue.ts';
import { idOf } from '../ids.ts';
import type { Client } from '../simulation.ts';

/** What is true at this instant, to compare a reader's copy with. Amounts are texts with two decimals. */
export function truthOf(client: Client) {
  const { office } = client;
  const now = office.now();
  const totals = totalsAt(office, now);
  const { catalogue } = office;
  const performances = catalogue.performances.flatMap((each, index) => {
    const event = at(catalogue.events, each.event);
    if (event.announcedAt > now) return [];
    const sold = totals.performances.get(index) ?? { tickets: 0, amount: 0, orders: 0 };
    return [
      {
        id: idOf(each.integer),
        event: idOf(event.integer),
        eventId: event.integer,
        eventName: event.name,
        start: stamp(catalogue.zone.toWall(each.start)),
        cancelled: isCancelled(each, now),
        listed: !event.closed,
        tickets: sold.tickets,
        amount: decimal(sold.amount),
        orders: sold.orders,
      },
    ];
  });
  const events = catalogue.events.filter((each) => each.announcedAt <= now);
  return {
    client: office.client,
    at: new Date(now).toISOString(),
    totals: {
      events: events.length,
      eventsListed: events.filter((each) => !each.closed).length,
      performances: performances.length,
      orders: totals.orders,
      tickets: totals.tickets,
      amount: decimal(totals.amount),
      movements: { issue: totals.issues, return: totals.returns, price: totals.priceChanges },
    },
    performances,
  };
}
