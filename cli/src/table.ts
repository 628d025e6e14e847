const wide =
  /[\u1100-\u115f\u2e80-\u303e\u3041-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]|\p{Emoji_Presentation}|\ufe0f/u;
const graphemes = new Intl.Segmenter();

/** How many columns of a terminal a text fills: combining marks none, CJK and emoji two. */
export function widthOf(text: string): number {
  let width = 0;
  for (const { segment } of graphemes.segment(text)) width += wide.test(segment) ? 2 : 1;
  return width;
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: what could move the cursor or end the line is what is looked for.
const control = /[\u0000-\u001f\u007f-\u009f\u2028\u2029]+/g;

/** A text of somebody else's on one line, unable to steer the terminal. */
export const onOneLine = (text: string): string => text.replace(control, ' ');

export interface Column {
  readonly title: string;
  readonly align?: 'left' | 'right';
}

const GAP = '  ';

/** Aligned lines, headed by the titles; `paint` colours a cell once it has its place. */
export function formatTable(
  columns: readonly Column[],
  rows: readonly (readonly string[])[],
  paint: (text: string, row: number, column: number) => string = (text) => text,
): string[] {
  const cells = [columns.map(({ title }) => title), ...rows.map((row) => row.map(onOneLine))];
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => widthOf(row[at] ?? ''))));
  return cells.map((row, rowAt) =>
    columns
      .map(({ align = 'left' }, at) => {
        const text = row[at] ?? '';
        const space = ' '.repeat((widths[at] ?? 0) - widthOf(text));
        const painted = paint(text, rowAt - 1, at);
        if (align === 'right') return space + painted;
        return at === columns.length - 1 ? painted : painted + space;
      })
      .join(GAP)
      .trimEnd(),
  );
}
