import type { Output, ReportDefinition } from '@illuminate/contract';
import type { Principal } from '../access/principal.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { answerReport } from './answer-report.ts';
import { compileReport } from './compile/compile-report.ts';
import { explainPersonal } from './explain-personal.ts';
import type { RunRequest, WhichReportRan } from './runs/report-runs.ts';
import { settingOf } from './setting-of.ts';

/** Longer than this nobody waits before a screen; a run that is started may take longer. */
const MOST_WAIT_MS = 60_000;

export interface RunReport {
  readonly organisation: Organisation;
  readonly definition: ReportDefinition;
  /** Null for one that was sent along. */
  readonly of: WhichReportRan | null;
  /** Of rows shown; how many there are is counted beside. */
  readonly limit: number;
  /** Why columns that tell of single bookers are wanted. */
  readonly reason: string | null;
  readonly principal: Principal;
  readonly actor: string;
  /** Ends the run when its caller goes away. */
  readonly signal?: AbortSignal | undefined;
}

export type RunDeps = Pick<Context, 'db' | 'clock' | 'connectors' | 'warehouse' | 'reportRuns'>;

/** Compiles a report, looks the statements over, and runs them on the organisation's store. @throws Refusal invalid-input */
export async function runReport(deps: RunDeps, input: RunReport): Promise<Output<'runReport'>> {
  return (await runForHistory(deps, input)).result;
}

/** As `runReport`, with the id under which the history knows the run. */
export async function runForHistory(
  deps: RunDeps,
  input: RunReport,
): Promise<{ readonly id: string; readonly result: Output<'runReport'> }> {
  const { request, answer } = await prepareRun(deps, input);
  return deps.reportRuns.run({ ...request, signal: input.signal, mostMs: MOST_WAIT_MS }, async (running) => ({
    id: running.id,
    result: await answer(running),
  }));
}

/** What is checked before a run begins: whether it can be compiled, and whether single bookers may be looked at. @throws Refusal */
export async function prepareRun(deps: RunDeps, input: RunReport) {
  const { organisation, definition, of, limit, reason, principal, actor } = input;
  const compiled = compileReport(definition, settingOf(organisation, deps.clock.now()));
  await explainPersonal(deps, {
    ...{ organisation, reason, principal, actor },
    ...{ columns: compiled.columns, criteria: definition.criteria },
  });
  const request: RunRequest = {
    organisation,
    of,
    definition,
    purpose: 'screen',
    format: null,
    reason,
    principal,
    actor,
  };
  return {
    request,
    answer: async (running: Parameters<Parameters<RunDeps['reportRuns']['run']>[1]>[0]) => {
      const asked = { organisation, definition, compiled, limit, isPreview: false };
      const result = await answerReport(deps, asked, running, running.matching);
      running.wrote(result.rows.length);
      return result;
    },
  };
}
