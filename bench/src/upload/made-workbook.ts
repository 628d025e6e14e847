import { once } from 'node:events';
import { type FileHandle, open } from 'node:fs/promises';
import { crc32, createDeflateRaw } from 'node:zlib';
import { HEADER, lineOf } from './made-file.ts';

const MAIN = 'xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"';
const OFFICE = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const PACKAGE = 'xmlns="http://schemas.openxmlformats.org/package/2006/relationships"';
const ROWS_AT_ONCE = 2_000;
/** Columns of the made lines that a spreadsheet has as dates, and as numbers. */
const DATES = new Set([1, 3]);
const NUMBERS = new Set([6]);
const DAY_MS = 86_400_000;
const EPOCH = Date.UTC(1899, 11, 30);

const relation = (id: number, type: string, target: string): string =>
  `<Relationship Id="rId${id}" Type="${OFFICE}/${type}" Target="${target}"/>`;
const relations = (...inner: readonly string[]): string =>
  `<Relationships ${PACKAGE}>${inner.join('')}</Relationships>`;

/** Writes the made sales as a workbook of one sheet, piece by piece: texts shared, dates and amounts as the numbers that spreadsheets keep. */
export async function writeWorkbook(path: string, rows: number): Promise<void> {
  const file = await open(path, 'w');
  try {
    const zip = createZip(file);
    await zip.add('_rels/.rels', [relations(relation(1, 'officeDocument', 'xl/workbook.xml'))]);
    await zip.add('xl/_rels/workbook.xml.rels', [
      relations(
        relation(1, 'worksheet', 'worksheets/sheet1.xml'),
        relation(2, 'sharedStrings', 'sharedStrings.xml'),
        relation(3, 'styles', 'styles.xml'),
      ),
    ]);
    await zip.add('xl/workbook.xml', [
      `<workbook ${MAIN} xmlns:r="${OFFICE}"><sheets><sheet name="Sales" sheetId="1" r:id="rId1"/></sheets></workbook>`,
    ]);
    await zip.add('xl/styles.xml', [
      `<styleSheet ${MAIN}><cellXfs count="2"><xf numFmtId="0"/><xf numFmtId="22"/></cellXfs></styleSheet>`,
    ]);
    const shared = new Map<string, number>();
    await zip.add('xl/worksheets/sheet1.xml', sheetOf(rows, shared));
    await zip.add('xl/sharedStrings.xml', sharedOf(shared));
    await zip.finish();
  } finally {
    await file.close();
  }
}

function* sheetOf(rows: number, shared: Map<string, number>): Generator<string> {
  const text = (value: string): string => {
    const known = shared.get(value) ?? shared.size;
    shared.set(value, known);
    return `<c t="s"><v>${known}</v></c>`;
  };
  yield `<worksheet ${MAIN}><sheetData><row>${HEADER.split(',').map(text).join('')}</row>`;
  for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
    let piece = '';
    for (let at = from; at < Math.min(from + ROWS_AT_ONCE, rows); at += 1) {
      const cells = lineOf(at).map((value, column) => {
        if (NUMBERS.has(column)) return `<c><v>${value}</v></c>`;
        if (!DATES.has(column)) return text(value);
        return `<c s="1"><v>${(Date.parse(`${value.replace(' ', 'T')}Z`) - EPOCH) / DAY_MS}</v></c>`;
      });
      piece += `<row>${cells.join('')}</row>`;
    }
    yield piece;
  }
  yield '</sheetData></worksheet>';
}

function* sharedOf(shared: ReadonlyMap<string, number>): Generator<string> {
  yield `<sst ${MAIN}>`;
  for (const text of shared.keys()) yield `<si><t>${text}</t></si>`;
  yield '</sst>';
}

/** A ZIP archive, deflated while it is written. */
function createZip(file: FileHandle) {
  const directory: Buffer[] = [];
  let offset = 0;
  const write = async (bytes: Buffer): Promise<void> => {
    await file.write(bytes, 0, bytes.length, offset);
    offset += bytes.length;
  };
  return {
    async add(name: string, pieces: Iterable<string>): Promise<void> {
      const begins = offset;
      const nameBytes = Buffer.from(name);
      // What it holds is known at its end: its head is written last.
      offset += 30 + nameBytes.length;
      const deflate = createDeflateRaw({ level: 6 });
      const packed = (async () => {
        const from = offset;
        for await (const chunk of deflate) await write(chunk as Buffer);
        return offset - from;
      })();
      let [checksum, size] = [0, 0];
      for (const piece of pieces) {
        const bytes = Buffer.from(piece);
        checksum = crc32(bytes, checksum);
        size += bytes.length;
        if (!deflate.write(bytes)) await once(deflate, 'drain');
      }
      deflate.end();
      const common = Buffer.alloc(26);
      common.writeUInt16LE(20, 0);
      common.writeUInt16LE(8, 4);
      common.writeUInt32LE(checksum, 10);
      common.writeUInt32LE(await packed, 14);
      common.writeUInt32LE(size, 18);
      common.writeUInt16LE(nameBytes.length, 22);
      const head = Buffer.concat([Buffer.from([0x50, 0x4b, 3, 4]), common, nameBytes]);
      await file.write(head, 0, head.length, begins);
      const entry = Buffer.alloc(46);
      entry.writeUInt32LE(0x02014b50, 0);
      common.copy(entry, 6, 0, 24);
      entry.writeUInt32LE(begins, 42);
      directory.push(Buffer.concat([entry, nameBytes]));
    },
    async finish(): Promise<void> {
      const entries = Buffer.concat(directory);
      const end = Buffer.alloc(22);
      end.writeUInt32LE(0x06054b50, 0);
      end.writeUInt16LE(directory.length, 8);
      end.writeUInt16LE(directory.length, 10);
      end.writeUInt32LE(entries.length, 12);
      end.writeUInt32LE(offset, 16);
      await write(Buffer.concat([entries, end]));
    },
  };
}
