import type { Group, Output, ReportType } from '@illuminate/contract';
import type { Principal } from '../access/principal.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { askStore } from './ask-store.ts';
import { compileCriteriaAlone } from './criteria-sets/check-criteria.ts';
import { explainPersonal } from './explain-personal.ts';
import { namedBookersBy } from './names-bookers.ts';
import { sayCriteria } from './say-criteria.ts';
import { sayWarnings } from './say-warnings.ts';

/** Somebody is typing: what takes longer is asked anew before it is answered. */
export const MOST_QUESTION_MS = 20_000;

export interface CountReport {
  readonly organisation: Organisation;
  readonly type: ReportType;
  readonly criteria: Group;
  /** Why bookers are named, where they are. */
  readonly reason: string | null;
  readonly principal: Principal;
  readonly actor: string;
  readonly signal?: AbortSignal | undefined;
}

/**
 * How many rows of the data set match, by one count of them. Where criteria name a booker, the count is of that booker: it is for who
 * says why. @throws Refusal invalid-input, or not-allowed
 */
export async function countReport(
  deps: Pick<Context, 'db' | 'clock' | 'warehouse'>,
  { organisation, type, criteria, reason, principal, actor, signal }: CountReport,
): Promise<Output<'countReport'>> {
  const { count, columns, dataset } = compileCriteriaAlone(deps, organisation, { type, criteria });
  const asked = {
    grain: dataset.grain,
    sentence: sayCriteria({ type, criteria }),
    warnings: sayWarnings({ type, criteria }),
  };
  // Nobody gives a reason while still typing: this is no mistake, and what is asked is said all the same.
  if (reason === null && namedBookersBy(criteria).length > 0) return { ...asked, matching: null };
  await explainPersonal(deps, { organisation, columns, criteria, reason, principal, actor });
  const [row] = await askStore(
    deps.warehouse,
    { organisation, signal, mostMs: MOST_QUESTION_MS, kind: 'question' },
    ({ query }) => query(count),
  );
  return { ...asked, matching: Number(row?.c0 ?? 0) };
}
