import type { IncomingMessage } from 'node:http';
import { numberOr } from '../../faults/fault-board.ts';
import { type Answer, failure } from '../../http/answer.ts';
import { parseAuthorization, signatureMatches } from '../signature.ts';
import type { Client, Simulation } from '../simulation.ts';

/** Who asks: nobody in particular (web mode), the client's own API account, or the partner. */
type Caller = 'web' | 'client' | 'partner';

/** Minutes by which the server's clock is off (fault `clock-skew`). */
export function skewOf(simulation: Simulation): number {
  const fault = simulation.faults.peek('clock-skew');
  return fault ? numberOr(fault, 20) : 0;
}

/**
 * Checks the signature of a request on the raw URL as received [D, spektrix §1.4]. Without an Authorization header the
 * request is in web mode; with one that does not hold, it is refused with 401 [O] whatever it asks for. The Date header
 * is compared with real time (a client signs with its own clock), never with the simulated one.
 */
export function authenticate(
  simulation: Simulation,
  request: IncomingMessage,
  body: Buffer,
  client: Client | null,
): Caller | Answer {
  const header = request.headers.authorization;
  if (header === undefined) return 'web';
  const given = parseAuthorization(header);
  if (!given) return failure(401, 'The Authorization header is not of the form "SpektrixAPI3 LoginName:Signature".');
  const date = request.headers.date;
  const signedAt = date === undefined ? Number.NaN : Date.parse(date);
  if (date === undefined || Number.isNaN(signedAt)) return failure(401, 'The Date header is missing or is not a date.');
  const isPartner = given.login === simulation.partner.login;
  const account = isPartner ? simulation.partner : client?.account;
  const parts = {
    method: request.method ?? 'GET',
    url: `http://${request.headers.host}${request.url}`,
    date,
    body: request.method === 'GET' ? null : body,
  };
  if (account?.login !== given.login || !signatureMatches(given.signature, parts, account.secret)) {
    return failure(401, 'The signature of this request is not valid.');
  }
  const off = Math.abs(Date.now() + skewOf(simulation) * 60_000 - signedAt);
  if (off > simulation.options.skewMinutes * 60_000) {
    return failure(401, "The Date header is too far from the server's time.");
  }
  if (!isPartner) return 'client';
  return client && !isAllowed(simulation, client) ? consentMissing(simulation) : 'partner';
}

/** Whether the client's toggle is on; the fault `consent-withdrawn-after` may turn it off with this very request. */
function isAllowed(simulation: Simulation, client: Client): boolean {
  const name = client.office.client;
  const fault = simulation.faults.peek('consent-withdrawn-after');
  if (fault) {
    fault.seen += 1;
    if (fault.seen > numberOr(fault, 3)) {
      simulation.faults.clear('consent-withdrawn-after');
      simulation.consents.set(name, false, simulation.clock.now());
    }
  }
  return simulation.consents.of(name).allowed;
}

/** PROVISIONAL: what a partner is told where consent is missing is not public [?]. */
function consentMissing(simulation: Simulation): Answer {
  return failure(401, `This client does not allow ${simulation.partner.login} to access its data.`);
}
