import type { ReadyReportMark } from '@illuminate/contract';
import type { Kysely } from 'kysely';
import type { Principal } from '../../access/principal.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import type { ControlTables } from '../../control/schema.ts';
import { READY_REPORTS } from '../ready-reports.ts';
import { lastRuns } from './last-runs.ts';
import { ownerIdOf } from './rights.ts';

/** Of each ready report whether it is a favourite of somebody's in an organisation, and when it was last run there. */
export async function readyMarks(
  db: Kysely<ControlTables>,
  organisation: Pick<Organisation, 'id'>,
  principal: Principal,
): Promise<ReadyReportMark[]> {
  const ids = READY_REPORTS.map(({ id }) => id);
  const marked = await db
    .selectFrom('ready_favourites')
    .select('report')
    .where('organisation_id', '=', organisation.id)
    .where('person_id', '=', ownerIdOf(principal))
    .execute();
  const favourites = new Set(marked.map(({ report }) => report));
  const runs = await lastRuns(db, organisation, ids);
  return ids.map((id) => ({ id, isFavourite: favourites.has(id), lastRun: runs.get(id) ?? null }));
}
