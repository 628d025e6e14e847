import { useTranslation } from 'react-i18next';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import table from '../ui/Table.module.css';
import classes from './ColumnsToSend.module.css';
import type { LookedColumn } from './read/look-through.ts';
import uploads from './Uploads.module.css';

interface ColumnsToSendProps {
  readonly fileName: string;
  readonly columns: readonly LookedColumn[];
  /** Positions of those that are sent, from 0. */
  readonly keep: readonly number[];
  readonly onKeep: (keep: readonly number[]) => void;
}

/** Every column with what happens to it; what is surely about people cannot be sent, and any other can be left here. */
export function ColumnsToSend({ fileName, columns, keep, onKeep }: ColumnsToSendProps) {
  const { t } = useTranslation();
  const caption = t('newUpload.columns', { file: fileName });
  const turn = (at: number) =>
    onKeep(keep.includes(at) ? keep.filter((one) => one !== at) : [...keep, at].sort(byPlace));
  return (
    <ScrollRegion label={caption}>
      <table className={table.table} data-stacked="">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('newUpload.column')}</th>
            <th scope="col">{t('newUpload.happens')}</th>
            <th scope="col">{t('newUpload.examples')}</th>
          </tr>
        </thead>
        <tbody>
          {columns.map((column, at) => {
            const name = column.header === '' ? t('newUpload.unnamed', { position: at + 1 }) : column.header;
            return (
              // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place; names may occur twice
              <tr key={at}>
                <th scope="row" data-as-is="">
                  <bdi className={table.text}>{name}</bdi>
                </th>
                <td data-wrap="">
                  <Happens name={name} column={column} isSent={keep.includes(at)} onTurn={() => turn(at)} />
                </td>
                <td>
                  <span className={uploads.examples}>
                    {column.examples.length === 0 ? t('newUpload.noExamples') : column.examples.join(' · ')}
                  </span>
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}

const byPlace = (one: number, other: number): number => one - other;

interface HappensProps {
  readonly name: string;
  readonly column: LookedColumn;
  readonly isSent: boolean;
  readonly onTurn: () => void;
}

function Happens({ name, column: { judgement }, isSent, onTurn }: HappensProps) {
  const { t } = useTranslation();
  if (judgement.about === 'people' && judgement.isSure) return <>{t(`newUpload.holds.${judgement.holds}`)}</>;
  const words = judgement.about === 'needed' ? t(`newUpload.becomes.${judgement.becomes}`) : t('newUpload.sent');
  return (
    <>
      <label className={classes.send}>
        <input type="checkbox" checked={isSent} onChange={onTurn} />
        <span>
          <span className="visually-hidden">{name}: </span>
          {isSent ? words : t('newUpload.notSent')}
        </span>
      </label>
      {judgement.about === 'people' ? <span className={uploads.why}>{t('newUpload.mayName')}</span> : null}
    </>
  );
}
