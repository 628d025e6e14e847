import type { Cell } from '@illuminate/delivery/cells';
import { personalByName, personalLook } from '@illuminate/delivery/looks-personal';
import { normalHeader } from '@illuminate/delivery/normal-header';
import { type DateShape, shownText } from './cell-text.ts';
import type { Judgement } from './judge-column.ts';

/** As many rows of a file as are shown, to see how it is read. */
export const SAMPLE_ROWS = 5;
const LONGEST = 60;
/** What stands between columns in one file or another. */
const SEPARATORS = /[,;\t|]/;

/** A row as it is read, a text for each column; null is not shown. */
export type SampleRow = readonly (string | null)[];

export interface SampledColumn {
  readonly header: string;
  readonly judgement: Judgement;
  readonly shape: DateShape | undefined;
}

/**
 * The first rows as they are read, without what is about people, or may be.
 * @param rows null is one of which it cannot be told
 */
export function sampleOf(rows: readonly (readonly Cell[] | null)[], columns: readonly SampledColumn[]): SampleRow[] {
  const isShown = columns.map(mayBeShown);
  return rows.map((cells) =>
    columns.map(({ shape }, at) => {
      if (cells === null) return null;
      const text = shownText(cells[at], shape).trim();
      return isShown[at] === true && !isAboutSomebody(text) ? cut(text) : null;
    }),
  );
}

/** Read with another separator than its own, a file is one column that holds everything: people, too. */
const mayBeShown = ({ header, judgement }: SampledColumn): boolean =>
  judgement.about === 'things' && header.split(SEPARATORS).every((part) => personalByName(normalHeader(part)) === null);

const isAboutSomebody = (text: string): boolean => text.includes('@') || personalLook(text) !== null;

/** Long texts end where nobody reads on. */
const cut = (text: string): string => (text.length > LONGEST ? `${text.slice(0, LONGEST)}…` : text);
