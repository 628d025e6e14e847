import type { PackageParts } from '@illuminate/delivery/package-parts';
import { unreadable } from '@illuminate/delivery/unreadable';
import {
  CUT_OFF,
  DEFLATED,
  entriesOf,
  headBytesOf,
  LOCAL_BYTES,
  placeOfDirectory,
  refuseOthers,
  SEND_AGAIN,
  STORED,
  TAIL_BYTES,
} from '@illuminate/delivery/zip-directory';
import { piecesOf } from './pieces-of.ts';

/** What may be unpacked of a workbook, in bytes, whatever its directory declares. */
const MOST_UNPACKED = 512 * 1024 * 1024;
const MOST_DIRECTORY = 8 * 1024 * 1024;

/**
 * The package of a workbook on disk: only what is asked for is read, and never the whole of it at once.
 * @throws DeliveryFault part-unreadable
 */
export async function openBlobPackage(file: Blob): Promise<PackageParts> {
  const bytesAt = async (from: number, to: number): Promise<Uint8Array> =>
    new Uint8Array(await file.slice(from, to).arrayBuffer());
  refuseOthers(await bytesAt(0, 4));
  const place = placeOfDirectory(await bytesAt(Math.max(0, file.size - TAIL_BYTES), file.size));
  if (place.bytes > MOST_DIRECTORY) throw unreadable(CUT_OFF, SEND_AGAIN);
  const entries = entriesOf(await bytesAt(place.at, place.at + place.bytes), place.entries);
  return {
    has: (name) => entries.has(name.toLowerCase()),
    async *read(name) {
      const entry = entries.get(name.toLowerCase());
      if (entry === undefined) throw unreadable(`The XLSX file lacks its part ${name}.`, SEND_AGAIN);
      const start = entry.offset + headBytesOf(await bytesAt(entry.offset, entry.offset + LOCAL_BYTES));
      const end = start + entry.compressed;
      if (end > file.size) throw unreadable(CUT_OFF, SEND_AGAIN);
      yield* unpacked(file.slice(start, end), entry.method);
    },
  };
}

async function* unpacked(packed: Blob, method: number): AsyncGenerator<Uint8Array> {
  if (method !== STORED && method !== DEFLATED)
    throw unreadable('The XLSX file is packed in a way that spreadsheets do not use.', SEND_AGAIN);
  const stream =
    method === STORED ? packed.stream() : packed.stream().pipeThrough(new DecompressionStream('deflate-raw'));
  let left = MOST_UNPACKED;
  try {
    for await (const piece of piecesOf(stream)) {
      left -= piece.length;
      if (left < 0)
        throw unreadable('Unpacked, the XLSX file is bigger than can be read.', 'Cut it into several files.');
      yield piece;
    }
  } catch (err) {
    // What does not unpack.
    if (err instanceof TypeError) throw unreadable(CUT_OFF, SEND_AGAIN);
    throw err;
  }
}
