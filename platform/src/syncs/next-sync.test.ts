import { describe, expect, it } from 'vitest';
import { type NextSyncFacts, nextSyncAt } from './next-sync.ts';

const at = (minutes: number): Date => new Date(Date.UTC(2026, 10, 24, 12, minutes));

const all = (minutes: number) => ({ until: at(minutes), whole: true });
const some = (minutes: number) => ({ until: at(minutes), whole: false });

const facts = (
  last: Partial<NonNullable<NextSyncFacts['last']>> | null,
  backoff: NextSyncFacts['backoff'] = null,
): NextSyncFacts => ({
  everySeconds: 900,
  last: last && { state: 'succeeded', startedAt: at(0), endedAt: at(2), historyComplete: true, ...last },
  backoff,
});

describe('the next sync', () => {
  it.each([
    ['is due at once when there was none', facts(null), at(5)],
    ['comes a period after the last began', facts({}), at(15)],
    ['follows the last while history is missing', facts({ historyComplete: false }), at(2)],
    ['is not due while one is running', facts({ state: 'running', endedAt: null }), null],
    ['is not due while one is queued', facts({ state: 'queued', startedAt: null, endedAt: null }), null],
    ['follows one that was cut off', facts({ state: 'interrupted' }), at(2)],
    ['is tried again half a minute after a fault', facts({ state: 'failed' }), new Date(at(2).getTime() + 30_000)],
    ['waits for the box office when no stream may be asked', facts({ state: 'failed' }, all(9)), at(9)],
    ['waits beyond its period if the box office asked for it', facts({ state: 'failed' }, all(40)), at(40)],
    ['comes for the stream that waits', facts({ state: 'failed' }, some(9)), at(9)],
    ['does not make the others wait for one stream', facts({ state: 'failed' }, some(40)), at(15)],
    ['waits after being cut off when no stream may be asked', facts({ state: 'interrupted' }, all(9)), at(9)],
    ['follows one that was cut off though a stream waits', facts({ state: 'interrupted' }, some(9)), at(2)],
  ])('%s', (_name, given, expected) => {
    expect(nextSyncAt(given, at(5))).toEqual(expected);
  });

  it.each([
    ['good', facts({ startedAt: at(60), endedAt: at(62) })],
    ['bad', facts({ state: 'failed', startedAt: at(60), endedAt: at(62) })],
    ['cut off', facts({ state: 'interrupted', startedAt: at(60), endedAt: at(62) })],
  ])('is due at once where the clock was put back since the last, which was %s', (_name, given) => {
    expect(nextSyncAt(given, at(5))).toEqual(at(5));
  });
});
