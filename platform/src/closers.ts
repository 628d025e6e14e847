/** What has been opened so far, closed in the opposite order: Node 20 has no AsyncDisposableStack. */
export interface Closers extends AsyncDisposable {
  use<T extends AsyncDisposable>(opened: T): T;
  defer(close: () => Promise<void> | void): void;
  /** Hands everything over: from here on nothing is closed by the one that it came from. */
  move(): Closers;
}

export function createClosers(closes: (() => Promise<void> | void)[] = []): Closers {
  let open = closes;
  return {
    use(opened) {
      open.push(async () => opened[Symbol.asyncDispose]());
      return opened;
    },
    defer: (close) => void open.push(close),
    move() {
      const moved = open;
      open = [];
      return createClosers(moved);
    },
    async [Symbol.asyncDispose]() {
      const failures: unknown[] = [];
      for (let close = open.pop(); close !== undefined; close = open.pop()) {
        try {
          await close();
        } catch (err) {
          failures.push(err);
        }
      }
      if (failures.length > 0) throw failures[0];
    },
  };
}
