import type { DoorDeeds, Fields } from '../../door/answer-door.ts';
import { changeOrders } from '../../door/change-orders.ts';
import { standardDeeds } from '../../door/standard-deeds.ts';
import { streamJournal } from '../../door/stream-journal.ts';
import { type Answer, failure, json, jsonText } from '../../http/answer.ts';
import { applyFault } from '../faults/apply-fault.ts';
import { FAULTS } from '../faults/fault-names.ts';
import { idOf, orderId, ticketId } from '../ids.ts';
import type { Client, Simulation } from '../simulation.ts';
import { streamPersonal } from './stream-personal.ts';
import { truthOf } from './truth.ts';

const IDS = { ticket: ticketId, order: orderId, catalogue: idOf };

/** What this simulator's door offers. */
export function doorDeeds(simulation: Simulation): DoorDeeds {
  return {
    'GET truth': (query) => withClient(simulation, query.get('client'), (client) => json(truthOf(client))),
    'GET journal': (query) =>
      withClient(simulation, query.get('client'), ({ office }) =>
        jsonText(streamJournal(office, IDS, query.get('since'))),
      ),
    'GET personal': (query) =>
      jsonText(streamPersonal(simulation, query.get('client'), Number(query.get('limit') ?? 20_000))),
    'GET accounts': () => json(accounts(simulation)),
    'GET consent': () => json(consents(simulation)),
    'POST consent': (_query, fields) => setConsent(simulation, fields),
    'POST events': (_query, fields) => makeEvent(simulation, fields),
    'POST changes': (_query, fields) => change(simulation, fields),
    ...standardDeeds({
      ...simulation,
      lines: FAULTS,
      applyFault: (setting) => applyFault(simulation, setting),
    }),
  };
}

/** The client named, or the only one there is. */
function withClient(simulation: Simulation, name: unknown, answer: (client: Client) => Answer): Answer {
  const only = simulation.clients.size === 1 ? [...simulation.clients.values()][0] : undefined;
  const client = typeof name === 'string' ? simulation.clients.get(name) : only;
  return client ? answer(client) : failure(404, `Name a client: ${[...simulation.clients.keys()].join(', ')}.`);
}

function accounts(simulation: Simulation) {
  return {
    partner: simulation.partner,
    clients: [...simulation.clients.values()].map(({ office, account }) => ({
      client: office.client,
      name: office.name,
      ...account,
    })),
  };
}

function consents(simulation: Simulation) {
  return {
    clients: [...simulation.clients.keys()].map((client) => ({ client, ...simulation.consents.of(client) })),
  };
}

function setConsent(simulation: Simulation, fields: Fields): Answer {
  if (typeof fields.allowed !== 'boolean') return failure(400, 'allowed must be true or false.');
  const allowed = fields.allowed;
  return withClient(simulation, fields.client, ({ office }) => {
    simulation.consents.set(office.client, allowed, simulation.clock.now());
    return json(consents(simulation));
  });
}

function makeEvent(simulation: Simulation, fields: Fields): Answer {
  const { name } = fields;
  if (typeof name !== 'string' || name === '') return failure(400, 'name must be a text.');
  return withClient(simulation, fields.client, ({ office }) => {
    simulation.made.add(office.client, name);
    return json({ events: simulation.made.of(office.client) });
  });
}

function change({ clients, clock }: Simulation, fields: Fields): Answer {
  const offices = new Map([...clients].map(([name, { office }]) => [name, office] as const));
  return changeOrders({ offices, clock, word: 'client', orderId }, fields);
}
