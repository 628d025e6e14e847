import type { Output, ReportDefinition } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { answerReport } from './answer-report.ts';
import { askStore } from './ask-store.ts';
import { compileReport } from './compile/compile-report.ts';
import { MOST_QUESTION_MS } from './count-report.ts';
import { settingOf } from './setting-of.ts';

const ROWS = 25;

export interface PreviewReport {
  readonly organisation: Organisation;
  readonly definition: ReportDefinition;
  readonly signal?: AbortSignal | undefined;
}

/**
 * The first rows, without totals, without a trace in the history, and without what tells of single bookers: of criteria that name
 * them, nothing at all. @throws Refusal
 */
export async function previewReport(
  deps: Pick<Context, 'db' | 'clock' | 'connectors' | 'warehouse'>,
  { organisation, definition, signal }: PreviewReport,
): Promise<Output<'previewReport'>> {
  const compiled = compileReport(definition, settingOf(organisation, deps.clock.now()));
  const asked = { organisation, definition, compiled, limit: ROWS, isPreview: true };
  return askStore(deps.warehouse, { organisation, signal, mostMs: MOST_QUESTION_MS }, (asking) =>
    answerReport(deps, asked, asking),
  );
}
