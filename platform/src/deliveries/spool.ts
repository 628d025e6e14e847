// Parts on their way from their arrival to the load: compressed, sealed, piece by piece, and without anything personal.
import { createHash, randomBytes } from 'node:crypto';
import {
  closeSync,
  existsSync,
  fsyncSync,
  mkdirSync,
  openSync,
  readSync,
  renameSync,
  rmSync,
  writeSync,
} from 'node:fs';
import { dirname, join } from 'node:path';
import { deserialize, serialize } from 'node:v8';
import { gunzipSync, gzipSync } from 'node:zlib';
import { syncFolder } from '../control/files.ts';
import { open, type Place, seal } from '../keys/sealing.ts';
import { OWN_ERROR } from '../logger.ts';
import { VERSION } from '../version.ts';
import { packedColumns, REQUESTED_AT, TABLE_NAMES } from '../warehouse/layout.ts';
import type { PackedBatch } from '../warehouse/pack.ts';

/** Some of a part's rows, packed, with the ids that may occur once in a batch and the lines they stood in. */
export interface SpooledChunk {
  readonly packed: PackedBatch;
  readonly orders: readonly Identified[];
  readonly tickets: readonly Identified[];
  readonly performances: readonly Identified[];
}

/** An id and its line. */
export type Identified = readonly [id: string, row: number];

/** Which file, and what opens it there and nowhere else. */
export interface SpoolPlace {
  readonly file: string;
  readonly place: Place;
  readonly key: Uint8Array;
  readonly keyVersion: number;
}

/** A spooled part that cannot be used: written by another version, sealed under another key, cut off or damaged. */
export class SpoolDamaged extends Error {
  override readonly name = 'SpoolDamaged';
  readonly [OWN_ERROR] = true;
  readonly code = 'spool_damaged';
  readonly file: string;

  constructor(file: string) {
    super('A part in the spool cannot be read, so it has to be sent again.');
    this.file = file;
  }
}

/** What lies in a file depends on how rows are packed: another version's is not read. */
const LAYOUT = createHash('sha256')
  .update(
    JSON.stringify([
      VERSION,
      `${REQUESTED_AT} in microseconds`,
      TABLE_NAMES.map((table) => [table, packedColumns(table)]),
    ]),
  )
  .digest()
  .subarray(0, 16);
const LENGTH_BYTES = 4;
const LONGEST_FRAME = 256 * 1024 * 1024;
const FASTEST = { level: 1 };

/** A name of a folder that no batch id can turn into another place, on any file system. */
export function batchFolder(root: string, organisationId: string, connectionId: string, batch: string): string {
  return join(root, organisationId, connectionId, createHash('sha256').update(batch).digest('hex').slice(0, 32));
}

export function partFile(folder: string, part: number): string {
  return join(folder, `part-${part}`);
}

const framePlace = (place: Place, frame: number): Place => [...place, String(frame), 'more'];
/** Says that nothing is missing at the end. */
const endPlace = (place: Place, frames: number): Place => [...place, String(frames), 'end'];

export interface SpoolWriter {
  write(chunk: SpooledChunk): void;
  /** From here on the part is there, whatever happens to the machine. */
  finish(): void;
  /** Leaves nothing, unless it was finished. */
  discard(): void;
}

/** Writes a part beside its place and puts it there whole. Only for threads: it waits for the disk. */
export function createSpoolWriter({ file, place, key, keyVersion }: SpoolPlace): SpoolWriter {
  const folder = dirname(file);
  makeFolders(folder);
  const unfinished = `${file}.${randomBytes(6).toString('hex')}.unfinished`;
  const handle = openSync(unfinished, 'wx', 0o600);
  let isOpen = true;
  let frames = 0;
  writeSync(handle, LAYOUT);
  const writeFrame = (sealed: Buffer): void => {
    const length = Buffer.alloc(LENGTH_BYTES);
    length.writeUInt32BE(sealed.length);
    writeAll(handle, length);
    writeAll(handle, sealed);
  };
  return {
    write(chunk) {
      writeFrame(seal(key, keyVersion, framePlace(place, frames), gzipSync(serialize(chunk), FASTEST)));
      frames += 1;
    },
    finish() {
      writeFrame(seal(key, keyVersion, endPlace(place, frames), Buffer.alloc(0)));
      fsyncSync(handle);
      closeSync(handle);
      isOpen = false;
      renameSync(unfinished, file);
      syncFolder(folder);
    },
    discard() {
      if (!isOpen) return;
      isOpen = false;
      closeSync(handle);
      rmSync(unfinished, { force: true });
    },
  };
}

/** @throws SpoolDamaged */
export function* readSpool({ file, place, key }: SpoolPlace): Generator<SpooledChunk> {
  let handle: number;
  try {
    handle = openSync(file, 'r');
  } catch {
    throw new SpoolDamaged(file);
  }
  try {
    if (!readExactly(handle, LAYOUT.length, file).equals(LAYOUT)) throw new SpoolDamaged(file);
    for (let frame = 0; ; frame += 1) {
      const length = readExactly(handle, LENGTH_BYTES, file).readUInt32BE();
      if (length > LONGEST_FRAME) throw new SpoolDamaged(file);
      const sealed = readExactly(handle, length, file);
      const content = opened(key, framePlace(place, frame), sealed);
      if (content !== null) yield deserialize(gunzipSync(content)) as SpooledChunk;
      else if (opened(key, endPlace(place, frame), sealed) !== null) return;
      else throw new SpoolDamaged(file);
    }
  } finally {
    closeSync(handle);
  }
}

function opened(key: Uint8Array, place: Place, sealed: Buffer): Buffer | null {
  try {
    return open(key, place, sealed);
  } catch {
    return null;
  }
}

function readExactly(handle: number, length: number, file: string): Buffer {
  const bytes = Buffer.allocUnsafe(length);
  for (let at = 0; at < length; ) {
    const read = readSync(handle, bytes, at, length - at, null);
    if (read === 0) throw new SpoolDamaged(file);
    at += read;
  }
  return bytes;
}

function writeAll(handle: number, bytes: Buffer): void {
  for (let at = 0; at < bytes.length; ) at += writeSync(handle, bytes, at);
}

/** New folders survive a power cut only once the folder that names them has reached the disk. */
function makeFolders(folder: string): void {
  if (existsSync(folder)) return;
  makeFolders(dirname(folder));
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  syncFolder(dirname(folder));
}
