import type { CriteriaSet } from '@illuminate/contract';
import type { Context } from '../../context.ts';
import { nameOfCopy } from '../saved/refuse-change.ts';
import { insertCriteriaSet, requireFreeName, type Whose } from './criteria-set-rows.ts';
import { describeCriteriaSet } from './describe-criteria-sets.ts';
import { findCriteriaSet } from './find-criteria-set.ts';

type Deps = Pick<Context, 'db' | 'control' | 'clock'>;

export interface CopyCriteriaSet extends Whose {
  readonly id: string;
  readonly name: string | null;
}

/** A standard one too: that is how people begin. @throws Refusal not-found, conflict */
export async function copyCriteriaSet(deps: Deps, input: CopyCriteriaSet): Promise<CriteriaSet> {
  const { organisation, actor, id } = input;
  const { set: of } = await findCriteriaSet(deps.db, organisation, id);
  const { type, description, criteria } = of;
  const set = await deps.db.transaction().execute(async (trx) => {
    const taken = await requireFreeName(trx, organisation, { type, name: input.name, except: null });
    const name = input.name ?? nameOfCopy(of.name, taken);
    return insertCriteriaSet(trx, {
      ...{ organisation, actor, at: deps.clock.now(), action: 'criteria-set.copied', details: { of: id } },
      words: { type, name, description, criteria },
    });
  });
  await deps.control.requestDump('criteria-set.copied');
  return describeCriteriaSet(deps, { ...input, found: { kind: 'saved', set } });
}
