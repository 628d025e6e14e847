/** The simulator's own clock: real time unless a test steps it, freezes it or sets it. */
export interface SimulatedClock {
  /** Milliseconds since 1970, UTC, whole. */
  now(): number;
  readonly frozen: boolean;
  /** Sets the clock; `null` goes back to real time. */
  set(now: number | null): void;
  advance(ms: number): void;
  freeze(frozen: boolean): void;
}

/** A clock that runs with real time, or stands still at the instant given. */
export function createClock(frozenAt: number | null = null): SimulatedClock {
  let offset = 0;
  let standing = frozenAt;
  return {
    now: () => (standing === null ? Date.now() + offset : standing),
    get frozen() {
      return standing !== null;
    },
    set(now) {
      if (standing !== null && now !== null) standing = now;
      else offset = now === null ? 0 : now - Date.now();
      if (now === null) standing = null;
    },
    advance(ms) {
      if (standing === null) offset += ms;
      else standing += ms;
    },
    freeze(frozen) {
      if (frozen && standing === null) standing = Date.now() + offset;
      else if (!frozen && standing !== null) {
        offset = standing - Date.now();
        standing = null;
      }
    },
  };
}
