import type { Group, Output, ReportType } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { askStore } from './ask-store.ts';
import { compileCriteriaAlone } from './criteria-sets/check-criteria.ts';
import { sayCriteria } from './say-criteria.ts';
import { sayWarnings } from './say-warnings.ts';

/** Somebody is typing: what takes longer is asked anew before it is answered. */
export const MOST_QUESTION_MS = 20_000;

export interface CountReport {
  readonly organisation: Organisation;
  readonly type: ReportType;
  readonly criteria: Group;
  readonly signal?: AbortSignal | undefined;
}

/** How many rows of the data set match, by one count of them. @throws Refusal invalid-input */
export async function countReport(
  deps: Pick<Context, 'clock' | 'warehouse'>,
  { organisation, type, criteria, signal }: CountReport,
): Promise<Output<'countReport'>> {
  const { count, dataset } = compileCriteriaAlone(deps, organisation, { type, criteria });
  const [row] = await askStore(deps.warehouse, { organisation, signal, mostMs: MOST_QUESTION_MS }, ({ query }) =>
    query(count),
  );
  return {
    matching: Number(row?.c0 ?? 0),
    grain: dataset.grain,
    sentence: sayCriteria({ type, criteria }),
    warnings: sayWarnings({ type, criteria }),
  };
}
