import { createHash } from 'node:crypto';
import { channel } from 'node:diagnostics_channel';
import { mkdir, rename, rm, writeFile } from 'node:fs/promises';
import type { Upload } from '@illuminate/contract';
import type { Context } from '../context.ts';
import type { Organisation } from '../control/schema/organisations.ts';
import type { UploadRow } from '../control/schema/uploads.ts';
import { seal } from '../keys/sealing.ts';
import { conflict, Refusal } from '../refusal.ts';
import { describeUpload } from './describe-upload.ts';
import { fileOfUpload } from './file-of-upload.ts';
import { findUpload, notInState } from './find-upload.ts';
import { bytesOf, PieceLost, pieceFile, placeOfPiece } from './received-file.ts';

export interface ReceivePart {
  readonly organisation: Organisation;
  readonly upload: string;
  readonly offset: number;
  readonly bytes: Uint8Array;
}

type Deps = Pick<Context, 'db' | 'clock' | 'uploads' | 'keys'>;

/** Tells that a piece lies sealed and is about to be noted. For tools that want to be there. */
const pieces = channel('illuminate:upload-piece');

/** Takes a piece: once this resolves it lies sealed. One that came before is answered as the upload stands. @throws Refusal */
export async function receivePart(deps: Deps, input: ReceivePart): Promise<Upload> {
  const { organisation, offset, bytes } = input;
  return deps.uploads.inTurn(organisation.id, input.upload, async () => {
    const row = await findUpload(deps, organisation, input.upload);
    const end = offset + bytes.length;
    if (end <= row.received_bytes && bytes.length > 0) return describeUpload(deps, organisation, row);
    if (row.state !== 'receiving') throw notInState(row);
    if (offset !== row.received_bytes || bytes.length === 0 || end > row.bytes) {
      throw conflict(
        `The next piece of ${row.file_name} begins at byte ${row.received_bytes} of ${row.bytes}; this one is from ${offset} to ${end}.`,
        'Go on from receivedBytes.',
      );
    }
    const { file, keyVersion } = await fileOfUpload(deps, row);
    await mkdir(file.folder, { recursive: true, mode: 0o700 });
    const target = pieceFile(file.folder, offset);
    const sealed = seal(file.key, keyVersion, placeOfPiece(organisation.id, row.id, offset), bytes);
    await writeFile(`${target}.unfinished`, sealed, { mode: 0o600, flush: true });
    await rename(`${target}.unfinished`, target);
    pieces.publish({ uploadId: row.id, offset });
    if (end === row.bytes) return complete(deps, organisation, row);
    const noted = await note(deps, row, { received_bytes: end });
    return describeUpload(deps, organisation, noted);
  });
}

async function complete(deps: Deps, organisation: Organisation, row: UploadRow): Promise<Upload> {
  const { file } = await fileOfUpload(deps, row);
  const hash = createHash('sha256');
  let length = 0;
  try {
    for await (const piece of bytesOf(file)) {
      hash.update(piece);
      length += piece.length;
    }
  } catch (err) {
    if (!(err instanceof PieceLost)) throw err;
  }
  if (length === row.bytes && hash.digest('hex') === row.sha256) {
    const noted = await note(deps, row, { received_bytes: row.bytes, state: 'received' });
    return describeUpload(deps, organisation, noted);
  }
  await rm(file.folder, { recursive: true, force: true });
  await note(deps, row, { received_bytes: 0 });
  throw new Refusal({
    code: 'part-hash-differs',
    detail: `What was received of ${row.file_name} is not the file that was announced: its SHA-256 differs.`,
    whoActs: 'organisation',
    nextStep: 'Send it again from the beginning; it may have been changed meanwhile.',
  });
}

function note(
  { db, clock }: Deps,
  row: UploadRow,
  change: { readonly received_bytes: number; readonly state?: 'received' },
): Promise<UploadRow> {
  return db
    .updateTable('uploads')
    .set({ ...change, touched_at: clock.now() })
    .where('id', '=', row.id)
    .returningAll()
    .executeTakeFirstOrThrow();
}
