/** What was, what is, and what was taken back. */
export interface History<State> {
  readonly past: readonly State[];
  readonly present: State;
  readonly future: readonly State[];
  /** What the last step was about: typing in one field is one step, however many letters. */
  readonly about: string | null;
}

/** Steps that can be taken back. */
const MOST_STEPS = 200;

export const begin = <State>(present: State): History<State> => ({ past: [], present, future: [], about: null });

/** Goes on with what was reached before, as one step that can be taken back. */
export const resume = <State>(initial: State, reached: State): History<State> => step(begin(initial), reached);

/** A step. One `about` the same as the step before it becomes one with it; nothing is kept of a step that changes nothing. */
export function step<State>(history: History<State>, next: State, about: string | null = null): History<State> {
  if (next === history.present) return history;
  const isSame = about !== null && about === history.about && history.future.length === 0;
  const past = isSame ? history.past : [...history.past, history.present].slice(-MOST_STEPS);
  return { past, present: next, future: [], about };
}

export function undo<State>(history: History<State>): History<State> {
  const before = history.past.at(-1);
  if (before === undefined) return history;
  return {
    past: history.past.slice(0, -1),
    present: before,
    future: [history.present, ...history.future],
    about: null,
  };
}

export function redo<State>(history: History<State>): History<State> {
  const [next, ...future] = history.future;
  if (next === undefined) return history;
  return { past: [...history.past, history.present], present: next, future, about: null };
}
