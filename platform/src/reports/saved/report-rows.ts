import type { ReportCriteria, ReportDraft } from '@illuminate/contract';
import type { Transaction } from 'kysely';
import type { Principal } from '../../access/principal.ts';
import { appendAudit } from '../../audit/append.ts';
import { json } from '../../control/json.ts';
import { newId } from '../../control/new-id.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import type { ReportRow } from '../../control/schema/reports.ts';
import type { ControlTables } from '../../control/schema.ts';
import { notPossibleNow } from '../../refusal.ts';
import type { Pins } from './pins.ts';
import { nameTaken } from './refuse-change.ts';
import { ownerIdOf } from './rights.ts';

/** More than anybody finds anything among. */
const MOST_REPORTS = 2_000;

interface Named extends Pick<ReportRow, 'visibility' | 'owner_id'> {
  /** Null asks for no name in particular. */
  readonly name: string | null;
  /** The report whose name it is already. */
  readonly except: string | null;
}

/**
 * Two reports that everybody sees have different names, and so have two that one person keeps. Of two at once the second sees the first.
 * @returns the names that are taken, in lower case @throws Refusal conflict, or not-possible-now where there are too many
 */
export async function requireFreeName(
  trx: Transaction<ControlTables>,
  organisation: Pick<Organisation, 'id'>,
  { name, visibility, owner_id, except }: Named,
): Promise<ReadonlySet<string>> {
  await trx.selectFrom('organisations').select('id').where('id', '=', organisation.id).forUpdate().execute();
  const rows = await trx
    .selectFrom('reports')
    .select(['id', 'name', 'visibility', 'owner_id'])
    .where('organisation_id', '=', organisation.id)
    .where('archived_at', 'is', null)
    .execute();
  const others = rows.filter(({ id }) => id !== except);
  if (others.length >= MOST_REPORTS) {
    throw notPossibleNow(`There are ${MOST_REPORTS} reports already.`, 'Archive those that nobody uses.');
  }
  const beside = others.filter(
    (other) => other.visibility === visibility && (visibility === 'organisation' || other.owner_id === owner_id),
  );
  const taken = new Set(beside.map((other) => other.name.toLowerCase()));
  if (name !== null && taken.has(name.toLowerCase())) throw nameTaken('report', name);
  return taken;
}

/** A standard set has no row to refer to. */
export function criteriaColumns(criteria: ReportCriteria) {
  const set = 'criteriaSet' in criteria ? criteria.criteriaSet : null;
  return { criteria: json(criteria), criteria_set_id: set?.startsWith('crs_') === true ? set : null };
}

interface InsertReport {
  readonly organisation: Pick<Organisation, 'id'>;
  readonly principal: Principal;
  readonly actor: string;
  readonly draft: ReportDraft;
  readonly pins: Pins;
  readonly at: Date;
  readonly action: string;
  readonly details?: Record<string, unknown>;
}

export async function insertReport(
  trx: Transaction<ControlTables>,
  { organisation, principal, actor, draft, pins, at, action, details = {} }: InsertReport,
): Promise<ReportRow> {
  const id = newId('rpt');
  const { type, name, description, folder, visibility, isReadOnly, criteria, output, template } = draft;
  await appendAudit(trx, {
    ...{ at, actor, action, subject: id, organisationId: organisation.id },
    details: { name, type, visibility, ...details },
  });
  return trx
    .insertInto('reports')
    .values({
      ...{ id, organisation_id: organisation.id, type, name, description, folder, visibility, version: 1 },
      ...{ is_read_only: isReadOnly, output: json(output), template: json(template), pins: json(pins) },
      ...criteriaColumns(criteria),
      ...{ owner_id: ownerIdOf(principal), created_by: actor, created_at: at, changed_by: actor, changed_at: at },
      archived_at: null,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}
