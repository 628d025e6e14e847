import type { RunningSimulator } from './serve.ts';

/** A simulated provider as the command line and tests see it. */
export interface Simulator {
  readonly id: string;
  readonly title: string;
  /** The lines of `--help`. */
  readonly help: () => string;
  /** Starts it from command-line words; `announce` prints what it serves. Throws an Error with a sentence for people. */
  readonly start: (words: readonly string[], announce: (line: string) => void) => Promise<RunningSimulator>;
}
