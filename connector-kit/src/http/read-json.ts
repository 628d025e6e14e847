import { createHash } from 'node:crypto';
import { RetryLaterError } from '../errors.ts';
import type { Asked } from './faults.ts';
import { JsonList } from './json-list.ts';
import { jsonText } from './json-text.ts';

/**
 * The value of a JSON body.
 * @throws RetryLaterError if it is a web page or cannot be read. The error describes the body by type, length, hash and
 * position and never quotes it; the parser's own message does, so it goes no further than this function.
 */
export function readJson(contentType: string, body: Buffer, asked: Asked): unknown {
  const unmarked = bodyOfJson(contentType, body, asked);
  try {
    return JSON.parse(jsonText(unmarked)) as unknown;
  } catch {
    throw unreadable(`stops being JSON ${whereItFails(unmarked.toString('utf8'))}`, contentType, body, asked);
  }
}

/** As `readJson`, but for a list, which is looked through and left as it is: a `JsonList`. */
export function readJsonList(contentType: string, body: Buffer, asked: Asked): unknown {
  return JsonList.of(bodyOfJson(contentType, body, asked)) ?? readJson(contentType, body, asked);
}

/** @throws RetryLaterError if it is a web page, or anything else that does not say that it is JSON */
function bodyOfJson(contentType: string, body: Buffer, asked: Asked): Buffer {
  if (isWebPage(contentType, body)) throw challengePage(asked);
  if (body.length === 0) throw unreadable('is empty', contentType, body, asked);
  if (!/json/i.test(contentType)) throw unreadable('is not JSON', contentType, body, asked);
  const marked = body[0] === 0xef && body[1] === 0xbb && body[2] === 0xbf;
  return marked ? body.subarray(3) : body;
}

/** Whether a body is HTML, whatever it is called. */
export function isWebPage(contentType: string, body: Buffer): boolean {
  if (/html/i.test(contentType)) return true;
  return !/xml/i.test(contentType) && /^\s*<(!doctype|html|head|body)/i.test(body.toString('latin1', 0, 100));
}

/** A page that wants to see a browser: what firewalls in front of box offices send to programs, with status 200 or 403. */
export function challengePage({ title, route }: Asked): RetryLaterError {
  return new RetryLaterError({
    code: 'challenge-page',
    cause: `A web page came from ${title} in place of data (${route}): its firewall takes us for a robot, or it is down.`,
    whoActs: 'provider',
    nextStep: `It is tried again by itself. If it lasts for an hour, ask ${title} to let this server's address through.`,
  });
}

function unreadable(problem: string, contentType: string, body: Buffer, { title, route }: Asked): RetryLaterError {
  const hash = createHash('sha256').update(body).digest('hex');
  const type = /^[\w.+/-]{1,80}/.exec(contentType)?.[0] ?? 'no content type';
  return new RetryLaterError({
    code: 'unreadable-answer',
    cause: `The answer of ${title} to ${route} ${problem} (${type}, ${body.length} bytes, SHA-256 ${hash}).`,
    whoActs: 'nobody',
    nextStep: `It is tried again by itself. If it lasts for hours, tell ${title}.`,
  });
}

/** V8 tells the position for some errors only; an end that came too early is at the end. */
function whereItFails(text: string): string {
  try {
    JSON.parse(text);
  } catch (err) {
    const message = err instanceof Error ? err.message : '';
    const position = /at position (\d+)/.exec(message)?.[1];
    if (position !== undefined) return `at character ${position}`;
    if (/end of JSON input/.test(message)) return `at character ${text.length}`;
  }
  return 'somewhere';
}
