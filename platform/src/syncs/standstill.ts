import type { Notices } from '@illuminate/connector-kit';

/** A page that was repeated by mistake is followed by another. */
const MOST_REPEATS = 5;

/**
 * Notices when a feed leads on and on without getting anywhere: page after page names only what the one before it named. Its own words for
 * where to go on may differ each time, so that they do not tell.
 * @returns true once that has happened too often in a row
 */
export function createStandstill(): (notices: Notices) => boolean {
  let before: ReadonlySet<string> = new Set();
  let repeats = 0;
  return ({ ids, caughtUp }) => {
    const isRepeat = !caughtUp && ids.length > 0 && ids.every((id) => before.has(id));
    repeats = isRepeat ? repeats + 1 : 0;
    before = new Set(ids);
    return repeats > MOST_REPEATS;
  };
}
