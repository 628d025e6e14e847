import { RetryLaterError } from '../errors.ts';
import type { Asked } from './faults.ts';

/** What came in place of a document, as far as it may be told. */
export interface Arrived {
  readonly contentType: string;
  /** How much of it was looked at, in bytes. */
  readonly bytes: number;
  /** The name of its outermost element; null if it was not looked for or there is none. */
  readonly root: string | null;
}

/**
 * The error for a page that came in place of a document: a sign-in, a queue, a firewall, maintenance. It says what arrived by
 * content type, length and outermost element, and quotes nothing of it.
 */
export function unexpectedDocument({ contentType, bytes, root }: Arrived, { title, route }: Asked): RetryLaterError {
  const type = /^[\w.+/-]{1,80}/.exec(contentType)?.[0] ?? 'no content type';
  const element =
    root === null ? '' : `, outermost element ${/^[A-Za-z][\w.-]{0,40}$/.test(root) ? root : 'unreadable'}`;
  const isPage = /html/i.test(type) || /^html$/i.test(root ?? '');
  return new RetryLaterError({
    code: isPage ? 'challenge-page' : 'unexpected-document',
    cause: `${isPage ? 'A web page' : 'Another document'} came from ${title} in place of data (${route}): ${type}, ${bytes} bytes${element}.`,
    whoActs: 'provider',
    nextStep: `Nothing of what is stored was changed, and it is tried again by itself. If it lasts for an hour, open the address in a browser: it may be a queue, a sign-in or maintenance. If the page is right there, ask ${title} to let this server's address through.`,
  });
}
