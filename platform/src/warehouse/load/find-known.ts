import type { TableName } from '@illuminate/model';
import { literal } from '../layout.ts';
import type { Session } from '../session.ts';

/**
 * Which of some ids are stored, as SQL that stands for a table of `source_id`. They are looked for by themselves first: of most that
 * comes new nothing is stored, and then nothing else of the table is read into memory.
 * @param staged SQL of rows with a `source_id`
 */
export async function findKnown(
  session: Session,
  table: TableName,
  { connectionId, staged }: { readonly connectionId: string; readonly staged: string },
): Promise<string> {
  const known = `staging_known_${table}`;
  await session.run(`CREATE OR REPLACE TEMP TABLE ${known} AS SELECT t.source_id FROM ${table} t
    SEMI JOIN ${staged} s ON s.source_id = t.source_id WHERE t.connection_id = ${literal(connectionId)}`);
  return known;
}
