import type { KnownPerformances } from './known-performances.ts';

/** What becomes of performances that a whole feed no longer has. */
export interface Absence {
  /** Missing now, to be looked for at the next reading. */
  readonly missing: readonly string[];
  /** Gone for good, as far as a feed can tell. */
  readonly gone: readonly string[];
  /** Set where so many are missing at once that nothing is concluded from it. */
  readonly doubt: { readonly absent: number; readonly of: number } | null;
}

export interface AbsenceFacts {
  /** Those of the reading before, and those that were missing at it. */
  readonly heldBefore: ReadonlySet<string>;
  readonly missingBefore: readonly string[];
  readonly heldNow: ReadonlySet<string>;
  readonly known: Pick<KnownPerformances, 'get'>;
  /** Milliseconds. */
  readonly now: number;
  /** A person has looked, and says that they are gone. */
  readonly accepted: boolean;
}

const SHARE_IN_DOUBT = 0.2;
const FEWEST_IN_DOUBT = 5;

/**
 * A feed of what is to come says nothing by leaving out what is over, and little by leaving out something once: it may have been
 * taken off, or hidden for an hour. So a performance counts as gone when two whole readings in a row lack it and it has not
 * begun by then. When more than a fifth of what is to come, and five at least, would go at once, or the feed has nothing at all
 * any more, it is more likely that the feed is broken: nothing goes until a person has looked. Pure.
 */
export function judgeAbsence(facts: AbsenceFacts): Absence {
  const { heldBefore, heldNow, known, now, accepted } = facts;
  const isAhead = (id: string): boolean => (known.get(id)?.starts_at ?? 0) > now;
  const before = new Set([...heldBefore, ...facts.missingBefore].filter(isAhead));
  const absent = [...before].filter((id) => !heldNow.has(id));
  const missingTwice = new Set(facts.missingBefore);
  const due = absent.filter((id) => missingTwice.has(id));
  const isMuch = due.length >= FEWEST_IN_DOUBT && due.length > before.size * SHARE_IN_DOUBT;
  if (due.length > 0 && (isMuch || heldNow.size === 0) && !accepted) {
    return { missing: absent, gone: [], doubt: { absent: due.length, of: before.size } };
  }
  return { missing: absent.filter((id) => !missingTwice.has(id)), gone: due, doubt: null };
}
