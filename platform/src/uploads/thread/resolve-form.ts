import { isUtf8 } from 'node:buffer';
import { DeliveryFault, lookIntoWorkbook, oneByteEncoding, readSample } from '@illuminate/delivery';
import { bytesOf } from '../received-file.ts';
import type { FormSaid, ReceivedFile } from '../upload-messages.ts';

type Sample = Awaited<ReturnType<typeof readSample>>;

export interface LookedAt {
  readonly sample: Sample;
  readonly sheets: readonly { readonly name: string; readonly isHidden: boolean }[];
  readonly remarks: readonly string[];
}

/** So much of a CSV file is looked at; a workbook cannot be read in part. */
const HEAD_BYTES = 2 * 1024 * 1024;
const MOST_WORKBOOK_BYTES = 32 * 1024 * 1024;

/** Beginnings of files that are neither CSV nor XLSX, with what to do. */
const OTHERS: readonly (readonly [prefix: readonly number[], what: string, next: string])[] = [
  [[0x1f, 0x8b], 'It is compressed.', 'Unpack it, and upload what is inside.'],
  [[0x25, 0x50, 0x44, 0x46], 'It is a PDF.', 'Export the report as CSV or XLSX.'],
  [[0x89, 0x50, 0x4e, 0x47], 'It is a picture.', 'Export the report as CSV or XLSX.'],
  [[0xff, 0xd8, 0xff], 'It is a picture.', 'Export the report as CSV or XLSX.'],
  [[0x7b, 0x5c, 0x72, 0x74], 'It is a text document.', 'Export the report as CSV or XLSX.'],
  [[0x37, 0x7a, 0xbc, 0xaf], 'It is compressed.', 'Unpack it, and upload what is inside.'],
];

const unreadable = (what: string, nextStep: string): DeliveryFault =>
  new DeliveryFault({ code: 'part-unreadable', what, nextStep, whoActs: 'organisation' });

/** Looks at how a file is written. @throws DeliveryFault part-unreadable */
export async function lookAt(file: ReceivedFile, form: FormSaid): Promise<LookedAt> {
  const head = await headOf(file, HEAD_BYTES);
  const other = OTHERS.find(([prefix]) => prefix.every((byte, at) => head[at] === byte));
  if (other !== undefined) throw unreadable(other[1], other[2]);
  if ((head[0] === 0x50 && head[1] === 0x4b) || (head[0] === 0xd0 && head[1] === 0xcf))
    return lookAtWorkbook(file, form);
  const text = head.subarray(0, 1024).toString('latin1').trimStart().toLowerCase();
  if (text.startsWith('<!doctype') || text.startsWith('<html') || text.startsWith('<?xml')) {
    throw unreadable(
      'It is a web page or XML, whatever its name says.',
      'Open it in a spreadsheet program and save it as XLSX, or export the report as CSV.',
    );
  }
  if (text.trim() === '' && head.every((byte) => byte <= 0x20)) {
    throw unreadable('It is empty.', 'Export the report anew, and look that it has lines.');
  }
  const remarks: string[] = [];
  const whole =
    form.encoding === undefined || form.encoding === null ? await encodingOfWhole(file, head, remarks) : form.encoding;
  const sample = await readSample(withoutCutLine(head), {
    encoding: whole ?? undefined,
    separator: form.separator ?? undefined,
    headerLine: form.headerLine,
  });
  return { sample, sheets: [], remarks };
}

async function lookAtWorkbook(file: ReceivedFile, form: FormSaid): Promise<LookedAt> {
  const bytes = await headOf(file, MOST_WORKBOOK_BYTES + 1);
  if (bytes.length > MOST_WORKBOOK_BYTES) {
    throw unreadable(
      'An XLSX file of more than 32 MiB is not read.',
      'Save the sheet as CSV, or cut it into several files.',
    );
  }
  const { sheets, hasMacros } = await lookIntoWorkbook(bytes);
  const sample = await readSample(bytes, { sheet: form.sheet ?? undefined, headerLine: form.headerLine });
  const read = form.sheet ?? (sheets.find(({ isHidden }) => !isHidden) ?? sheets[0])?.name;
  const remarks: string[] = [];
  if (hasMacros) remarks.push('The file brings programs (macros). They are ignored, and never run.');
  if (sheets.length > 1) remarks.push(`Of ${sheets.length} sheets one is read: ${read}.`);
  if (sheets.find(({ name }) => name === read)?.isHidden === true) remarks.push('The sheet that is read is hidden.');
  const file_ = sample.file.type === 'xlsx' && read !== undefined ? { ...sample.file, sheet: read } : sample.file;
  return { sample: { ...sample, file: file_ }, sheets, remarks };
}

async function headOf(file: ReceivedFile, most: number): Promise<Buffer> {
  const pieces: Buffer[] = [];
  let length = 0;
  for await (const piece of bytesOf(file)) {
    pieces.push(piece);
    length += piece.length;
    if (length >= most) break;
  }
  return Buffer.concat(pieces).subarray(0, most);
}

/** The beginning of a file may end in the middle of a line, and of a letter. */
function withoutCutLine(head: Buffer): Buffer {
  if (head.length < HEAD_BYTES) return head;
  const end = head.lastIndexOf(0x0a) + 1;
  return end === 0 ? head : head.subarray(0, end % 2 === 0 ? end : end - 1);
}

/** A file may be plain for a long way and have its first accent at its end. Undefined: its beginning tells (a mark, or zeros). */
async function encodingOfWhole(
  file: ReceivedFile,
  head: Buffer,
  remarks: string[],
): Promise<'utf-8' | 'windows-1252' | 'macintosh' | undefined> {
  const isUtf16 = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff) || head.includes(0);
  if (isUtf16) return undefined;
  const decoder = new TextDecoder('utf-8', { fatal: true });
  try {
    for await (const piece of bytesOf(file)) decoder.decode(piece, { stream: true });
    decoder.decode();
    return 'utf-8';
  } catch (err) {
    if (!(err instanceof TypeError)) throw err;
  }
  if (hasUtf8Letters(head)) {
    remarks.push(
      'Some lines are written in UTF-8 and others are not, as happens when files are put together. It is read as windows-1252; look at names with accents.',
    );
    return 'windows-1252';
  }
  return oneByteEncoding(head);
}

const hasUtf8Letters = (head: Buffer): boolean => {
  for (const line of head.toString('latin1').split('\n')) {
    if (/[\u00c3\u00c2\u00c5][\u0080-\u00bf]/.test(line) && isUtf8(Buffer.from(line, 'latin1'))) return true;
  }
  return false;
};
