import type { DoorDeeds } from '../door/answer-door.ts';
import { changeOrders } from '../door/change-orders.ts';
import { standardDeeds } from '../door/standard-deeds.ts';
import { streamJournal } from '../door/stream-journal.ts';
import { streamTexts } from '../door/stream-texts.ts';
import { json, jsonText } from '../http/answer.ts';
import type { BoxOffice } from '../sales/box-office.ts';
import { at } from '../sales/catalogue.ts';
import { decimal } from '../sales/decimal.ts';
import { totalsAt } from '../sales/tally.ts';
import { stamp } from '../zone.ts';
import { FAULTS } from './faults.ts';
import { idOf } from './render.ts';
import type { Simulation } from './simulation.ts';
import { bookerOf } from './world.ts';

/** What this simulator's door offers. It is no part of the vendor's system: tests and people use it. */
export function doorDeeds({ office, clock, requests, faults, key }: Simulation): DoorDeeds {
  const ids = {
    ticket: (number: number) => idOf('t', number),
    order: (number: number) => idOf('o', number),
    catalogue: String,
  };
  return {
    'GET truth': () => json(truthOf(office)),
    'GET journal': (query) => jsonText(streamJournal(office, ids, query.get('since'))),
    'GET personal': (query) => jsonText(streamTexts([bookerTexts(office)], Number(query.get('limit') ?? 20_000))),
    'GET accounts': () => json({ accounts: [{ account: office.client, name: office.name, key }] }),
    'POST changes': (_query, fields) =>
      changeOrders({ offices: new Map([[office.client, office]]), clock, word: 'account', orderId: ids.order }, fields),
    ...standardDeeds({ clock, requests, faults, lines: FAULTS, applyFault: (setting) => faults.set(setting) }),
  };
}

/** What is true at this instant, to compare a reader's copy with. Amounts are texts with two decimals. */
function truthOf(office: BoxOffice): object {
  const now = office.now();
  const { catalogue } = office;
  const totals = totalsAt(office, now);
  return {
    account: office.client,
    at: new Date(now).toISOString(),
    totals: { orders: totals.orders, tickets: totals.tickets, amount: decimal(totals.amount) },
    performances: catalogue.performances.map((performance, index) => {
      const sold = totals.performances.get(index) ?? { tickets: 0, amount: 0, orders: 0 };
      return {
        id: idOf('p', performance.integer),
        event: idOf('e', at(catalogue.events, performance.event).integer),
        start: stamp(catalogue.zone.toWall(performance.start)),
        listed: true,
        ...{ tickets: sold.tickets, amount: decimal(sold.amount), orders: sold.orders },
      };
    }),
  };
}

/** The personal texts of the world. */
function* bookerTexts(office: BoxOffice): Generator<string> {
  const known = office.plannedCustomers(office.now());
  for (let number = 0; number < known; number += 1) {
    const { id, name, email, phone, postcode } = bookerOf(office.seed, number);
    yield* [id, name, email, phone, postcode];
  }
}
