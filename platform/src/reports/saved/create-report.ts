import type { ReportDraft, SavedReport } from '@illuminate/contract';
import type { Principal } from '../../access/principal.ts';
import type { Context } from '../../context.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import { checkReport } from './check-report.ts';
import { describeReport } from './describe-reports.ts';
import { pinsOf } from './pins.ts';
import { insertReport, requireFreeName } from './report-rows.ts';
import { ownerIdOf } from './rights.ts';

export interface CreateReport {
  readonly organisation: Organisation;
  readonly principal: Principal;
  readonly actor: string;
  readonly draft: ReportDraft;
}

/** @throws Refusal invalid-input with everything that is wrong; conflict where the name is taken */
export async function createReport(
  deps: Pick<Context, 'db' | 'control' | 'clock'>,
  input: CreateReport,
): Promise<SavedReport> {
  const { organisation, principal, draft } = input;
  const definition = await checkReport(deps, organisation, draft);
  const row = await deps.db.transaction().execute(async (trx) => {
    const { name, visibility } = draft;
    await requireFreeName(trx, organisation, { name, visibility, owner_id: ownerIdOf(principal), except: null });
    const at = deps.clock.now();
    return insertReport(trx, { ...input, pins: pinsOf(definition, { at }), at, action: 'report.created' });
  });
  await deps.control.requestDump('report.created');
  return describeReport(deps, { organisation, principal, row });
}
