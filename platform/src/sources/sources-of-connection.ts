import type { Connection as ConnectionAnswer } from '@illuminate/contract';
import type { Kysely } from 'kysely';
import type { Connection } from '../control/schema/connections.ts';
import type { ControlTables } from '../control/schema.ts';
import { describeChoice, describeOverlap, namesOf } from './list-sources.ts';

/** What of one connection another sells as well, and the choices about it that hold. */
export async function sourcesOf(
  db: Kysely<ControlTables>,
  { id, organisation_id }: Pick<Connection, 'id' | 'organisation_id'>,
): Promise<ConnectionAnswer['sources']> {
  const overlaps = await db
    .selectFrom('source_overlaps')
    .selectAll()
    .where((eb) => eb.or([eb('first_connection_id', '=', id), eb('later_connection_id', '=', id)]))
    .orderBy('from_day')
    .execute();
  const choices = await db
    .selectFrom('source_choices')
    .selectAll()
    .where((eb) => eb.or([eb('counts_connection_id', '=', id), eb('other_connection_id', '=', id)]))
    .where('undone_at', 'is', null)
    .orderBy('number', 'desc')
    .limit(100)
    .execute();
  if (overlaps.length === 0 && choices.length === 0) return { overlaps: [], choices: [] };
  const names = await namesOf(db, organisation_id);
  return {
    overlaps: overlaps.map((row) => describeOverlap(row, names)),
    choices: choices.map((row) => describeChoice(row, names, null)),
  };
}
