import { useTranslation } from 'react-i18next';
import type { Look } from './read/look-through.ts';
import { type SampleCell, SampleTable } from './SampleTable.tsx';

/** The first rows of a file that is still on this computer, under what was said of how it is read. */
export function FirstRows({ columns, sample }: Pick<Look, 'columns' | 'sample'>) {
  const { t } = useTranslation();
  if (sample.length === 0) return null;
  const cellOf = (text: string | null, at: number): SampleCell => {
    if (text !== null) return { text };
    const isLeft = columns[at]?.judgement.about === 'people';
    return { text: t(isLeft ? 'uploads.sample.leftOut' : 'uploads.sample.notShown'), tone: 'quiet' };
  };
  return <SampleTable heads={columns} rows={sample.map((cells) => cells.map(cellOf))} />;
}
