import { ApiError, type Progress } from '@illuminate/contract';
import { createProgressLine } from '../progress-bar.ts';
import type { Terminal } from '../terminal.ts';

const ASK_EVERY = 500;
/** A server that restarts takes the work up again; for so long its silence is borne. */
const SILENT_AT_MOST = 60_000;

interface AskUntilOver<Work> {
  readonly terminal: Terminal;
  readonly started: Work;
  readonly isOver: (work: Work) => boolean;
  readonly ask: (work: Work) => Promise<Work>;
  readonly describe: (work: Work) => string;
  readonly signal: AbortSignal;
  readonly asJson: boolean;
}

/** Shows how far work is until it is over. The work goes on when this stops asking. */
export async function askUntilOver<Work extends { readonly progress: Progress | null }>({
  terminal,
  started,
  isOver,
  ask,
  describe,
  signal,
  asJson,
}: AskUntilOver<Work>): Promise<Work> {
  const line = createProgressLine(terminal, asJson);
  let work = started;
  let silent = 0;
  try {
    while (!isOver(work)) {
      const { monthsLoaded = 0, monthsTotal = 0 } = work.progress ?? {};
      line.show({ done: monthsLoaded, total: monthsTotal, text: describe(work) });
      await terminal.wait(ASK_EVERY);
      signal.throwIfAborted();
      try {
        work = await ask(work);
        silent = 0;
      } catch (err) {
        const isSilence = err instanceof ApiError && ['unreachable', 'not-ready'].includes(err.problem.code);
        silent += ASK_EVERY;
        if (!isSilence || silent > SILENT_AT_MOST) throw err;
      }
    }
  } finally {
    line.end();
  }
  return work;
}
