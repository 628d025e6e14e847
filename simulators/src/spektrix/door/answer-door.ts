import type { IncomingMessage } from 'node:http';
import { type Answer, failure, json, jsonText } from '../api/answer.ts';
import { readBody } from '../api/answer-api.ts';
import { parseQuery, type Query } from '../api/query.ts';
import { applyFault } from '../faults/apply-fault.ts';
import { isFaultName } from '../faults/fault-board.ts';
import type { Client, Simulation } from '../simulation.ts';
import { makeChanges } from './make-changes.ts';
import { streamJournal } from './stream-journal.ts';
import { streamPersonal } from './stream-personal.ts';
import { truthOf } from './truth.ts';

type Fields = Readonly<Record<string, unknown>>;
type DoorDeed = (simulation: Simulation, query: Query, fields: Fields) => Answer | Promise<Answer>;

/** What the door offers, by method and name. It is no part of the vendor's system: tests and people use it. */
const DEEDS: Readonly<Record<string, DoorDeed>> = {
  'GET truth': (simulation, query) => withClient(simulation, query.get('client'), (client) => json(truthOf(client))),
  'GET journal': (simulation, query) =>
    withClient(simulation, query.get('client'), (client) => jsonText(streamJournal(client.office, query.get('since')))),
  'GET personal': (simulation, query) =>
    jsonText(streamPersonal(simulation, query.get('client'), Number(query.get('limit') ?? 20_000))),
  'GET accounts': (simulation) => json(accounts(simulation)),
  'GET requests': (simulation) => json(simulation.requests.report()),
  'DELETE requests': (simulation) => {
    simulation.requests.clear();
    return json(simulation.requests.report());
  },
  'GET consent': (simulation) => json(consents(simulation)),
  'POST consent': setConsent,
  'GET faults': (simulation) => json({ faults: simulation.faults.list() }),
  'POST faults': setFault,
  'DELETE faults': (simulation, query) => {
    simulation.faults.clear(query.get('name') ?? undefined);
    return json({ faults: simulation.faults.list() });
  },
  'POST changes': change,
  'GET clock': (simulation) => json(clockState(simulation)),
  'POST clock': setClock,
};

/** Answers `/__simulator/…`; bodies must be JSON and say so. */
export async function answerDoor(simulation: Simulation, request: IncomingMessage, name: string): Promise<Answer> {
  const deed = DEEDS[`${request.method} ${name}`];
  if (!deed) return failure(404, `The door offers: ${Object.keys(DEEDS).join(', ')}.`);
  const query = parseQuery(request.url ?? '');
  if (request.method !== 'POST') return deed(simulation, query, {});
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? '')) {
    return failure(415, 'Send a JSON object with content-type application/json.');
  }
  const fields = parseObject((await readBody(request)).toString('utf8'));
  return fields ? deed(simulation, query, fields) : failure(400, 'The body is not a JSON object.');
}

function parseObject(text: string): Fields | null {
  try {
    const parsed: unknown = JSON.parse(text);
    return parsed && typeof parsed === 'object' && !Array.isArray(parsed) ? { ...parsed } : null;
  } catch {
    return null;
  }
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

function setConsent(simulation: Simulation, _query: Query, fields: Fields): Answer {
  if (typeof fields.allowed !== 'boolean') return failure(400, 'allowed must be true or false.');
  const allowed = fields.allowed;
  return withClient(simulation, fields.client, ({ office }) => {
    simulation.consents.set(office.client, allowed, simulation.clock.now());
    return json(consents(simulation));
  });
}

function setFault(simulation: Simulation, _query: Query, fields: Fields): Answer {
  const { name, value, times, match, every } = fields;
  if (typeof name !== 'string' || !isFaultName(name))
    return failure(400, `There is no fault called "${String(name)}".`);
  applyFault(simulation, {
    name,
    value: typeof value === 'string' || typeof value === 'number' ? String(value) : null,
    times: typeof times === 'number' ? times : null,
    match: typeof match === 'string' ? match : null,
    every: typeof every === 'number' ? every : 1,
  });
  return json({ faults: simulation.faults.list() });
}

function change(simulation: Simulation, _query: Query, fields: Fields): Answer {
  const count = fields.count ?? 1;
  if (typeof count !== 'number' || !Number.isInteger(count) || count < 1)
    return failure(400, 'count must be a whole number above 0.');
  const named = typeof fields.client === 'string' ? fields.client : undefined;
  if (fields.client !== undefined && named === undefined) return failure(400, 'client must be a name.');
  const chosen = named === undefined ? [...simulation.clients.values()] : [simulation.clients.get(named)];
  const ids: string[] = [];
  // Without a name the changes are dealt out among the clients.
  let rest = count;
  for (const [index, client] of chosen.entries()) {
    if (!client) return failure(404, `There is no client called "${named}".`);
    const share = Math.ceil(rest / (chosen.length - index));
    rest -= share;
    const now = client.office.now();
    if ((client.office.log.added.at(-1)?.at ?? 0) > now) {
      return failure(409, 'The clock stands before the last change. Move it forward first.');
    }
    ids.push(...makeChanges(client.office, simulation.clock, { count: share, scattered: fields.scattered === true }));
  }
  return json({ orders: ids, now: new Date(simulation.clock.now()).toISOString() });
}

function clockState({ clock }: Simulation) {
  return { now: new Date(clock.now()).toISOString(), frozen: clock.frozen };
}

/** `now` (ISO, or null for real time), `frozen`, `advanceSeconds`: applied in this order. */
function setClock(simulation: Simulation, _query: Query, fields: Fields): Answer {
  const { clock } = simulation;
  const { now, advanceSeconds, frozen } = fields;
  if (now === null) clock.set(null);
  else if (now !== undefined) {
    const instant = typeof now === 'string' ? Date.parse(now) : Number.NaN;
    if (Number.isNaN(instant)) return failure(400, 'now must be an ISO 8601 time, or null for real time.');
    clock.set(instant);
  }
  if (typeof frozen === 'boolean') clock.freeze(frozen);
  if (typeof advanceSeconds === 'number' && Number.isFinite(advanceSeconds))
    clock.advance(Math.round(advanceSeconds * 1000));
  return json(clockState(simulation));
}
