/** What a reader of server-sent events is at. `refused` is final: asking again would be refused again. */
export type StreamState = 'connecting' | 'live' | 'reconnecting' | 'refused';

export interface FollowOptions {
  readonly open: (signal: AbortSignal) => Promise<Response>;
  readonly onData: (data: string) => void;
  readonly onState: (state: StreamState) => void;
  /** Whether an error of `open` is an answer rather than an accident. */
  readonly isRefusal: (err: unknown) => boolean;
  /** Silence after which the stream is taken for dead. */
  readonly silenceMs?: number;
  readonly wait?: (ms: number, signal: AbortSignal) => Promise<void>;
  readonly random?: () => number;
}

const FIRST_WAIT = 1_000;
const LONGEST_WAIT = 30_000;

/** How long to wait before the nth attempt in a row (from 1): doubling, capped, with half of it jitter. */
export function waitBefore(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (attempt - 1));
  return Math.round(full / 2 + (random() * full) / 2);
}

/** Reads server-sent events out of text that arrives in pieces. Event names and ids are not used here. */
export function createEventParser(onData: (data: string) => void): (piece: string) => void {
  let rest = '';
  let data: string[] = [];
  return (piece) => {
    const lines = (rest + piece).split(/\r\n|\n|\r(?!$)/);
    rest = lines.pop() ?? '';
    for (const line of lines) {
      if (line === '') {
        if (data.length > 0) onData(data.join('\n'));
        data = [];
      } else if (line.startsWith('data:')) {
        data.push(line.slice(line.startsWith('data: ') ? 6 : 5));
      }
    }
  };
}

const pause = (ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    const timer = setTimeout(resolve, ms);
    signal.addEventListener('abort', () => {
      clearTimeout(timer);
      resolve();
    });
  });

/** Reads one answer to its end, or until nothing came for `silenceMs`. */
async function readAll(response: Response, feed: (piece: string) => void, silenceMs: number, signal: AbortSignal) {
  const reader = response.body?.pipeThrough(new TextDecoderStream()).getReader();
  if (reader === undefined) return;
  const stop = () => void reader.cancel().catch(() => {});
  signal.addEventListener('abort', stop);
  try {
    for (;;) {
      const timer = setTimeout(stop, silenceMs);
      const { done, value } = await reader.read().finally(() => clearTimeout(timer));
      if (done) return;
      feed(value);
    }
  } finally {
    signal.removeEventListener('abort', stop);
    stop();
  }
}

/**
 * Follows a stream of server-sent events until the returned function is called, coming back after every break.
 * EventSource isn't used because it hides the status of a refusal and its reconnecting can't be slowed down.
 */
export function followEvents(options: FollowOptions): () => void {
  const { open, onData, onState, isRefusal, silenceMs = 60_000, wait = pause, random = Math.random } = options;
  const over = new AbortController();
  const run = async () => {
    let attempt = 0;
    onState('connecting');
    while (!over.signal.aborted) {
      try {
        const response = await open(over.signal);
        onState('live');
        const feed = createEventParser((data) => {
          attempt = 0;
          onData(data);
        });
        await readAll(response, feed, silenceMs, over.signal);
      } catch (err) {
        if (over.signal.aborted) return;
        if (isRefusal(err)) return onState('refused');
      }
      if (over.signal.aborted) return;
      attempt += 1;
      onState('reconnecting');
      await wait(waitBefore(attempt, random), over.signal);
    }
  };
  void run();
  return () => over.abort();
}
