import type { Group } from '@illuminate/contract';
import { notAllowedTo } from '../access/admit.ts';
import type { Principal } from '../access/principal.ts';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { invalidInput } from '../refusal.ts';
import type { CompiledColumn } from './compile/compile-report.ts';
import { namedBookersBy } from './names-bookers.ts';
import { buildsReports } from './saved/rights.ts';

export interface Explained {
  readonly organisation: Organisation;
  readonly columns: readonly CompiledColumn[];
  readonly criteria: Group;
  readonly reason: string | null;
  readonly principal: Principal;
  readonly actor: string;
}

/**
 * Who looks at single bookers, by columns of theirs or by criteria that name them, is somebody who builds reports, says why, and that is kept.
 * @throws Refusal not-allowed, or invalid-input without a reason
 */
export async function explainPersonal(
  { db, clock }: Pick<Context, 'db' | 'clock'>,
  { organisation, columns, criteria, reason, principal, actor }: Explained,
): Promise<void> {
  const personal = columns.filter((column) => column.personal !== 'none').map(({ label }) => label);
  const named = namedBookersBy(criteria);
  if (personal.length === 0 && named.length === 0) return;
  const by = named.map((label) => `criteria by ${label}`);
  const isOne = personal.length === 1 && named.length === 0;
  const tells = `${[...personal, ...by].join(', ')} ${isOne ? 'tells' : 'tell'} of single bookers`;
  if (!buildsReports(principal, organisation)) {
    throw notAllowedTo(
      `${tells}: this report is for insights administrators.`,
      'Ask one to run it, or for a report of groups.',
    );
  }
  if (reason === null) throw invalidInput([{ path: 'body.reason', message: `say why: ${tells}` }]);
  await db.transaction().execute((trx) =>
    appendAudit(trx, {
      at: clock.now(),
      actor,
      action: 'report.personal-columns',
      subject: organisation.id,
      organisationId: organisation.id,
      details: { columns: personal, ...(named.length === 0 ? {} : { criteria: named }), reason },
    }),
  );
}
