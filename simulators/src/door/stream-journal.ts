import type { BoxOffice } from '../sales/box-office.ts';
import { at } from '../sales/catalogue.ts';
import { decimal } from '../sales/decimal.ts';
import { replayOrder } from '../sales/order-state.ts';
import { orderNumbers } from '../sales/tally.ts';

/** How a provider writes the ids of things, from their numbers. */
interface Ids {
  readonly ticket: (number: number) => string;
  readonly order: (number: number) => string;
  /** Of performances and events. */
  readonly catalogue: (integer: number) => string;
}

/**
 * Every issue, return and price change so far, as a JSON array with one entry a line, order by order, oldest first within
 * an order. A ticket of a reservation is issued when the reservation is paid. `since` (ISO) leaves earlier ones out.
 */
export async function* streamJournal(office: BoxOffice, ids: Ids, since: string | null): AsyncGenerator<string> {
  const now = office.now();
  const from = since === null ? Number.NEGATIVE_INFINITY : Date.parse(since);
  let piece = '[';
  let separator = '\n';
  for (const order of orderNumbers(office)) {
    replayOrder(office.seed, office.catalogue, office.log.historyOf(order, now), (change) => {
      if (change.at < from) return;
      const performance = at(office.catalogue.performances, change.ticket.performance);
      const entry = {
        ticket: ids.ticket(change.ticket.number),
        order: ids.order(order),
        performance: ids.catalogue(performance.integer),
        event: ids.catalogue(at(office.catalogue.events, performance.event).integer),
        kind: change.kind,
        before: change.before === null ? null : decimal(change.before),
        after: change.after === null ? null : decimal(change.after),
        at: new Date(change.at).toISOString(),
      };
      piece += separator + JSON.stringify(entry);
      separator = ',\n';
    });
    if (piece.length < 256 * 1024) continue;
    yield piece;
    piece = '';
  }
  yield `${piece}\n]`;
}
