import type { Output, ReportDefinition } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { aboutAnswer } from './about-answer.ts';
import { answerReport } from './answer-report.ts';
import { askStore } from './ask-store.ts';
import { compileReport } from './compile/compile-report.ts';
import { MOST_QUESTION_MS } from './count-report.ts';
import { namedBookersBy } from './names-bookers.ts';
import { settingOf } from './setting-of.ts';

const ROWS = 25;

export interface PreviewReport {
  readonly organisation: Organisation;
  readonly definition: ReportDefinition;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The first rows, without totals, without a trace in the history, and without what tells of single bookers: where criteria name them
 * nothing is asked, for how many rows there are tells of them too. @throws Refusal
 */
export async function previewReport(
  deps: Pick<Context, 'db' | 'clock' | 'connectors' | 'warehouse'>,
  { organisation, definition, signal }: PreviewReport,
): Promise<Output<'previewReport'>> {
  const compiled = compileReport(definition, settingOf(organisation, deps.clock.now()));
  if (namedBookersBy(definition.criteria).length > 0) {
    const about = await aboutAnswer(deps, { organisation, definition, compiled, isWithheld: () => true });
    return { ...about, matching: null, rows: [], isCut: false, total: null, subtotals: [] };
  }
  const asked = { organisation, definition, compiled, limit: ROWS, isPreview: true };
  return askStore(deps.warehouse, { organisation, signal, mostMs: MOST_QUESTION_MS, kind: 'question' }, (asking) =>
    answerReport(deps, asked, asking),
  );
}
