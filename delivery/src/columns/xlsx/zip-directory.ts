import { unreadable } from '../unreadable.ts';

const END_OF_DIRECTORY = 0x06054b50;
const END_BYTES = 22;
const LONGEST_COMMENT = 65_535;
const DIRECTORY_ENTRY = 0x02014b50;
const LOCAL_ENTRY = 0x04034b50;
const MOST_ENTRIES = 10_000;
const ZIP64_MARK = 0xffffffff;
const ZIP64_EXTRA = 0x0001;
const ENCRYPTED = 1;
/** Of programs before 2007, and of workbooks under a password. */
const OLE_CONTAINER = [0xd0, 0xcf, 0x11, 0xe0];

/** So much of an archive's end holds the place of its directory. */
export const TAIL_BYTES = END_BYTES + LONGEST_COMMENT;
/** Before the names of an entry's own head. */
export const LOCAL_BYTES = 30;
export const [STORED, DEFLATED] = [0, 8];

export const CUT_OFF = 'The XLSX file is cut off or damaged.';
export const SEND_AGAIN = 'Save it anew in a spreadsheet program, and send that.';

/** How and where the bytes of an entry are packed. */
export interface Entry {
  readonly method: number;
  readonly compressed: number;
  readonly offset: number;
}

/** Where the directory of an archive is. */
export interface DirectoryPlace {
  readonly entries: number;
  readonly at: number;
  readonly bytes: number;
}

/** @throws DeliveryFault part-unreadable, for a file that does not begin as an archive does */
export function refuseOthers(head: Uint8Array): void {
  if (OLE_CONTAINER.every((byte, at) => head[at] === byte)) {
    throw unreadable('It is an old XLS workbook, or one under a password.', 'Save it as XLSX without a password.');
  }
  if (head[0] !== 0x50 || head[1] !== 0x4b) {
    throw unreadable('It is not an XLSX file.', 'Say in the map what it is, or save it as XLSX.');
  }
}

/** @throws DeliveryFault part-unreadable */
export function placeOfDirectory(tail: Uint8Array): DirectoryPlace {
  const view = viewOf(tail);
  const lowest = Math.max(0, tail.length - TAIL_BYTES);
  let end = tail.length - END_BYTES;
  while (end >= lowest && view.getUint32(end, true) !== END_OF_DIRECTORY) end -= 1;
  if (end < lowest) throw unreadable(CUT_OFF, SEND_AGAIN);
  const entries = view.getUint16(end + 10, true);
  if (entries > MOST_ENTRIES) throw unreadable(`The XLSX file has over ${MOST_ENTRIES} parts within.`, SEND_AGAIN);
  return { entries, at: view.getUint32(end + 16, true), bytes: view.getUint32(end + 12, true) };
}

/** The entries of a directory, by their names in small letters. @throws DeliveryFault part-unreadable */
export function entriesOf(directory: Uint8Array, count: number): Map<string, Entry> {
  const view = viewOf(directory);
  const entries = new Map<string, Entry>();
  const decoder = new TextDecoder();
  try {
    let at = 0;
    for (let entry = 0; entry < count; entry += 1) {
      if (view.getUint32(at, true) !== DIRECTORY_ENTRY) throw unreadable(CUT_OFF, SEND_AGAIN);
      const lengthAt = (field: number): number => view.getUint16(at + field, true);
      const [name, extra, comment] = [lengthAt(28), lengthAt(30), lengthAt(32)];
      if ((lengthAt(8) & ENCRYPTED) !== 0) {
        throw unreadable('The XLSX file is encrypted.', 'Save it without a password.');
      }
      const names = at + 46;
      const text = decoder.decode(directory.subarray(names, names + name));
      // Names in a package differ by more than their case; some programs write them in another one than they refer to them.
      entries.set(text.toLowerCase(), {
        method: lengthAt(10),
        ...placeOf(view, at, directory.subarray(names + name, names + name + extra)),
      });
      at = names + name + extra + comment;
    }
  } catch (err) {
    if (err instanceof RangeError) throw unreadable(CUT_OFF, SEND_AGAIN);
    throw err;
  }
  return entries;
}

/** How many bytes stand before the packed ones, from an entry's own head. @throws DeliveryFault part-unreadable */
export function headBytesOf(local: Uint8Array): number {
  const view = viewOf(local);
  if (local.length < LOCAL_BYTES || view.getUint32(0, true) !== LOCAL_ENTRY) throw unreadable(CUT_OFF, SEND_AGAIN);
  return LOCAL_BYTES + view.getUint16(26, true) + view.getUint16(28, true);
}

const viewOf = (bytes: Uint8Array): DataView => new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);

/** Size and place of an entry; those that do not fit 32 bits stand in an extra field, in the order of the marks. */
function placeOf(all: DataView, at: number, extra: Uint8Array): { compressed: number; offset: number } {
  const unpacked = all.getUint32(at + 24, true);
  let compressed = all.getUint32(at + 20, true);
  let offset = all.getUint32(at + 42, true);
  if (unpacked !== ZIP64_MARK && compressed !== ZIP64_MARK && offset !== ZIP64_MARK) return { compressed, offset };
  const fields = viewOf(extra);
  let field = 0;
  while (fields.getUint16(field, true) !== ZIP64_EXTRA) field += 4 + fields.getUint16(field + 2, true);
  let value = field + 4;
  const next = (): number => {
    const number = Number(fields.getBigUint64(value, true));
    value += 8;
    return number;
  };
  if (unpacked === ZIP64_MARK) next();
  if (compressed === ZIP64_MARK) compressed = next();
  if (offset === ZIP64_MARK) offset = next();
  return { compressed, offset };
}
