import { expect, test } from 'vitest';
import { DeliveryFault } from '../fault.ts';
import type { ColumnMap } from './column-map.ts';
import { csvLines } from './csv-lines.ts';

type CsvFile = Extract<ColumnMap['file'], { type: 'csv' }>;
const FILE: CsvFile = { type: 'csv', encoding: 'utf-8', separator: ',', headerLine: 1 };

async function read(bytes: Buffer, file: Partial<CsvFile> = {}, piece = bytes.length): Promise<(readonly unknown[])[]> {
  const pieces: Buffer[] = [];
  for (let at = 0; at < bytes.length; at += piece) pieces.push(bytes.subarray(at, at + piece));
  const lines: (readonly unknown[])[] = [];
  for await (const { line, cells } of csvLines(pieces, { ...FILE, ...file })) lines.push([line, ...cells]);
  return lines;
}

test('lines keep the number under which they begin, over line breaks in quotes and empty lines', async () => {
  const text = 'a,b\r\n1,"two\r\nlines"\r\n\r\n2,"say ""x"", y"\r\n,\r\n3,z';
  expect(await read(Buffer.from(text))).toEqual([
    [1, 'a', 'b'],
    [2, '1', 'two\nlines'],
    [5, '2', 'say "x", y'],
    [7, '3', 'z'],
  ]);
});

test.each([1, 2, 3, 7])('lines above the header may hold anything; pieces of %i bytes', async (piece) => {
  const text = '"Sales, "unclosed\r\nReport;1\r\nRef;Name\r\n1;Ŵ\r\n';
  expect(await read(Buffer.from(text), { headerLine: 3, separator: ';' }, piece)).toEqual([
    [3, 'Ref', 'Name'],
    [4, '1', 'Ŵ'],
  ]);
});

test('windows-1252, UTF-16 and a byte order mark', async () => {
  const cp1252 = Buffer.from([0x52, 0x65, 0x66, 0x3b, 0x80, 0x0a, 0x43, 0x61, 0x66, 0xe9, 0x3b, 0x92, 0x0a]);
  expect(await read(cp1252, { encoding: 'windows-1252', separator: ';' })).toEqual([
    [1, 'Ref', '€'],
    [2, 'Café', '’'],
  ]);
  expect(await read(Buffer.from('\ufeffRef\t€\n', 'utf16le'), { encoding: 'utf-16le', separator: '\t' }, 3)).toEqual([
    [1, 'Ref', '€'],
  ]);
  expect(await read(Buffer.from('\ufeff"Ref",b\n'))).toEqual([[1, 'Ref', 'b']]);
});

test('what is not written as the map says is refused without a word of it', async () => {
  const secret = 'Ada Novák';
  for (const [bytes, file, detail, row] of [
    [Buffer.from(`Ref,Name\n1,${secret}`, 'latin1'), {}, 'It is not written in utf-8.', undefined],
    [Buffer.from(`Ref,Name\n1,"${secret}" x\n`), {}, 'Row 2: A quotation mark stands where none may.', 2],
    [Buffer.from(`t\nRef,Name\n1,2\n3,"${secret}`), { headerLine: 2 }, 'Row 4: A quotation mark is never closed.', 4],
    [Buffer.from(`Ref\n"${secret.repeat(200_000)}`), {}, 'A line is longer than 1 MiB.', undefined],
  ] as const) {
    const err = await read(bytes, file).catch((thrown: unknown) => thrown);
    expect(err).toBeInstanceOf(DeliveryFault);
    expect((err as DeliveryFault).detail).toContain(detail);
    expect((err as DeliveryFault).row).toBe(row);
    expect((err as DeliveryFault).message).not.toContain('Ada');
  }
});

test('a reader that has seen enough ends the source', async () => {
  let given = 0;
  function* endless(): Generator<Buffer> {
    for (;;) {
      given += 1;
      yield Buffer.from('1,2\n'.repeat(1000));
    }
  }
  for await (const { line } of csvLines(endless(), FILE)) if (line === 5000) break;
  expect(given).toBeLessThan(200);
});
