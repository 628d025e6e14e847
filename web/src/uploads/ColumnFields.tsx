import type { UploadProposal } from '@illuminate/contract';
import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import table from '../ui/Table.module.css';
import type { SettleDraft } from './settle-draft.ts';
import classes from './Uploads.module.css';
import { useFieldWords } from './use-field-words.ts';

/** What a column about people may be: it is made coarse before anything is stored. */
const OF_BOOKERS = new Set(['customer_id', 'customer_postcode', 'customer_country']);

interface ColumnFieldsProps {
  readonly fileName: string;
  readonly proposal: UploadProposal;
  readonly draft: SettleDraft;
  readonly onDraft: (draft: SettleDraft) => void;
}

/** Each column of a file with some of its values, and the field that it is. */
export function ColumnFields({ fileName, proposal, draft, onDraft }: ColumnFieldsProps) {
  const { t } = useTranslation();
  const fieldWords = useFieldWords();
  const caption = t('upload.columnsCaption', { file: fileName });
  const optionsFor = (personal: string | null) => [
    { value: '', label: t('upload.leaveOut') },
    ...proposal.fields
      .filter(({ field }) => personal === null || OF_BOOKERS.has(field))
      .map(({ field, required }) => ({
        value: field,
        label: required ? `${fieldWords(field)} (${t('upload.required')})` : fieldWords(field),
      })),
  ];
  const set = (at: number, field: string | null) =>
    onDraft({ ...draft, fields: draft.fields.map((before, other) => (other === at ? field : before)) });
  return (
    <ScrollRegion label={caption}>
      <table className={table.table} data-stacked="">
        <caption className="visually-hidden">{caption}</caption>
        <thead>
          <tr>
            <th scope="col">{t('upload.column')}</th>
            <th scope="col">{t('upload.is')}</th>
            <th scope="col">{t('upload.examples')}</th>
          </tr>
        </thead>
        <tbody>
          {proposal.columns.map(({ position, header, examples, personal, from }, at) => {
            const name = header === '' ? t('newUpload.unnamed', { position }) : header;
            return (
              <tr key={position}>
                <th scope="row" data-as-is="">
                  <bdi className={table.text}>{name}</bdi>
                </th>
                <td>
                  <NativeSelect
                    aria-label={t('upload.isOf', { column: name })}
                    value={draft.fields[at] ?? ''}
                    data={optionsFor(personal)}
                    onChange={({ currentTarget }) => set(at, currentTarget.value === '' ? null : currentTarget.value)}
                  />
                </td>
                <td>
                  <span className={classes.examples}>
                    {personal === null ? examples.join(' · ') : t('upload.personal', { what: personal })}
                  </span>
                  {from === 'remembered' ? <span className={classes.why}>{t('upload.remembered')}</span> : null}
                </td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </ScrollRegion>
  );
}
