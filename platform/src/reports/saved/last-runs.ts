import type { ReportSummary } from '@illuminate/contract';
import { type Kysely, sql } from 'kysely';
import { nameActors } from '../../audit/name-actors.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import type { ControlTables } from '../../control/schema.ts';
import { NAMED_BOOKERS_PATH } from '../names-bookers.ts';

type LastRun = NonNullable<ReportSummary['lastRun']>;

interface RunRow {
  readonly report_id: string;
  readonly started_at: Date;
  readonly started_by: string;
  readonly row_count: number | null;
  readonly state: LastRun['outcome'];
}

/** The latest run of each report, saved or ready, by anybody. Where it named a booker, how many rows it had tells of that booker. */
export async function lastRuns(
  db: Kysely<ControlTables>,
  { id }: Pick<Organisation, 'id'>,
  reports: readonly string[],
): Promise<ReadonlyMap<string, LastRun>> {
  const { rows } = await sql<RunRow>`select distinct on (report_id) report_id, started_at, started_by, state,
      case when jsonb_path_exists(definition, ${NAMED_BOOKERS_PATH}::jsonpath) then null else row_count end as row_count
    from report_runs where organisation_id = ${id} and report_id = any(${reports}::text[])
    order by report_id, started_at desc`.execute(db);
  const nameOf = await nameActors(
    db,
    rows.map(({ started_by }) => started_by),
  );
  return new Map(
    rows.map(({ report_id, started_at, started_by, row_count, state }) => [
      report_id,
      { at: started_at.toISOString(), by: nameOf(started_by), rows: row_count, outcome: state },
    ]),
  );
}
