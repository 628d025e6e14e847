import type { ReportRunState } from '@illuminate/contract';
import { Refusal, type RefusalParts } from '../refusal.ts';

/** A run of a report that was ended before it was done, and as what the history knows it. */
export class RunEnded extends Refusal {
  override readonly name = 'RunEnded';
  readonly state: Exclude<ReportRunState, 'running' | 'succeeded'>;

  constructor(state: RunEnded['state'], parts: Pick<RefusalParts, 'detail' | 'nextStep'>) {
    super({ code: 'not-possible-now', whoActs: 'organisation', ...parts });
    this.state = state;
  }
}

export const endedLate = (ms: number): RunEnded =>
  new RunEnded('failed', {
    detail: `The report took longer than ${Math.round(ms / 1_000)} seconds and was ended.`,
    nextStep: 'Ask for a shorter time, or for fewer groups; or start it as a run, which may take longer.',
  });

export const endedByLeaving = (): RunEnded =>
  new RunEnded('cancelled', { detail: 'Whoever asked for the report went away.', nextStep: 'Ask for it again.' });

export const endedBy = (name: string): RunEnded =>
  new RunEnded('cancelled', { detail: `The run was cancelled by ${name}.`, nextStep: 'Run it again.' });

export const endedWithServer = (): RunEnded =>
  new RunEnded('cut-off', { detail: 'The server was stopped while it ran.', nextStep: 'Run it again.' });
