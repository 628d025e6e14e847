import type { DoorDeeds } from '../../door/answer-door.ts';
import { changeOrders } from '../../door/change-orders.ts';
import { standardDeeds } from '../../door/standard-deeds.ts';
import { streamJournal } from '../../door/stream-journal.ts';
import { type Answer, failure, json, jsonText } from '../../http/answer.ts';
import { FAULTS } from '../faults/fault-names.ts';
import { orderId, ticketId } from '../ids.ts';
import type { Account, Simulation } from '../simulation.ts';
import { deliveryDeeds } from './delivery-deeds.ts';
import { streamPersonal } from './stream-personal.ts';
import { truthOf } from './truth.ts';

const IDS = { ticket: ticketId, order: orderId, catalogue: String };

/** What this simulator's door offers. */
export function doorDeeds(simulation: Simulation): DoorDeeds {
  const { accounts, clock, faults } = simulation;
  const offices = new Map([...accounts].map(([name, { office }]) => [name, office] as const));
  return {
    'GET truth': (query) => withAccount(simulation, query.get('account'), (account) => json(truthOf(account))),
    'GET journal': (query) =>
      withAccount(simulation, query.get('account'), ({ office }) =>
        jsonText(streamJournal(office, IDS, query.get('since'))),
      ),
    'GET personal': (query) =>
      jsonText(streamPersonal(simulation, query.get('account'), Number(query.get('limit') ?? 20_000))),
    'GET accounts': () => json({ accounts: [...accounts.values()].map(describeAccount) }),
    'POST changes': (_query, fields) => changeOrders({ offices, clock, word: 'account', orderId }, fields),
    ...deliveryDeeds(simulation),
    ...standardDeeds({ ...simulation, lines: FAULTS, applyFault: (setting) => faults.set(setting) }),
  };
}

/** The account named, or the only one there is. */
function withAccount(simulation: Simulation, name: string | null, answer: (account: Account) => Answer): Answer {
  const only = simulation.accounts.size === 1 ? [...simulation.accounts.values()][0] : undefined;
  const account = name === null ? only : simulation.accounts.get(name);
  return account ? answer(account) : failure(404, `Name an account: ${[...simulation.accounts.keys()].join(', ')}.`);
}

function describeAccount({ office, generation, currency }: Account) {
  return { account: office.client, name: office.name, path: `/${office.client}`, generation, currency };
}
