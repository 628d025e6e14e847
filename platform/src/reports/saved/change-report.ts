import { isDeepStrictEqual } from 'node:util';
import type { ReportDraft, SavedReport } from '@illuminate/contract';
import { notAllowedTo } from '../../access/admit.ts';
import { appendAudit } from '../../audit/append.ts';
import type { Context } from '../../context.ts';
import { json } from '../../control/json.ts';
import type { ReportRow } from '../../control/schema/reports.ts';
import { checkReport } from './check-report.ts';
import { describeReport } from './describe-reports.ts';
import { findReportToChange, type WhichReport } from './find-report.ts';
import { pinsOf } from './pins.ts';
import { requireVersion } from './refuse-change.ts';
import { criteriaColumns, requireFreeName } from './report-rows.ts';
import { administers, owns } from './rights.ts';

type Words = Omit<ReportDraft, 'type'>;

export interface ChangeReport extends WhichReport {
  /** The one that was read. */
  readonly version: number;
  /** What is left out stays. */
  readonly changes: { readonly [Part in keyof Words]?: Words[Part] | undefined };
  readonly actor: string;
}

/** @throws Refusal conflict for a change that was not seen, or a name that is taken; not-allowed, invalid-input */
export async function changeReport(
  deps: Pick<Context, 'db' | 'control' | 'clock'>,
  input: ChangeReport,
): Promise<SavedReport> {
  const { organisation, principal, version, actor } = input;
  const before = await findReportToChange(deps.db, input);
  requireVersion(before, version, organisation.zone);
  const was = wordsOf(before);
  const given = Object.entries(input.changes).filter(([, value]) => value !== undefined);
  const words: Words = { ...was, ...Object.fromEntries(given) };
  const changed = (Object.keys(was) as (keyof Words)[]).filter((part) => !isDeepStrictEqual(was[part], words[part]));
  if (changed.length === 0) return describeReport(deps, { organisation, principal, row: before });
  if (words.visibility === 'own' && changed.includes('visibility') && !mayKeep(input, before)) {
    throw notAllowedTo(`“${before.name}” is not yours to keep from others.`, 'Copy it: the copy is your own.');
  }
  const definition = await checkReport(deps, organisation, { ...words, type: before.type });
  const row = await deps.db.transaction().execute(async (trx) => {
    await requireFreeName(trx, organisation, {
      ...{ name: before.archived_at === null ? words.name : null, visibility: words.visibility },
      ...{ owner_id: before.owner_id, except: before.id },
    });
    const now = await trx.selectFrom('reports').selectAll().where('id', '=', before.id).executeTakeFirstOrThrow();
    requireVersion(now, version, organisation.zone);
    const at = deps.clock.now();
    await appendAudit(trx, {
      ...{ at, actor, action: 'report.changed', subject: before.id, organisationId: organisation.id },
      details: { name: words.name, changed, version: version + 1 },
    });
    const { name, description, folder, visibility, isReadOnly, criteria, output, template } = words;
    return trx
      .updateTable('reports')
      .set({
        ...{ name, description, folder, visibility, is_read_only: isReadOnly, ...criteriaColumns(criteria) },
        ...{ output: json(output), template: json(template), pins: json(pinsOf(definition, { pins: now.pins, at })) },
        ...{ version: version + 1, changed_by: actor, changed_at: at },
      })
      .where('id', '=', before.id)
      .returningAll()
      .executeTakeFirstOrThrow();
  });
  await deps.control.requestDump('report.changed');
  return describeReport(deps, { organisation, principal, row });
}

function wordsOf(row: ReportRow): Words {
  const { name, description, folder, visibility, is_read_only, criteria, output, template } = row;
  return { name, description, folder, visibility, isReadOnly: is_read_only, criteria, output, template };
}

const mayKeep = ({ principal, organisation }: WhichReport, row: ReportRow): boolean =>
  owns(principal, row) || administers(principal, organisation);
