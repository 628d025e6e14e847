import type { Group, ReportType } from '@illuminate/contract';
import type { Transaction } from 'kysely';
import type { Principal } from '../../access/principal.ts';
import { appendAudit } from '../../audit/append.ts';
import type { Context } from '../../context.ts';
import { json } from '../../control/json.ts';
import { newId } from '../../control/new-id.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import type { CriteriaSetRow } from '../../control/schema/reports.ts';
import type { ControlTables } from '../../control/schema.ts';
import { notPossibleNow } from '../../refusal.ts';
import { nameTaken } from '../saved/refuse-change.ts';
import { findCriteriaSet } from './find-criteria-set.ts';

export interface Whose {
  readonly organisation: Organisation;
  readonly principal: Principal;
  readonly actor: string;
}

export interface CriteriaSetWords {
  readonly type: ReportType;
  readonly name: string;
  readonly description: string;
  readonly criteria: Group;
}

/** @throws Refusal not-found; not-possible-now for a standard one */
export async function requireSaved(
  { db }: Pick<Context, 'db'>,
  organisation: Organisation,
  id: string,
): Promise<CriteriaSetRow> {
  const found = await findCriteriaSet(db, organisation, id);
  if (found.kind === 'saved') return found.set;
  throw notPossibleNow(
    `“${found.set.name}” is a standard criteria set, which stays as it is.`,
    'Copy it, and change the copy.',
  );
}

interface Named {
  readonly type: ReportType;
  readonly name: string | null;
  /** The one whose name it is already. */
  readonly except: string | null;
}

/** Of two at once the second sees the first. @returns the names that are taken @throws Refusal conflict */
export async function requireFreeName(
  trx: Transaction<ControlTables>,
  organisation: Organisation,
  { type, name, except }: Named,
): Promise<ReadonlySet<string>> {
  await trx.selectFrom('organisations').select('id').where('id', '=', organisation.id).forUpdate().execute();
  const rows = await trx
    .selectFrom('criteria_sets')
    .select(['id', 'name'])
    .where('organisation_id', '=', organisation.id)
    .where('type', '=', type)
    .where('archived_at', 'is', null)
    .execute();
  const taken = new Set(rows.filter(({ id }) => id !== except).map((row) => row.name.toLowerCase()));
  if (name !== null && taken.has(name.toLowerCase())) throw nameTaken('criteria set', name);
  return taken;
}

interface InsertCriteriaSet extends Pick<Whose, 'organisation' | 'actor'> {
  readonly words: CriteriaSetWords;
  readonly at: Date;
  readonly action: string;
  readonly details?: Record<string, unknown>;
}

export async function insertCriteriaSet(
  trx: Transaction<ControlTables>,
  { organisation, actor, words, at, action, details = {} }: InsertCriteriaSet,
): Promise<CriteriaSetRow> {
  const id = newId('crs');
  const { type, name, criteria } = words;
  await appendAudit(trx, {
    ...{ at, actor, action, subject: id, organisationId: organisation.id },
    details: { name, type, ...details },
  });
  return trx
    .insertInto('criteria_sets')
    .values({
      ...{ ...words, id, organisation_id: organisation.id, criteria: json(criteria), version: 1 },
      ...{ created_by: actor, created_at: at, changed_by: actor, changed_at: at, archived_at: null },
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}
