import type { Context } from '../context.ts';
import type { Moved } from './refresh-addresses.ts';

/** Who did what the demo did, in the audit. */
export const ACTOR = 'the demo';

/** One simulated box office system of the demo, with the organisations that are its clients. */
export interface DemoProvider {
  readonly provider: string;
  /** Its simulator's port, after ours. */
  readonly portAfter: number;
  /** What its simulator is told besides port and state. */
  readonly words: readonly string[];
  /** Makes its organisations and their connections. Once. */
  seed(context: Context, address: string): Promise<void>;
  /** What else must know that the simulator is at another address than last time. */
  moved?(context: Context, moved: Moved): Promise<void>;
  /** Lines for whoever looks at the terminal. */
  say?(address: string): readonly string[];
  /** What it begins once we can be called at `own`; again whenever its simulator was started again. */
  begin?(
    context: Context,
    begin: { readonly address: string; readonly own: string; readonly keyFile: string },
  ): Promise<void>;
}
