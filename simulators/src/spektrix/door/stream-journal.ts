import type { BoxOffice } from '../../sales/box-office.ts';
import { at } from '../../sales/catalogue.ts';
import { replayOrder } from '../../sales/order-state.ts';
import { orderNumbers } from '../../sales/tally.ts';
import { idOf, orderId, ticketId } from '../ids.ts';
import { decimal } from './truth.ts';

/**
 * Every issue, return and price change so far, as a JSON array with one entry a line, order by order, oldest first within
 * an order. A ticket of a reservation is issued when the reservation is paid. `since` (ISO) leaves earlier ones out.
 */
export async function* streamJournal(office: BoxOffice, since: string | null): AsyncGenerator<string> {
  const now = office.now();
  const from = since === null ? Number.NEGATIVE_INFINITY : Date.parse(since);
  let piece = '[';
  let separator = '\n';
  for (const order of orderNumbers(office)) {
    replayOrder(office.seed, office.catalogue, office.log.historyOf(order, now), (change) => {
      if (change.at < from) return;
      const performance = at(office.catalogue.performances, change.ticket.performance);
      const entry = {
        ticket: ticketId(change.ticket.number),
        order: orderId(order),
        performance: idOf(performance.integer),
        event: idOf(at(office.catalogue.events, performance.event).integer),
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
