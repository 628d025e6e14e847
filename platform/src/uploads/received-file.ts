// A file on its way from its arrival to its end: in sealed pieces, each at its offset.
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { open, type Place } from '../keys/sealing.ts';
import { OWN_ERROR } from '../logger.ts';
import type { ReceivedFile } from './upload-messages.ts';

/** Where everything of an upload lies until it ends. */
export function uploadFolder(root: string, organisationId: string, uploadId: string): string {
  return join(root, organisationId, uploadId);
}

export const pieceFile = (folder: string, offset: number): string => join(folder, `piece-${offset}`);

export const placeOfPiece = (organisationId: string, uploadId: string, offset: number): Place => [
  organisationId,
  uploadId,
  'piece',
  String(offset),
];

/** A piece that is not there, or does not open: the file has to be sent again. */
export class PieceLost extends Error {
  override readonly name = 'PieceLost';
  readonly [OWN_ERROR] = true;
  readonly code = 'piece_lost';
  constructor() {
    super('A piece of an uploaded file cannot be read.');
  }
}

/** The bytes of a file from its beginning. @throws PieceLost */
export async function* bytesOf({ folder, organisationId, uploadId, key }: ReceivedFile): AsyncGenerator<Buffer> {
  const names = await readdir(folder).catch(() => []);
  const offsets = names.flatMap((name) => /^piece-(\d+)$/.exec(name)?.[1] ?? []).map(Number);
  let at = 0;
  for (const offset of offsets.sort((one, other) => one - other)) {
    if (offset !== at) throw new PieceLost();
    let piece: Buffer;
    try {
      piece = open(key, placeOfPiece(organisationId, uploadId, offset), await readFile(pieceFile(folder, offset)));
    } catch {
      throw new PieceLost();
    }
    yield piece;
    at += piece.length;
  }
}
