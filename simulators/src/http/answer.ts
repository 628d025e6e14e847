/** What a route answers, before faults and transport. */
export interface Answer {
  readonly status: number;
  readonly contentType: string;
  readonly headers?: Readonly<Record<string, string | string[]>>;
  /** A text, or pieces of one that are sent as they arise. */
  readonly body: string | AsyncIterable<string | Buffer>;
}

const JSON_TYPE = 'application/json; charset=utf-8';

export function json(value: unknown, status = 200): Answer {
  return { status, contentType: JSON_TYPE, body: JSON.stringify(value) };
}

/** JSON that is text already. */
export function jsonText(body: string | AsyncIterable<string | Buffer>): Answer {
  return { status: 200, contentType: JSON_TYPE, body };
}

/** An error as `{"message"}` [O-weak, spektrix §1.5]. */
export function failure(status: number, message: string): Answer {
  return json({ message }, status);
}

/** Unknown things answer 404, never an empty list [O]. */
export function notFound(what: string): Answer {
  return failure(404, `${what} could not be found.`);
}

/** The page that stands in front of the API for what looks like a robot [O: 403 HTML]. */
export function challengePage(status: number): Answer {
  const body =
    '<!DOCTYPE html>\n<html lang="en-US"><head><title>Just a moment...</title><meta name="robots" content="noindex,nofollow"></head>' +
    '<body><h1>Checking your browser</h1><p>This process is automatic. Please allow up to 5 seconds&hellip;</p></body></html>\n';
  return { status, contentType: 'text/html; charset=UTF-8', headers: { server: 'cloudflare' }, body };
}
