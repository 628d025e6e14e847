import { isDeepStrictEqual } from 'node:util';
import type { CriteriaSet, Group } from '@illuminate/contract';
import { appendAudit } from '../../audit/append.ts';
import type { Context } from '../../context.ts';
import { json } from '../../control/json.ts';
import { requireVersion } from '../saved/refuse-change.ts';
import { compileCriteriaAlone, withinBody } from './check-criteria.ts';
import { requireFreeName, requireSaved, type Whose } from './criteria-set-rows.ts';
import { describeCriteriaSet } from './describe-criteria-sets.ts';

type Deps = Pick<Context, 'db' | 'control' | 'clock'>;

export interface ChangeCriteriaSet extends Whose {
  readonly id: string;
  /** The one that was read. */
  readonly version: number;
  readonly name?: string | undefined;
  readonly description?: string | undefined;
  readonly criteria?: Group | undefined;
}

/**
 * Every report that uses it asks the new criteria from its next run on.
 * @throws Refusal not-possible-now for a standard one; conflict for a change that was not seen, or a name that is taken
 */
export async function changeCriteriaSet(deps: Deps, input: ChangeCriteriaSet): Promise<CriteriaSet> {
  const { organisation, id, version, actor } = input;
  const before = await requireSaved(deps, organisation, id);
  const changes = {
    name: input.name ?? before.name,
    description: input.description ?? before.description,
    criteria: input.criteria ?? before.criteria,
  };
  withinBody(() => compileCriteriaAlone(deps, organisation, { type: before.type, criteria: changes.criteria }));
  const set = await deps.db.transaction().execute(async (trx) => {
    await requireFreeName(trx, organisation, { type: before.type, name: changes.name, except: id });
    const row = await trx.selectFrom('criteria_sets').selectAll().where('id', '=', id).executeTakeFirstOrThrow();
    requireVersion(row, version, organisation.zone);
    const changed = (['name', 'description', 'criteria'] as const).filter(
      (part) => !isDeepStrictEqual(row[part], changes[part]),
    );
    if (changed.length === 0) return row;
    const at = deps.clock.now();
    const { used } = await trx
      .selectFrom('reports')
      .select((eb) => eb.fn.countAll<number>().as('used'))
      .where('criteria_set_id', '=', id)
      .executeTakeFirstOrThrow();
    await appendAudit(trx, {
      ...{ at, actor, action: 'criteria-set.changed', subject: id, organisationId: organisation.id },
      details: { name: changes.name, changed, version: version + 1, reports: Number(used) },
    });
    return trx
      .updateTable('criteria_sets')
      .set({ ...changes, criteria: json(changes.criteria), version: version + 1, changed_by: actor, changed_at: at })
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirstOrThrow();
  });
  await deps.control.requestDump('criteria-set.changed');
  return describeCriteriaSet(deps, { ...input, found: { kind: 'saved', set } });
}
