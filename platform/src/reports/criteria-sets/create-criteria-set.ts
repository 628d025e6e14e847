import type { CriteriaSet } from '@illuminate/contract';
import type { Context } from '../../context.ts';
import { compileCriteriaAlone, withinBody } from './check-criteria.ts';
import { type CriteriaSetWords, insertCriteriaSet, requireFreeName, type Whose } from './criteria-set-rows.ts';
import { describeCriteriaSet } from './describe-criteria-sets.ts';

type Deps = Pick<Context, 'db' | 'control' | 'clock'>;

export type CreateCriteriaSet = Whose & CriteriaSetWords;

/** @throws Refusal invalid-input for criteria that make no sense; conflict where the name is taken */
export async function createCriteriaSet(deps: Deps, input: CreateCriteriaSet): Promise<CriteriaSet> {
  const { organisation, actor, type, name, description, criteria } = input;
  withinBody(() => compileCriteriaAlone(deps, organisation, { type, criteria }));
  const set = await deps.db.transaction().execute(async (trx) => {
    await requireFreeName(trx, organisation, { type, name, except: null });
    return insertCriteriaSet(trx, {
      ...{ organisation, actor, at: deps.clock.now(), action: 'criteria-set.created' },
      words: { type, name, description, criteria },
    });
  });
  await deps.control.requestDump('criteria-set.created');
  return describeCriteriaSet(deps, { ...input, found: { kind: 'saved', set } });
}
