import type { LineBlock } from './bytes/line-blocks.ts';
import type { Delivered } from './records/delivered.ts';
import type { FieldReader } from './records/field-reader.ts';

type Check = (value: unknown, row: number) => Delivered | null;

const BRACE = 0x7b;
const BLANK = /^\s*$/;

/** One record a line; empty lines count as rows and are otherwise nothing. */
export async function* readNdjson(
  blocks: AsyncIterable<LineBlock>,
  reader: FieldReader,
  check: Check,
): AsyncGenerator<Delivered> {
  for await (const { text, row: firstRow } of blocks) {
    let row = firstRow;
    for (let from = 0; from < text.length; row += 1) {
      const newline = text.indexOf('\n', from);
      const end = newline < 0 ? text.length : newline;
      const line = text.slice(from, end);
      from = end + 1;
      // Before the parser, whose exceptions are slow where a part is nothing but empty lines.
      if (line.charCodeAt(0) !== BRACE && BLANK.test(line)) continue;
      let value: unknown;
      try {
        value = JSON.parse(line);
      } catch {
        // The message of the parser quotes the line.
        reader.begin(row);
        reader.fault('record-invalid', 'The line is not a JSON object.');
        continue;
      }
      const record = check(value, row);
      if (record !== null) yield record;
    }
  }
}
