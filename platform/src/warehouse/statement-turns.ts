/** Whoever is typing waits least; a file goes on beside other work. */
export type KindOfStatement = 'question' | 'run' | 'file';

export interface TurnAsked {
  readonly organisationId: string;
  readonly kind: KindOfStatement;
  /** Aborted when nobody wants it any more: then its turn is not waited for. */
  readonly signal: AbortSignal;
}

/** Runs a long statement when its turn comes. @throws the signal's reason where it is aborted before that */
export type StatementTurns = <T>(asked: TurnAsked, work: () => Promise<T>) => Promise<T>;

interface Waiting extends TurnAsked {
  begin(): void;
}

/**
 * Each store's threads are half of the cores, so two keep the machine busy. More only take turns, spill what each has begun, and keep
 * the thread that serves from its core: ten people's reports of five million tickets took twice as long at once, and some ran out of
 * memory (docs/decisions/2026-11-30-reports-take-turns.md).
 */
const AT_ONCE = 2;
/** One more for whoever is typing, and one of Node's four threads always free for what is no statement. */
const MOST: Readonly<Record<KindOfStatement, number>> = { question: AT_ONCE + 1, run: AT_ONCE, file: AT_ONCE };
const FILES_AT_ONCE = 1;

/** Gives out turns at long statements, whichever store they are asked of: questions first, and none waits for its own organisation's next. */
export function createStatementTurns(): StatementTurns {
  const running = new Set<TurnAsked>();
  const waiting: Waiting[] = [];
  const filesRunning = (): number => [...running].filter(({ kind }) => kind === 'file').length;
  const mayBegin = ({ kind }: TurnAsked): boolean =>
    running.size < MOST[kind] && (kind !== 'file' || filesRunning() < FILES_AT_ONCE);
  const isAlone = ({ organisationId }: TurnAsked): boolean =>
    [...running].every((other) => other.organisationId !== organisationId);

  function next(): Waiting | undefined {
    const ready = waiting.filter(mayBegin);
    return ready.find(({ kind }) => kind === 'question') ?? ready.find(isAlone) ?? ready[0];
  }

  function beginNext(): void {
    for (let one = next(); one !== undefined; one = next()) {
      waiting.splice(waiting.indexOf(one), 1);
      running.add(one);
      one.begin();
    }
  }

  function turnOf({ organisationId, kind, signal }: TurnAsked): Promise<Waiting> {
    return new Promise((resolve, reject) => {
      const leave = (): void => {
        waiting.splice(waiting.indexOf(mine), 1);
        reject(signal.reason);
      };
      const begin = (): void => {
        signal.removeEventListener('abort', leave);
        resolve(mine);
      };
      const mine: Waiting = { organisationId, kind, signal, begin };
      signal.addEventListener('abort', leave, { once: true });
      waiting.push(mine);
      beginNext();
    });
  }

  return async (asked, work) => {
    asked.signal.throwIfAborted();
    const mine = await turnOf(asked);
    try {
      return await work();
    } finally {
      running.delete(mine);
      beginNext();
    }
  };
}
