import type { Context } from '../context.ts';
import type { UploadRow } from '../control/schema/uploads.ts';
import type { SpoolPlace } from '../deliveries/spool.ts';
import { uploadFolder } from './received-file.ts';
import type { ReceivedFile } from './upload-messages.ts';

export interface FileOfUpload {
  readonly file: ReceivedFile;
  readonly keyVersion: number;
  readonly rows: SpoolPlace;
  readonly notes: SpoolPlace;
}

/** Where what is kept of an upload lies, and what opens it: a key that is derived from the organisation's, and goes with it. */
export async function fileOfUpload(
  { keys, db, uploads }: Pick<Context, 'keys' | 'db' | 'uploads'>,
  { id, organisation_id: organisationId }: Pick<UploadRow, 'id' | 'organisation_id'>,
): Promise<FileOfUpload> {
  const { version: keyVersion, bytes } = await keys.derivedKey(organisationId, 'uploaded files', db);
  const folder = uploadFolder(uploads.folder, organisationId, id);
  const key = Uint8Array.from(bytes);
  const place = (name: string): SpoolPlace => ({
    file: `${folder}/${name}`,
    place: [organisationId, id, name],
    key,
    keyVersion,
  });
  return {
    file: { folder, organisationId, uploadId: id, key },
    keyVersion,
    rows: place('rows'),
    notes: place('notes'),
  };
}
