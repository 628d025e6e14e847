import { Refusal } from '../../refusal.ts';

export interface Places {
  /** Waits for a place; whoever has one gives it back by calling what it got. @throws Refusal busy */
  take(of: string, signal: AbortSignal): Promise<() => void>;
}

/** So many at once for each; others wait in line, though not for ever. Nobody's wait holds up those of another. */
export function createPlaces({ each, waitMs }: { readonly each: number; readonly waitMs: number }): Places {
  const taken = new Map<string, number>();
  const lines = new Map<string, (() => void)[]>();
  const free = (of: string): void => {
    const next = lines.get(of)?.shift();
    // A place goes from one to the next without being free in between.
    if (next !== undefined) {
      next();
      return;
    }
    const left = (taken.get(of) ?? 1) - 1;
    if (left === 0) taken.delete(of);
    else taken.set(of, left);
  };
  const onceFree = (of: string): (() => void) => {
    let isHeld = true;
    return () => {
      if (isHeld) free(of);
      isHeld = false;
    };
  };
  return {
    async take(of, signal) {
      signal.throwIfAborted();
      const now = taken.get(of) ?? 0;
      if (now < each) {
        taken.set(of, now + 1);
        return onceFree(of);
      }
      const line = lines.get(of) ?? [];
      lines.set(of, line);
      await new Promise<void>((resolve, reject) => {
        const leave = (err: unknown): void => {
          const at = line.indexOf(come);
          if (at < 0) return;
          line.splice(at, 1);
          done();
          reject(err);
        };
        const gone = (): void => leave(signal.reason);
        const timer = setTimeout(() => leave(busy(each, waitMs)), waitMs);
        const done = (): void => {
          clearTimeout(timer);
          signal.removeEventListener('abort', gone);
        };
        const come = (): void => {
          done();
          resolve();
        };
        signal.addEventListener('abort', gone);
        line.push(come);
      });
      return onceFree(of);
    },
  };
}

function busy(each: number, waitMs: number): Refusal {
  return new Refusal({
    code: 'busy',
    detail: `${each} files of this organisation are being made, and none was done within ${waitMs / 1_000} seconds.`,
    whoActs: 'nobody',
    nextStep: 'Ask for it again in a little while.',
    retryAfter: 30,
  });
}
