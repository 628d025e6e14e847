import type { SavedReport } from '@illuminate/contract';
import { appendAudit } from '../../audit/append.ts';
import type { Context } from '../../context.ts';
import { json } from '../../control/json.ts';
import { describeReport } from './describe-reports.ts';
import { definitionOf, findReportToChange, type WhichReport } from './find-report.ts';
import { changesSince, pinsOf } from './pins.ts';
import { requireVersion } from './refuse-change.ts';

export interface AcceptDefinitions extends WhichReport {
  /** The one that was read. */
  readonly version: number;
  readonly actor: string;
}

/** From now on the report means what its fields and measures mean today. @throws Refusal conflict, not-allowed */
export async function acceptDefinitions(
  deps: Pick<Context, 'db' | 'control' | 'clock'>,
  input: AcceptDefinitions,
): Promise<SavedReport> {
  const { organisation, principal, version, actor } = input;
  const before = await findReportToChange(deps.db, input);
  const definition = await definitionOf(deps.db, organisation, before);
  const row = await deps.db.transaction().execute(async (trx) => {
    const now = await trx
      .selectFrom('reports')
      .selectAll()
      .where('id', '=', before.id)
      .forUpdate()
      .executeTakeFirstOrThrow();
    requireVersion(now, version, organisation.zone);
    const changed = changesSince(definition, now.pins, organisation.zone);
    if (changed.length === 0) return now;
    const at = deps.clock.now();
    await appendAudit(trx, {
      ...{ at, actor, action: 'report.definitions-accepted', subject: now.id, organisationId: organisation.id },
      details: { name: now.name, definitions: changed.map(({ id }) => id), version: version + 1 },
    });
    return trx
      .updateTable('reports')
      .set({
        ...{ pins: json(pinsOf(definition, { at })), version: version + 1, changed_by: actor, changed_at: at },
      })
      .where('id', '=', now.id)
      .returningAll()
      .executeTakeFirstOrThrow();
  });
  await deps.control.requestDump('report.definitions-accepted');
  return describeReport(deps, { organisation, principal, row });
}
