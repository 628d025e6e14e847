import { type FileHandle, open } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';

/** Each piece costs the event loop a tenth of a millisecond, however small it is. */
const PIECE_BYTES = 1024 * 1024;
const LOOK_AGAIN_MS = 20;

/**
 * A file from its beginning to its end while somebody writes it, no faster than it is taken. What it holds of memory is one piece.
 * @param writing resolves once nothing more is written. @throws what `writing` rejects with, as soon as that is known
 */
export async function* readGrowingFile(path: string, writing: Promise<unknown>): AsyncGenerator<Buffer> {
  let isWritten = false;
  let failure: { readonly err: unknown } | null = null;
  const written = writing.then(
    () => {
      isWritten = true;
    },
    (err: unknown) => {
      failure = { err };
    },
  );
  let file: FileHandle | null = null;
  let position = 0;
  let piece: Buffer | null = null;
  try {
    for (;;) {
      const failed = failure as { readonly err: unknown } | null;
      if (failed !== null) throw failed.err;
      // Asked before reading: what is read after the end of writing is all there is.
      const isLast = isWritten;
      file ??= await openIfThere(path);
      piece ??= Buffer.allocUnsafe(PIECE_BYTES);
      const { bytesRead = 0 } = (await file?.read(piece, 0, PIECE_BYTES, position)) ?? {};
      if (bytesRead > 0) {
        position += bytesRead;
        yield piece.subarray(0, bytesRead);
        piece = null;
      } else if (isLast) return;
      else await Promise.race([written, sleep(LOOK_AGAIN_MS)]);
    }
  } finally {
    await file?.close();
  }
}

async function openIfThere(path: string): Promise<FileHandle | null> {
  try {
    return await open(path, 'r');
  } catch (err) {
    if (err instanceof Error && 'code' in err && err.code === 'ENOENT') return null;
    throw err;
  }
}
