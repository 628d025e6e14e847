/** A record of a CSV text, and where the next one begins. */
export interface CsvRecord {
  readonly cells: string[];
  readonly next: number;
}

/** A cell as far as it goes, and the place behind it. */
interface Cell {
  readonly value: string;
  readonly end: number;
}

/** The text ended within quotes: more must be read. */
export const UNFINISHED = 'unfinished';
/** A quote stands where RFC 4180 has none. */
export const MISQUOTED = 'misquoted';

function quotedCell(text: string, from: number): Cell | null {
  let value = '';
  for (let begin = from + 1; ; ) {
    const quote = text.indexOf('"', begin);
    if (quote < 0) return null;
    if (text[quote + 1] !== '"') return { value: value + text.slice(begin, quote), end: quote + 1 };
    value += text.slice(begin, quote + 1);
    begin = quote + 2;
  }
}

/** Where an unquoted cell ends: before a separator, a line's end, or at the end of all. */
function bareCell(text: string, from: number, separator: string): Cell {
  const comma = text.indexOf(separator, from);
  const newline = text.indexOf('\n', from);
  const lineEnd = newline < 0 ? text.length : newline > from && text[newline - 1] === '\r' ? newline - 1 : newline;
  const end = comma < 0 ? lineEnd : Math.min(comma, lineEnd);
  return { value: text.slice(from, end), end };
}

/** Reads the record that begins at `from`, by RFC 4180 with line ends of either kind; exports have other separators than a comma. */
export function splitRecord(
  text: string,
  from: number,
  separator = ',',
): CsvRecord | typeof UNFINISHED | typeof MISQUOTED {
  const cells: string[] = [];
  for (let at = from; ; at += 1) {
    const isQuoted = text[at] === '"';
    const cell = isQuoted ? quotedCell(text, at) : bareCell(text, at, separator);
    if (cell === null) return UNFINISHED;
    if (!isQuoted && cell.value.includes('"')) return MISQUOTED;
    cells.push(cell.value);
    at = cell.end;
    if (text[at] === separator) continue;
    if (at >= text.length || text[at] === '\n') return { cells, next: at + 1 };
    if (text[at] === '\r' && (at + 1 >= text.length || text[at + 1] === '\n')) return { cells, next: at + 2 };
    return MISQUOTED;
  }
}
