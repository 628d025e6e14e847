import { literal } from '../layout.ts';
import type { Session } from '../session.ts';
import type { LoadResult } from '../store-types.ts';
import { deliveriesFence } from './claim-fence.ts';
import { measureOverlaps } from './measure-overlaps.ts';

/** A name without what differs between systems: case, accents, signs, an article, a remark in brackets. */
const plainName = (name: string): string =>
  `trim(regexp_replace(regexp_replace(regexp_replace(lower(strip_accents(${name})), '\\(.*?\\)', ' ', 'g'), '[^a-z0-9]+', ' ', 'g'),
    '^ *(the|a|an|y|yr) ', ''))`;

/** Names of events are alike if one holds the other, or but few letters differ; what is performed at one time has few names. */
const ALIKE = `(mine.name = theirs.name
  OR (least(length(mine.name), length(theirs.name)) >= 4
    AND (contains(mine.name, theirs.name) OR contains(theirs.name, mine.name)))
  OR jaro_winkler_similarity(mine.name, theirs.name) >= 0.92)`;

/** Whether the store holds other connections' data as well. Of an organisation with one connection this question is all it costs. */
export async function hasOtherSources(session: Session, connectionId: string): Promise<boolean> {
  const own = [connectionId, deliveriesFence(connectionId)];
  const [row] = await session.rows(
    `SELECT EXISTS (FROM fence WHERE connection_id NOT IN (${own.map(literal).join(', ')})) AS others`,
  );
  return row?.others === true;
}

type Loaded = Pick<LoadResult, 'orders' | 'rows'>;

/** Begins to note the performances whose sales a load touches. */
export async function forgetTouched(session: Session): Promise<void> {
  await session.run('CREATE OR REPLACE TEMP TABLE staging_matched(performance_id VARCHAR)');
}

/** Notes the performances of the tickets that were staged last. */
export async function noteTouched(session: Session, { orders, rows }: Loaded): Promise<void> {
  // Where no ticket was staged, what the staging tables hold is an earlier load's.
  if (orders.changed === 0 || rows.tickets === undefined) return;
  await session.run(`INSERT INTO staging_matched
    SELECT performance_id FROM staging_tickets UNION SELECT performance_id FROM staging_stored_tickets`);
}

/**
 * Notices which of the performances that a load touched another connection sells as well, in the transaction of that load: nobody
 * ever sees anything counted twice. Ids mean nothing across providers; the moment of the beginning and the name of the event do.
 * @param catalogue whether events or performances changed, so that all are compared anew
 */
export async function matchPerformances(
  session: Session,
  connectionId: string,
  recordedAt: number,
  catalogue: boolean,
): Promise<void> {
  const [noted] = catalogue ? [] : await session.rows('SELECT EXISTS (FROM staging_matched) AS some');
  if (!catalogue && noted?.some !== true) return;
  const connection = literal(connectionId);
  // An hour that comes twice has two instants on one clock, and one system may know only the clock.
  const beginAlike = (moment: string): string => `
    SELECT mine.performance_id, mine.day, theirs.connection_id AS other_connection_id, theirs.performance_id AS other_performance_id
    FROM mine JOIN shown theirs ON theirs.${moment} = mine.${moment} AND theirs.connection_id <> ${connection} WHERE ${ALIKE}`;
  const some = catalogue ? '' : 'SEMI JOIN staging_matched t ON t.performance_id = shown.performance_id';
  await session.run(`CREATE OR REPLACE TEMP TABLE staging_pairs AS
    WITH shown AS (
      SELECT p.connection_id, p.source_id AS performance_id, p.starts_at, p.starts_local, p.starts_local::DATE AS day, ${plainName('e.name')} AS name
      FROM performances p JOIN events e ON e.connection_id = p.connection_id AND e.source_id = p.event_id
      WHERE p.deleted_at IS NULL
    ), mine AS (SELECT shown.* FROM shown ${some} WHERE connection_id = ${connection})
    ${(['starts_at', 'starts_local'] as const).map(beginAlike).join(' UNION ')}`);
  const known = (pair: string): string => `(
    (o.first_connection_id = ${connection} AND o.first_performance_id = ${pair}.performance_id
      AND o.later_connection_id = ${pair}.other_connection_id AND o.later_performance_id = ${pair}.other_performance_id)
    OR (o.later_connection_id = ${connection} AND o.later_performance_id = ${pair}.performance_id
      AND o.first_connection_id = ${pair}.other_connection_id AND o.first_performance_id = ${pair}.other_performance_id))`;
  const gone = catalogue
    ? `DELETE FROM overlapping_performances o WHERE ${connection} IN (o.first_connection_id, o.later_connection_id)
        AND NOT EXISTS (FROM staging_pairs p WHERE p.day = o.day AND ${known('p')});`
    : '';
  await session.run(`DELETE FROM overlapping_performances o USING staging_matched t
      WHERE (o.first_connection_id = ${connection} AND o.first_performance_id = t.performance_id)
        OR (o.later_connection_id = ${connection} AND o.later_performance_id = t.performance_id);
    ${gone}
    DELETE FROM staging_pairs p WHERE EXISTS (FROM overlapping_performances o WHERE ${known('p')})`);
  await measureOverlaps(session, connectionId, recordedAt);
}

/** Whether a load has written anything by which performances are matched. */
export function isCatalogueChanged(rows: LoadResult['rows']): boolean {
  return (['events', 'performances'] as const).some((table) => (rows[table] ?? 0) > 0);
}
