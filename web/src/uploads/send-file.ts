import { MAX_UPLOAD_PART_BYTES, type Upload, type UploadKind } from '@illuminate/contract';
import { api } from '../api/client.ts';

interface SendFile {
  readonly organisation: string;
  readonly kind: UploadKind;
  readonly fileName: string;
  readonly content: Blob;
  readonly sha256: string;
  readonly leftOnComputer: readonly string[];
  /** Told the upload after each piece. */
  readonly onProgress: (upload: Upload) => void;
  readonly signal: AbortSignal;
}

/** Smaller than may be: progress is seen, and what breaks off is soon sent again. */
const PIECE_BYTES = Math.min(1024 * 1024, MAX_UPLOAD_PART_BYTES);

/** Sends a file piece by piece, from where it stands: one that was sent in part goes on there. @throws ApiError */
export async function sendFile({ content, onProgress, signal, ...about }: SendFile): Promise<Upload> {
  const { organisation, kind, fileName, sha256 } = about;
  const leftOnComputer = [...about.leftOnComputer];
  let upload = await api.call('beginUpload', {
    params: { organisation },
    body: { kind, fileName, sha256, bytes: content.size, leftOnComputer },
    signal,
  });
  while (upload.state === 'receiving') {
    onProgress(upload);
    const offset = upload.receivedBytes;
    const bytes = new Uint8Array(await content.slice(offset, offset + PIECE_BYTES).arrayBuffer());
    const params = { organisation, upload: upload.id, offset };
    upload = await api.call('sendUploadPart', { params, bytes, signal });
  }
  return upload;
}
