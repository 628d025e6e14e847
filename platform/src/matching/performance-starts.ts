import { formatWall } from '@illuminate/model';
import { z } from 'zod';
import type { Context } from '../context.ts';
import type { ActivityMatchRow } from '../control/schema/matching.ts';

const row = z.object({ key: z.string(), starts_local: z.number() });

const STARTS = `select p.connection_id || ' ' || p.source_id as key, p.starts_local from performances p
semi join (select unnest(string_split(?, chr(31))) as key) wanted on wanted.key = p.connection_id || ' ' || p.source_id
where p.starts_local is not null and p.deleted_at is null`;

type Single = Pick<ActivityMatchRow, 'connection_id' | 'performance_id'>;

/** When the performances begin that are matched by themselves, as wall time. Where none is, the store is not asked. */
export async function readPerformanceStarts(
  { warehouse }: Pick<Context, 'warehouse'>,
  organisationId: string,
  matches: readonly Single[],
): Promise<(match: Single) => string | null> {
  const keyOf = ({ connection_id, performance_id }: Single): string => `${connection_id} ${performance_id}`;
  const keys = matches.filter(({ performance_id }) => performance_id !== null).map(keyOf);
  if (keys.length === 0) return () => null;
  const found = await warehouse.withStore(organisationId, (store) =>
    store.query(STARTS, [[...new Set(keys)].join('\u001f')]),
  );
  const starts = new Map(
    z
      .array(row)
      .parse(found)
      .map((one) => [one.key, formatWall(one.starts_local)]),
  );
  return (match) => starts.get(keyOf(match)) ?? null;
}
