import { type FaultBoard, numberOr } from '../../faults/fault-board.ts';
import type { Answer } from '../../http/answer.ts';
import type { FaultName } from './fault-names.ts';
import { hostileXml } from './hostile-xml.ts';

const XML = 'application/xml; charset=utf-8';
const HTML = 'text/html; charset=utf-8';

/** What stands in the place of a feed, or null where no such fault is on. */
export function standIn(faults: FaultBoard<FaultName>, target: string): Answer | null {
  if (faults.take('login-page', target)) return { status: 200, contentType: HTML, body: loginPage() };
  const maintenance = faults.take('maintenance', target);
  if (maintenance) {
    const text = '<h1>We&rsquo;ll be back soon</h1><p>Ticketsolve is down for planned maintenance.</p>';
    return { ...htmlFailure(numberOr(maintenance, 503), text), headers: {} };
  }
  const root = faults.take('wrong-root', target);
  if (root) {
    const name = root.value ?? 'error';
    const body = `<?xml version="1.0" encoding="UTF-8"?>\n<${name}>\n  <message>This feed has moved.</message>\n</${name}>\n`;
    return { status: 200, contentType: XML, body };
  }
  const hostile = faults.take('hostile-xml', target);
  if (hostile) return { status: 200, contentType: XML, body: asPieces(hostileXml(hostile.value ?? 'entities')) };
  return null;
}

async function* asPieces(pieces: Iterable<string>): AsyncGenerator<string> {
  yield* pieces;
}

/** An error as a page: what a Rails application shows to the public [inf]. */
export function htmlFailure(status: number, message: string): Answer {
  const body = `<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Ticketsolve (${status})</title></head><body>${message}</body></html>\n`;
  return { status, contentType: HTML, body };
}

function loginPage(): string {
  return (
    '<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>Sign in | Ticketsolve</title></head><body>' +
    '<form action="/users/sign_in" method="post"><label>Email <input type="email" name="user[email]"></label>' +
    '<label>Password <input type="password" name="user[password]"></label><button>Sign in</button></form></body></html>\n'
  );
}
