import type { SavedReport } from '@illuminate/contract';
import { appendAudit } from '../../audit/append.ts';
import type { Context } from '../../context.ts';
import { describeReport } from './describe-reports.ts';
import { findReportToChange, type WhichReport } from './find-report.ts';
import { requireFreeName } from './report-rows.ts';

export interface ArchiveReport extends WhichReport {
  /** False takes it out of the archive. */
  readonly archive: boolean;
  readonly actor: string;
}

/** Nothing of it is lost, and doing it twice changes nothing. @throws Refusal not-allowed; conflict where its name is taken */
export async function archiveReport(
  deps: Pick<Context, 'db' | 'control' | 'clock'>,
  input: ArchiveReport,
): Promise<SavedReport> {
  const { organisation, principal, archive, actor } = input;
  const before = await findReportToChange(deps.db, input);
  const action = archive ? 'report.archived' : 'report.restored';
  const row = await deps.db.transaction().execute(async (trx) => {
    if (!archive) await requireFreeName(trx, organisation, { ...before, except: before.id });
    const at = deps.clock.now();
    const changed = await trx
      .updateTable('reports')
      .set({ archived_at: archive ? at : null })
      .where('id', '=', before.id)
      .where('archived_at', archive ? 'is' : 'is not', null)
      .returningAll()
      .executeTakeFirst();
    if (changed === undefined) return before;
    await appendAudit(trx, {
      ...{ at, actor, action, subject: before.id, organisationId: organisation.id, details: { name: before.name } },
    });
    return changed;
  });
  await deps.control.requestDump(action);
  return describeReport(deps, { organisation, principal, row });
}
