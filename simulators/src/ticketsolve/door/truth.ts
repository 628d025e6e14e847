import { at } from '../../sales/catalogue.ts';
import { decimal } from '../../sales/decimal.ts';
import { totalsAt } from '../../sales/tally.ts';
import { isListed } from '../feed/listing.ts';
import { isoWithOffset } from '../feed/times.ts';
import type { Account } from '../simulation.ts';

/** What is true at this instant, to compare a reader's copy with. Amounts are texts with two decimals. */
export function truthOf({ office, currency }: Account) {
  const now = office.now();
  const totals = totalsAt(office, now);
  const { catalogue } = office;
  const performances = catalogue.performances.flatMap((each, index) => {
    const show = at(catalogue.events, each.event);
    if (show.announcedAt > now) return [];
    const plan = at(catalogue.plans, each.plan);
    const sold = totals.performances.get(index) ?? { tickets: 0, amount: 0, orders: 0 };
    return [
      {
        id: String(each.integer),
        show: String(show.integer),
        showName: show.name,
        venue: String(at(catalogue.venues, plan.venue).integer),
        start: isoWithOffset(catalogue.zone, each.start),
        onSale: isoWithOffset(catalogue.zone, each.onSaleAt),
        cancelled: each.cancelledAt !== null && each.cancelledAt <= now,
        listed: isListed(office, index, now),
        capacity: plan.capacity,
        tickets: sold.tickets,
        amount: decimal(sold.amount),
        orders: sold.orders,
      },
    ];
  });
  return {
    account: office.client,
    at: new Date(now).toISOString(),
    currency,
    totals: {
      shows: new Set(performances.map((each) => each.show)).size,
      performances: performances.length,
      performancesListed: performances.filter((each) => each.listed).length,
      orders: totals.orders,
      tickets: totals.tickets,
      amount: decimal(totals.amount),
      movements: { issue: totals.issues, return: totals.returns, price: totals.priceChanges },
    },
    performances,
  };
}
