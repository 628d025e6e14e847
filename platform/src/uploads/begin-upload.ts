import { MAX_UPLOAD_BYTES, type Upload, type UploadKind } from '@illuminate/contract';
import { appendAudit } from '../audit/append.ts';
import type { Context } from '../context.ts';
import { json } from '../control/json.ts';
import { newId } from '../control/new-id.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import { notPossibleNow } from '../refusal.ts';
import { describeUpload } from './describe-upload.ts';
import { OPEN_STATES } from './find-upload.ts';

/** Files of one organisation that lie here at once. */
const MOST_OPEN = 20;
const MOST_OPEN_BYTES = 4 * MAX_UPLOAD_BYTES;

export interface BeginUpload {
  readonly organisation: Organisation;
  readonly kind: UploadKind;
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly leftOnComputer: readonly string[];
  readonly actor: string;
}

type Deps = Pick<Context, 'db' | 'clock' | 'uploads'>;

/** Notes which file is coming. The same file that is under way already is answered as it stands. @throws Refusal */
export async function beginUpload(deps: Deps, input: BeginUpload): Promise<Upload> {
  const { db, clock } = deps;
  const { organisation, kind, sha256, actor } = input;
  const row = await db.transaction().execute(async (trx) => {
    const open = await trx
      .selectFrom('uploads')
      .selectAll()
      .where('organisation_id', '=', organisation.id)
      .where('state', 'in', [...OPEN_STATES])
      .orderBy('touched_at')
      .limit(MOST_OPEN)
      .execute();
    const same = open.find((one) => one.kind === kind && one.sha256 === sha256);
    if (same !== undefined) return same;
    const [oldest] = open;
    const isFull =
      open.length >= MOST_OPEN || open.reduce((sum, { bytes }) => sum + bytes, input.bytes) > MOST_OPEN_BYTES;
    // Where none is open there is room for any.
    if (oldest !== undefined && isFull) {
      throw notPossibleNow(
        `${organisation.name} has ${open.length} uploads that nobody has confirmed yet, and no room for another.`,
        `Confirm or cancel one of them first; the oldest is “${oldest.file_name}” (${oldest.id}).`,
      );
    }
    const now = clock.now();
    const added = await trx
      .insertInto('uploads')
      .values({
        id: newId('upl'),
        organisation_id: organisation.id,
        connection_id: null,
        kind,
        state: 'receiving',
        file_name: input.fileName,
        bytes: input.bytes,
        received_bytes: 0,
        sha256,
        started_by: actor,
        started_at: now,
        touched_at: now,
        left_on_computer: json([...new Set(input.leftOnComputer)]),
        map: null,
        checked: null,
        receipt: null,
        undone_by: null,
        undone_at: null,
        failure: null,
      })
      .returningAll()
      .executeTakeFirstOrThrow();
    await appendAudit(trx, {
      at: now,
      actor,
      action: 'upload.begun',
      subject: added.id,
      organisationId: organisation.id,
      details: { kind, file: input.fileName, bytes: input.bytes, sha256, leftOnComputer: added.left_on_computer },
    });
    return added;
  });
  return describeUpload(deps, organisation, row);
}
