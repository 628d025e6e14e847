import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';

/** A process that a test started, with all that it has written. */
export interface StartedProcess {
  readonly pid: number;
  /** What it wrote, both streams in order of arrival. */
  output(): string;
  /** Resolves with what `pattern` captured, once a line of standard output matches. @throws Error if it ends before */
  line(pattern: RegExp, withinMs: number): Promise<string>;
  /** Resolves when it is gone, however it ended. */
  readonly ended: Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  /** Asks it to stop (SIGTERM). */
  stop(withinMs?: number): Promise<{ readonly code: number | null; readonly signal: NodeJS.Signals | null }>;
  signal(signal: NodeJS.Signals): void;
}

export interface ProcessOptions {
  readonly env?: Readonly<Record<string, string>>;
  readonly cwd?: string;
}

/** Starts Node on some arguments. Its standard input is a pipe of ours, which closes when this process is gone. */
export function startNode(args: readonly string[], { env = {}, cwd }: ProcessOptions = {}): StartedProcess {
  const child = spawn(process.execPath, [...args], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { PATH: process.env.PATH ?? '', HOME: process.env.HOME ?? '', TZ: 'UTC', ...env },
    ...(cwd === undefined ? {} : { cwd }),
  });
  child.stdin.on('error', () => undefined);
  let written = '';
  const listeners = new Set<() => void>();
  for (const stream of [child.stdout, child.stderr]) {
    stream.setEncoding('utf8').on('data', (piece: string) => {
      written += piece;
      for (const listener of listeners) listener();
    });
  }
  let over = '';
  // Whoever waits for a line is told of the end only once it can be seen.
  const ended = endOf(child).then((end) => {
    over = `It ended (${end.signal ?? end.code})`;
    for (const listener of listeners) listener();
    return end;
  });
  return {
    pid: child.pid ?? 0,
    output: () => written,
    ended,
    signal: (signal) => void child.kill(signal),
    async line(pattern, withinMs) {
      const deadline = performance.now() + withinMs;
      for (;;) {
        const found = pattern.exec(written);
        if (found !== null) return found[1] ?? found[0];
        const left = deadline - performance.now();
        if (over !== '' || left <= 0) {
          throw new Error(`${over || 'Nothing'} before a line matched ${pattern}:\n${written.slice(-4_000)}`);
        }
        await new Promise<void>((resolve) => {
          const timer = setTimeout(done, left);
          function done(): void {
            clearTimeout(timer);
            listeners.delete(done);
            resolve();
          }
          listeners.add(done);
        });
      }
    },
    async stop(withinMs = 15_000) {
      child.kill('SIGTERM');
      const timer = setTimeout(() => child.kill('SIGKILL'), withinMs);
      try {
        return await ended;
      } finally {
        clearTimeout(timer);
      }
    },
  };
}

async function endOf(child: ChildProcess): Promise<{ code: number | null; signal: NodeJS.Signals | null }> {
  // 'close' and not 'exit': by then everything it wrote has been read.
  const [code, signal] = (await once(child, 'close')) as [number | null, NodeJS.Signals | null];
  return { code, signal };
}
