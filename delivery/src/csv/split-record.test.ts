import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { lineBlocks } from '../bytes/line-blocks.ts';
import { gather, inPieces } from '../examples-for-tests.ts';
import { readCsv } from './read-csv.ts';
import { MISQUOTED, splitRecord, UNFINISHED } from './split-record.ts';

const quoted = (cell: string) => `"${cell.replaceAll('"', '""')}"`;
const needsQuotes = (cell: string) => /[",\r\n]/.test(cell);

describe('a record of CSV', () => {
  it('comes back as it was written, with the row on which it begins', async () => {
    const cell = fc.oneof(
      fc.string({ unit: fc.constantFrom('a', 'é', '"', ',', '\n', '\r', ' ', '🎭'), maxLength: 8 }),
      fc.constantFrom('', 'plain'),
    );
    const table = fc.array(fc.tuple(fc.array(cell, { minLength: 2, maxLength: 4 }), fc.boolean()), {
      minLength: 1,
      maxLength: 6,
    });
    await fc.assert(
      fc.asyncProperty(
        table,
        fc.constantFrom('\n', '\r\n'),
        fc.integer({ min: 1, max: 9 }),
        async (lines, end, pieces) => {
          let row = 1;
          const expected = lines.map(([cells]) => {
            const at = { row, cells };
            row += 1 + cells.join('').split('\n').length - 1;
            return at;
          });
          const written = lines.map(([cells, always]) =>
            cells.map((each) => (always || needsQuotes(each) ? quoted(each) : each)).join(','),
          );
          const bytes = Buffer.from(`x,y${end}${written.join(end)}${end}`);
          const { header, rows } = await readCsv(lineBlocks(inPieces(bytes, pieces), 1), 1);
          expect(header).toEqual(['x', 'y']);
          expect(await gather(rows)).toEqual(expected.map((each) => ({ ...each, row: each.row + 1 })));
        },
      ),
      { numRuns: 200 },
    );
  });

  it('is refused where a quote stands in the wrong place, and unfinished where none closes', () => {
    for (const text of ['a"b,c', '"a"b,c', '"a" ,b', 'a,b"', '"a"\rb']) expect(splitRecord(text, 0)).toBe(MISQUOTED);
    for (const text of ['"a,b\n', 'a,"', '"a""', 'a,"b\nc,d\n']) expect(splitRecord(text, 0)).toBe(UNFINISHED);
    expect(splitRecord('a,', 0)).toEqual({ cells: ['a', ''], next: 3 });
  });
});
