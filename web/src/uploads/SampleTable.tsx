import { useTranslation } from 'react-i18next';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import table from '../ui/Table.module.css';
import classes from './SampleTable.module.css';

export interface SampleHead {
  readonly header: string;
  /** What it is, where that is settled. */
  readonly is?: string | undefined;
}

/** A cell in words; quiet is said of a value that is not shown, wrong of one that is not understood. */
export interface SampleCell {
  readonly text: string;
  readonly tone?: 'quiet' | 'wrong';
}

interface SampleTableProps {
  readonly heads: readonly SampleHead[];
  readonly rows: readonly (readonly SampleCell[])[];
}

/** The first rows of a file as they are read, so that what is read wrongly is seen at once. */
export function SampleTable({ heads, rows }: SampleTableProps) {
  const { t } = useTranslation();
  const caption = t('uploads.sample.caption', { count: rows.length });
  return (
    <ScrollRegion label={caption}>
      <table className={table.table} data-tight="">
        <caption className={classes.caption}>{caption}</caption>
        <thead>
          <tr>
            {heads.map(({ header, is }, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place; names may occur twice
              <th key={at} scope="col">
                <bdi className={classes.head}>
                  {header === '' ? t('newUpload.unnamed', { position: at + 1 }) : header}
                </bdi>
                {is === undefined ? null : <span className={classes.is}>{is}</span>}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {rows.map((cells, line) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: a row is its place
            <tr key={line}>
              {cells.map(({ text, tone }, at) => (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place
                <td key={at} data-quiet={tone === 'quiet' ? '' : undefined}>
                  <bdi className={classes.cell}>{text}</bdi>
                  {tone === 'wrong' ? <span className={classes.wrong}>{t('uploads.sample.unread')}</span> : null}
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
