import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { UploadRow } from '../control/schema/uploads.ts';
import { notFound, notPossibleNow, type Refusal } from '../refusal.ts';

/** @throws Refusal not-found, also for another organisation's */
export async function findUpload(
  { db }: Pick<Context, 'db'>,
  organisation: Pick<Organisation, 'id'>,
  id: string,
): Promise<UploadRow> {
  const row = await db
    .selectFrom('uploads')
    .selectAll()
    .where('id', '=', id)
    .where('organisation_id', '=', organisation.id)
    .executeTakeFirst();
  if (row === undefined) throw notFound(`upload ${id}`);
  return row;
}

const SAYS: Readonly<Record<UploadRow['state'], readonly [is: string, next: string]>> = {
  receiving: ['has not been received whole', 'Send the rest of the file first.'],
  received: ['has not been checked', 'Settle its columns and have it checked first.'],
  checking: ['is being checked', 'Wait until the check has ended.'],
  checked: ['waits to be confirmed', 'Confirm it, or cancel it.'],
  loading: ['is being loaded', 'Wait until it is loaded.'],
  loaded: ['is loaded', 'Undo it, if it should not be there.'],
  undone: ['was taken back', 'Put it back, or upload the file anew.'],
  cancelled: ['was cancelled', 'Upload the file anew.'],
  expired: ['was not confirmed in time, and its file is gone', 'Upload the file anew.'],
  failed: ['could not be read', 'Correct the file and upload it anew.'],
};

/** An upload is not in a state in which this can be done to it. */
export function notInState({ file_name: name, state }: Pick<UploadRow, 'file_name' | 'state'>): Refusal {
  const [is, next] = SAYS[state];
  return notPossibleNow(`The upload of ${name} ${is}.`, next);
}

/** States in which a file lies here. */
export const OPEN_STATES = ['receiving', 'received', 'checking', 'checked', 'loading'] as const;
