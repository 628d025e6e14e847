/** Turns at something only one may use at a time, given in the order they were asked for. */
export interface Turns {
  /** Resolves with the function that gives the turn back. */
  take(): Promise<() => void>;
}

export function createTurns(): Turns {
  let last: Promise<void> = Promise.resolve();
  return {
    async take() {
      const before = last;
      let giveBack = () => {};
      last = new Promise<void>((resolve) => {
        giveBack = resolve;
      });
      await before;
      return giveBack;
    },
  };
}
