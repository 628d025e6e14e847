// What the columns of a log are, as somebody chose it for the last file with the same headers.
import { isDeepStrictEqual } from 'node:util';
import type { ActivityImportField } from '@illuminate/contract';
import { fingerprintOf } from '@illuminate/delivery';
import type { Context } from '../../context.ts';
import { json } from '../../control/json.ts';
import type { Organisation } from '../../control/schema/organisations.ts';
import { type ImportColumn, readColumns } from './columns.ts';

type Deps = Pick<Context, 'db'>;

/** Of a file without names of columns nothing is remembered: the next one may be another. */
const areNamed = (headers: readonly string[]): boolean => headers.some((header) => header !== '');

/** By the places of the columns; null where nobody chose for such a file. */
export async function rememberedColumns(
  { db }: Deps,
  organisation: Organisation,
  headers: readonly string[],
): Promise<(ActivityImportField | null)[] | null> {
  if (!areNamed(headers)) return null;
  const row = await db
    .selectFrom('activity_import_columns')
    .select('fields')
    .where('organisation_id', '=', organisation.id)
    .where('fingerprint', '=', fingerprintOf(headers))
    .executeTakeFirst();
  // Written by ourselves.
  return row?.fields ?? null;
}

interface Remember {
  readonly organisation: Organisation;
  readonly columns: readonly ImportColumn[];
  readonly actor: string;
  readonly at: Date;
}

/** What is chosen as it would be read anyway is nothing to remember. */
export async function rememberColumns({ db }: Deps, { organisation, columns, actor, at }: Remember): Promise<void> {
  const headers = columns.map(({ header }) => header);
  if (!areNamed(headers)) return;
  const fingerprint = fingerprintOf(headers);
  const fields = columns.map(({ field }) => field);
  if (
    isDeepStrictEqual(
      fields,
      readColumns(headers).map(({ field }) => field),
    )
  ) {
    await db
      .deleteFrom('activity_import_columns')
      .where('organisation_id', '=', organisation.id)
      .where('fingerprint', '=', fingerprint)
      .execute();
    return;
  }
  const chosen = { fields: json(fields), set_by: actor, set_at: at };
  await db
    .insertInto('activity_import_columns')
    .values({ organisation_id: organisation.id, fingerprint, ...chosen })
    .onConflict((on) => on.columns(['organisation_id', 'fingerprint']).doUpdateSet(chosen))
    .execute();
}
