import type { SavedReport } from '@illuminate/contract';
import type { Context } from '../../context.ts';
import { checkReport } from './check-report.ts';
import { describeReport } from './describe-reports.ts';
import { findReport, type WhichReport } from './find-report.ts';
import { pinsOf } from './pins.ts';
import { nameOfCopy } from './refuse-change.ts';
import { insertReport, requireFreeName } from './report-rows.ts';
import { ownerIdOf } from './rights.ts';

export interface CopyReport extends WhichReport {
  readonly name: string | null;
  readonly actor: string;
}

/** The copy is whoever made it's own, to change, with the definitions of today. @throws Refusal not-found, conflict */
export async function copyReport(
  deps: Pick<Context, 'db' | 'control' | 'clock'>,
  input: CopyReport,
): Promise<SavedReport> {
  const { organisation, principal, actor } = input;
  const of = await findReport(deps.db, input);
  const { type, description, folder, criteria, output, template } = of;
  const definition = await checkReport(deps, organisation, { type, criteria, output, template });
  const row = await deps.db.transaction().execute(async (trx) => {
    const whose = { visibility: 'own', owner_id: ownerIdOf(principal), except: null } as const;
    const taken = await requireFreeName(trx, organisation, { name: input.name, ...whose });
    const name = input.name ?? nameOfCopy(of.name, taken);
    const at = deps.clock.now();
    return insertReport(trx, {
      ...{ organisation, principal, actor, at, action: 'report.copied', details: { of: of.id } },
      draft: { type, name, description, folder, visibility: 'own', isReadOnly: false, criteria, output, template },
      pins: pinsOf(definition, { at }),
    });
  });
  await deps.control.requestDump('report.copied');
  return describeReport(deps, { organisation, principal, row });
}
