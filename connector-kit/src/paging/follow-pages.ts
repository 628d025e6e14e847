import { createHash } from 'node:crypto';
import { AbortSyncError } from '../errors.ts';

/** One page of a list, and where the next one is; null at the end. */
export interface LinkedPage<Record> {
  readonly records: readonly Record[];
  readonly next: string | null;
}

export interface FollowOptions<Record> {
  readonly first: string;
  readonly fetch: (at: string) => Promise<LinkedPage<Record>>;
  /** The box office's name, for messages. */
  readonly title: string;
  readonly route: string;
  /** Beyond so many pages something is wrong. */
  readonly maxPages?: number;
}

/**
 * Follows a list from page to page.
 * @throws AbortSyncError if a page names one that was read already, or repeats the records of the page before: neither ever ends.
 */
export async function* followPages<Record>(options: FollowOptions<Record>): AsyncGenerator<LinkedPage<Record>> {
  const { first, fetch, maxPages = 100_000 } = options;
  const seen = new Set<string>();
  let before = '';
  for (let at: string | null = first; at !== null; ) {
    if (seen.has(at) || seen.size >= maxPages) throw loop('names a page that was read already', options);
    seen.add(at);
    const page: LinkedPage<Record> = await fetch(at);
    const print = page.records.length === 0 ? '' : fingerprint(page.records);
    if (print !== '' && print === before) throw loop('sends the same page again and again', options);
    before = print;
    yield page;
    at = page.next;
  }
}

function fingerprint(records: readonly unknown[]): string {
  return createHash('sha256').update(JSON.stringify(records)).digest('base64');
}

function loop(problem: string, { title, route }: FollowOptions<never> | FollowOptions<unknown>): AbortSyncError {
  return new AbortSyncError({
    code: 'pages-repeat',
    cause: `${title} ${problem} (${route}), so that its list has no end.`,
    whoActs: 'provider',
    nextStep: `Report it to ${title}; what was read before is kept.`,
  });
}
