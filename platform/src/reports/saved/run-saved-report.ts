import type { Output } from '@illuminate/contract';
import { type RunDeps, runForHistory } from '../run-report.ts';
import { definitionOf, findReport, type WhichReport } from './find-report.ts';
import { changesSince } from './pins.ts';

export interface RunSavedReport extends WhichReport {
  readonly limit: number;
  readonly reason: string | null;
  readonly actor: string;
  readonly signal?: AbortSignal | undefined;
}

/** Runs a report as it is saved, an archived one too. @throws Refusal not-found, not-allowed; invalid-input without a reason */
export async function runSavedReport(
  deps: RunDeps,
  { report, ...run }: RunSavedReport,
): Promise<Output<'runSavedReport'>> {
  const { organisation, principal } = run;
  const row = await findReport(deps.db, { organisation, principal, report });
  const definition = await definitionOf(deps.db, organisation, row);
  const of = { kind: 'saved', id: row.id, name: row.name } as const;
  const changed = changesSince(definition, row.pins, organisation.zone);
  const { id, result } = await runForHistory(deps, { ...run, definition, of });
  return {
    ...result,
    ...{ id: row.id, name: row.name, description: row.description, template: row.template, run: id },
    warnings: [...result.warnings, ...changed.map(({ sentence }) => sentence)],
    changedDefinitions: changed,
  };
}
