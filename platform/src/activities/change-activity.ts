import type { Activity } from '@illuminate/contract';
import type { Transaction } from 'kysely';
import { appendAudit } from '../audit/append.ts';
import type { ActivityRow } from '../control/schema/activities.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { ControlTables } from '../control/schema.ts';
import type { MatchingDeps } from '../matching/do-deed.ts';
import { refreshMatches } from '../matching/refresh-matches.ts';
import { conflict, notFound } from '../refusal.ts';
import { type ActivityInput, columnsOf, requireSense } from './insert-activity.ts';
import { showActivity } from './show-activity.ts';

interface OfActivity {
  readonly organisation: Organisation;
  readonly activity: string;
  /** The version that was read. */
  readonly version: number;
  readonly actor: string;
}

export interface ChangeActivity extends OfActivity {
  readonly input: ActivityInput;
}

/** Changes an activity. @throws Refusal conflict where somebody else was faster, invalid-input */
export async function changeActivity(deps: MatchingDeps, change: ChangeActivity): Promise<Activity> {
  const { organisation, input, actor } = change;
  requireSense(input);
  const at = deps.clock.now();
  await deps.db.transaction().execute(async (trx) => {
    const before = await lockVersion(trx, change);
    const columns = await columnsOf(trx, { organisation, input, actor, at });
    await trx
      .updateTable('activities')
      .set({ ...columns, version: before.version + 1 })
      .where('id', '=', before.id)
      .execute();
    const changed = Object.entries(columns)
      .filter(
        ([name, value]) =>
          name !== 'changed_at' && name !== 'changed_by' && before[name as keyof ActivityRow] !== value,
      )
      .map(([name]) => name);
    await appendAudit(trx, {
      at,
      actor,
      action: 'activity.changed',
      subject: before.id,
      organisationId: organisation.id,
      details: { title: input.title, changed },
    });
  });
  await refreshMatches(deps, organisation.id);
  return showActivity(deps, organisation, change.activity);
}

export interface ArchiveActivity extends OfActivity {
  readonly archived: boolean;
}

/** Archives an activity, or fetches it back. Its matches stay, and count only while it is not archived. @throws Refusal conflict */
export async function archiveActivity(deps: MatchingDeps, archive: ArchiveActivity): Promise<Activity> {
  const { organisation, archived, actor } = archive;
  const at = deps.clock.now();
  const action = archived ? 'activity.archived' : 'activity.fetched-back';
  await deps.db.transaction().execute(async (trx) => {
    const before = await lockVersion(trx, archive);
    await trx
      .updateTable('activities')
      .set({ archived_at: archived ? at : null, changed_by: actor, changed_at: at, version: before.version + 1 })
      .where('id', '=', before.id)
      .execute();
    await appendAudit(trx, {
      at,
      actor,
      action,
      subject: before.id,
      organisationId: organisation.id,
      details: { title: before.title },
    });
  });
  await refreshMatches(deps, organisation.id);
  return showActivity(deps, organisation, archive.activity);
}

async function lockVersion(
  trx: Transaction<ControlTables>,
  { organisation, activity, version }: OfActivity,
): Promise<ActivityRow> {
  const row = await trx
    .selectFrom('activities')
    .selectAll()
    .where('organisation_id', '=', organisation.id)
    .where('id', '=', activity)
    .forUpdate()
    .executeTakeFirst();
  if (row === undefined) throw notFound(`activity ${activity} in the log of ${organisation.slug}`);
  if (row.version !== version) {
    throw conflict(
      `“${row.title}” was changed meanwhile: you have version ${version}, and it is at ${row.version}.`,
      'Load it again, look at what is different, and make your change anew.',
    );
  }
  return row;
}
