import type { RefusedRecord } from '../warehouse/store-types.ts';
import { feedRead } from './feed-memory.ts';
import { WHOLE_LIST } from './normalise.ts';
import type { Way } from './ways.ts';

/** What the planner may know of one stream. */
export interface StreamFacts {
  readonly name: string;
  /** Ways of asking that the connector has and the account offers. */
  readonly ways: ReadonlySet<Way>;
  readonly crawlEverySeconds: number;
  /** Not to be asked before this instant (ms); null when it is not backing off. */
  readonly backoffUntil: number | null;
  /** Whether its history has begun to be read. */
  readonly hasHistory: boolean;
}

export interface PlanFacts {
  readonly streams: readonly StreamFacts[];
  /** When each named piece of work was last done (ms). */
  readonly lastDone: Readonly<Record<string, number>>;
  /** Records once refused that are worth another look. */
  readonly rejected: readonly RefusedRecord[];
  /** Whether there are days to be read again because rows may be lost here. */
  readonly mend: boolean;
  readonly now: number;
  /** True when a person asked for this sync: nothing waits for its turn. */
  readonly asked: boolean;
  /** How often the connection is synced. */
  readonly everySeconds: number;
}

/** One piece of work of a sync. */
export type Step =
  | { readonly kind: 'crawl'; readonly stream: string }
  | { readonly kind: 'feed'; readonly stream: string }
  | { readonly kind: 'follow'; readonly stream: string }
  | { readonly kind: 'trail'; readonly stream: string; readonly cursor: string; readonly days: number | null }
  | { readonly kind: 'mend'; readonly stream: string }
  | { readonly kind: 'reread'; readonly stream: string; readonly ids: readonly string[] }
  | { readonly kind: 'history'; readonly stream: string }
  | { readonly kind: 'observe'; readonly stream: string };

/** Days that are read again every night, in case a feed forgot something. */
export const NIGHTLY_DAYS = 7;
const NIGHTLY_EVERY_MS = 24 * 3_600_000;
const REREAD_EVERY_MS = 3_600_000;
/** Whoever asks wants to see what was renamed or moved just now; whoever asks again at once has seen it. */
const ASKED_EVERY_MS = 60_000;
/** Runs do not begin to the second: a feed that is read with every run must not miss each second one. */
const FEED_SLACK = 0.9;

export const crawlDone = (stream: string): string => `${stream}.crawl`;
/** Until when changes have been read, by whichever way: an account's feed may come and go. */
export const changesRead = (stream: string): string => `${stream}.trail`;
export const nightlyDone = (stream: string): string => `${stream}.nightly`;
export const REREAD_DONE = 'rejects.reread';

/** By which id of a stream a refused record is read again; null where it comes by itself, or by another stream. */
function idToRead({ stream, id, order }: RefusedRecord, wanted: string): string | null {
  if (order !== undefined) return wanted === 'orders' ? order : null;
  return stream === wanted && id !== WHOLE_LIST ? id : null;
}

/**
 * What a sync does, in order: the catalogue where it is due, new changes, what was refused before, and only then history, so
 * that fresh sales never wait for old ones. Observations come last, with time kept for them: history can be read any day, how
 * full a performance is only today. Streams that are backing off are left out. Pure.
 */
export function planSync({ streams, lastDone, rejected, mend, now, asked, everySeconds }: PlanFacts): Step[] {
  const ready = streams.filter(({ backoffUntil }) => asked || backoffUntil === null || backoffUntil <= now);
  const due = (name: string, everyMs: number): boolean => {
    const last = lastDone[name];
    // A last time that lies ahead of now means a clock was set back: do the work rather than wait for it.
    return last === undefined || last > now || now - last >= everyMs;
  };
  const crawls = ready
    .filter(({ name, ways, crawlEverySeconds }) => {
      const everyMs = asked ? ASKED_EVERY_MS : crawlEverySeconds * 1000;
      return ways.has('crawl') && due(crawlDone(name), everyMs);
    })
    .map(({ name }): Step => ({ kind: 'crawl', stream: name }));
  const feeds = ready
    .filter(({ name, ways, crawlEverySeconds }) => {
      const everyMs = Math.min(crawlEverySeconds, everySeconds) * 1000;
      return ways.has('feedHash') && (asked || due(feedRead(name), everyMs * FEED_SLACK));
    })
    .map(({ name }): Step => ({ kind: 'feed', stream: name }));
  const changes = ready.flatMap(({ name, ways }): Step[] => {
    // A feed names what changed; without a way to read one thing, only whole days are left.
    if (ways.has('changedSince') && ways.has('byId')) return [{ kind: 'follow', stream: name }];
    return ways.has('window') ? [{ kind: 'trail', stream: name, cursor: changesRead(name), days: null }] : [];
  });
  // History begins with the very days that would be read again.
  const nightly = ready
    .filter(
      ({ name, ways, hasHistory }) => hasHistory && ways.has('window') && due(nightlyDone(name), NIGHTLY_EVERY_MS),
    )
    .map(({ name }): Step => ({ kind: 'trail', stream: name, cursor: nightlyDone(name), days: NIGHTLY_DAYS }));
  const mends = ready
    .filter(({ ways }) => mend && ways.has('window'))
    .map(({ name }): Step => ({ kind: 'mend', stream: name }));
  const rereads = ready.flatMap(({ name, ways }): Step[] => {
    const ids = [...new Set(rejected.flatMap((record) => idToRead(record, name) ?? []))];
    if (!(ways.has('byId') || ways.has('window')) || ids.length === 0 || !(asked || due(REREAD_DONE, REREAD_EVERY_MS)))
      return [];
    return [{ kind: 'reread', stream: name, ids }];
  });
  const history = ready
    .filter(({ ways }) => ways.has('window'))
    .map(({ name }): Step => ({ kind: 'history', stream: name }));
  const observations = ready
    .filter(({ ways }) => ways.has('observe'))
    .map(({ name }): Step => ({ kind: 'observe', stream: name }));
  return [...crawls, ...feeds, ...changes, ...nightly, ...mends, ...rereads, ...history, ...observations];
}
