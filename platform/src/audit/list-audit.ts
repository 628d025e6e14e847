import { AUDIT_SUBJECTS, type AuditEntry, type AuditSubject } from '@illuminate/contract';
import { type Selectable, type SqlBool, sql } from 'kysely';
import type { Reach } from '../access/reach.ts';
import type { Context } from '../context.ts';
import type { AuditTable } from '../control/schema/platform.ts';
import { nameActors } from './name-actors.ts';
import { sayAction } from './say-action.ts';

export interface ListAudit {
  readonly reach: Reach;
  /** The number before which the page begins. */
  readonly before: number | null;
  readonly limit: number;
  readonly about?: AuditSubject | undefined;
  readonly action?: string | undefined;
}

/** A page of the trail, newest first. */
export async function listAudit(
  { db }: Pick<Context, 'db'>,
  { reach, before, limit, about, action }: ListAudit,
): Promise<{ items: AuditEntry[]; next: number | null }> {
  let query = db
    .selectFrom('audit')
    .selectAll()
    .orderBy('seq', 'desc')
    .limit(limit + 1);
  if (!reach.all) query = query.where(sql<SqlBool>`organisation_id = any(${[...reach.organisations]}::text[])`);
  if (reach.within !== null) query = query.where('organisation_id', '=', reach.within);
  if (about !== undefined) {
    query = query.where(sql<SqlBool>`split_part(action, '.', 1) = any(${[...AUDIT_SUBJECTS[about]]}::text[])`);
  }
  if (action !== undefined) query = query.where('action', '=', action);
  if (before !== null) query = query.where('seq', '<', before);
  const rows = await query.execute();
  const page = rows.slice(0, limit);
  return { items: await describe(db, page), next: rows.length > limit ? (page.at(-1)?.seq ?? null) : null };
}

async function describe(db: Context['db'], rows: readonly Selectable<AuditTable>[]): Promise<AuditEntry[]> {
  const ids = [...new Set(rows.flatMap(({ organisation_id }) => organisation_id ?? []))];
  const organisations =
    ids.length === 0
      ? []
      : await db.selectFrom('organisations').select(['id', 'slug', 'name']).where('id', 'in', ids).execute();
  const nameOf = await nameActors(
    db,
    rows.map(({ actor }) => actor),
  );
  return rows.map((row) => {
    const organisation = organisations.find(({ id }) => id === row.organisation_id);
    return {
      number: row.seq,
      at: row.at.toISOString(),
      who: nameOf(row.actor),
      action: row.action,
      what: sayAction(row.action),
      subject: row.subject,
      organisation: organisation === undefined ? null : { slug: organisation.slug, name: organisation.name },
      from: row.origin,
      details: row.details,
    };
  });
}
