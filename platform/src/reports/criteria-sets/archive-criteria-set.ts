import type { CriteriaSet } from '@illuminate/contract';
import { appendAudit } from '../../audit/append.ts';
import type { Context } from '../../context.ts';
import { requireFreeName, requireSaved, type Whose } from './criteria-set-rows.ts';
import { describeCriteriaSet } from './describe-criteria-sets.ts';

type Deps = Pick<Context, 'db' | 'control' | 'clock'>;

export interface ArchiveCriteriaSet extends Whose {
  readonly id: string;
  /** False takes it out of the archive. */
  readonly archive: boolean;
}

/** Reports that use it keep working. @throws Refusal not-possible-now for a standard one; conflict where its name is taken */
export async function archiveCriteriaSet(deps: Deps, input: ArchiveCriteriaSet): Promise<CriteriaSet> {
  const { organisation, id, archive, actor } = input;
  const before = await requireSaved(deps, organisation, id);
  const action = archive ? 'criteria-set.archived' : 'criteria-set.restored';
  const set = await deps.db.transaction().execute(async (trx) => {
    if (!archive) await requireFreeName(trx, organisation, { type: before.type, name: before.name, except: id });
    const at = deps.clock.now();
    const row = await trx
      .updateTable('criteria_sets')
      .set({ archived_at: archive ? at : null })
      .where('id', '=', id)
      .where('archived_at', archive ? 'is' : 'is not', null)
      .returningAll()
      .executeTakeFirst();
    if (row === undefined) return before;
    await appendAudit(trx, {
      ...{ at, actor, action, subject: id, organisationId: organisation.id, details: { name: row.name } },
    });
    return row;
  });
  await deps.control.requestDump(action);
  return describeCriteriaSet(deps, { ...input, found: { kind: 'saved', set } });
}
