import type { IncomingMessage } from 'node:http';
import { type Answer, challengePage, failure, json } from '../../http/answer.ts';
import type { Simulation } from '../simulation.ts';
import { authenticate } from './authenticate.ts';

/**
 * PROVISIONAL, invented by us: `GET /partner/api/v1/clients`, signed with the partner credential, lists the clients whose
 * toggle is on. How a provider tells a partner who has consented is not public [?, spektrix §3].
 */
export function answerPartnerList(simulation: Simulation, request: IncomingMessage): Answer {
  const target = `${request.method} ${request.url}`;
  const broken = simulation.faults.take('partner-list-broken', target);
  if (broken?.value === 'html') return challengePage(200);
  if (broken && broken.value !== 'truncated') return failure(500, 'An error has occurred.');
  const caller = authenticate(simulation, request, Buffer.alloc(0), null);
  if (typeof caller !== 'string') return caller;
  if (caller !== 'partner') return failure(401, 'Authorization has been denied for this request.');
  const empty = simulation.faults.take('partner-list-empty', target);
  const clients = [...simulation.clients.values()].flatMap(({ office }) => {
    const consent = simulation.consents.of(office.client);
    if (!consent.allowed || empty) return [];
    return [{ client: office.client, name: office.name, allowedSince: new Date(consent.since ?? 0).toISOString() }];
  });
  const answer = json({ clients });
  return broken && typeof answer.body === 'string' ? { ...answer, body: answer.body.slice(0, -3) } : answer;
}
