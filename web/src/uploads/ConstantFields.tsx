import type { UploadProposal } from '@illuminate/contract';
import { TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Section } from '../ui/Section.tsx';
import type { SettleDraft } from './settle-draft.ts';
import classes from './Uploads.module.css';
import { useFieldWords } from './use-field-words.ts';

interface ConstantFieldsProps {
  readonly proposal: UploadProposal;
  readonly draft: SettleDraft;
  readonly missing: readonly string[];
  readonly onDraft: (draft: SettleDraft) => void;
}

/** What no column says and is the same for the whole file, such as the place of a hall's own list. */
export function ConstantFields({ proposal, draft, missing, onDraft }: ConstantFieldsProps) {
  const { t } = useTranslation();
  const fieldWords = useFieldWords();
  const open = proposal.fields.filter(
    ({ field, otherwise }) => otherwise === 'constant' && !draft.fields.includes(field),
  );
  if (open.length === 0) return null;
  const isMissing = open.some(({ field }) => missing.includes(field));
  const set = (field: string, value: string) => {
    const { [field]: _, ...others } = draft.constants;
    onDraft({ ...draft, constants: value.trim() === '' ? others : { ...others, [field]: value } });
  };
  return (
    <Section title={t('upload.constants')}>
      <details open={isMissing || Object.keys(draft.constants).length > 0}>
        <summary className={classes.summary}>{t('upload.constantsLead')}</summary>
        <div className={classes.fields}>
          {open.map(({ field, why }) => (
            <TextInput
              key={field}
              label={fieldWords(field)}
              description={why}
              value={draft.constants[field] ?? ''}
              maxLength={100}
              autoComplete="off"
              onChange={({ currentTarget }) => set(field, currentTarget.value)}
            />
          ))}
        </div>
      </details>
    </Section>
  );
}
