import type { UploadProposal } from '@illuminate/contract';
import { useTranslation } from 'react-i18next';
import consents from '../consents/Consents.module.css';
import { Section } from '../ui/Section.tsx';
import { mergedNow, type SettleDraft } from './settle-draft.ts';
import classes from './Uploads.module.css';
import type { UploadFormSaid } from './uploads-queries.ts';

interface MergedCellsProps {
  readonly proposal: UploadProposal;
  readonly draft: SettleDraft;
  readonly said: UploadFormSaid;
  readonly onSay: (more: UploadFormSaid) => void;
}

/** Where cells of a workbook are merged, and whether the rows that they cover get their value. */
export function MergedCells({ proposal, draft, said, onSay }: MergedCellsProps) {
  const { t, i18n } = useTranslation();
  const { naming, others } = mergedNow(proposal, draft);
  const { cells, columns } = proposal.merged;
  if (cells === 0) return null;
  const named = (positions: readonly number[]): string =>
    new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(
      positions.map((position) => {
        const header = proposal.columns[position - 1]?.header ?? '';
        return header === '' ? t('newUpload.unnamed', { position }) : header;
      }),
    );
  return (
    <Section title={t('upload.merged')}>
      <p>{t('upload.mergedFound', { count: cells, columns: named(columns) })}</p>
      {naming.length === 0 ? null : (
        <label className={consents.tick}>
          <input
            type="checkbox"
            // At once, while the server is still told.
            checked={(said.fillMerged ?? proposal.form.fillMerged) !== false}
            onChange={({ currentTarget }) => onSay({ fillMerged: currentTarget.checked })}
          />
          <span>{t('upload.fillMerged', { columns: named(naming) })}</span>
        </label>
      )}
      {others.length === 0 ? null : (
        <p className={classes.quiet}>{t('upload.mergedOthers', { columns: named(others) })}</p>
      )}
    </Section>
  );
}
