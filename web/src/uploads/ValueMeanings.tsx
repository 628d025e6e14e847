import type { UploadProposal } from '@illuminate/contract';
import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { uploadsWords } from '../locales/en/uploads.ts';
import { Section } from '../ui/Section.tsx';
import type { OpenValue, SettleDraft } from './settle-draft.ts';
import classes from './Uploads.module.css';

type Meaning = keyof typeof uploadsWords.upload.meaning;

interface ValueMeaningsProps {
  readonly proposal: UploadProposal;
  readonly open: readonly OpenValue[];
  readonly draft: SettleDraft;
  readonly onDraft: (draft: SettleDraft) => void;
}

/** Words of a system with what they mean here, where a field has a closed list of meanings. */
export function ValueMeanings({ proposal, open, draft, onDraft }: ValueMeaningsProps) {
  const { t, i18n } = useTranslation();
  const types = proposal.values.flatMap(({ field, value }) => (field === 'ticket_type' ? [value] : []));
  const hasTypes = types.length > 0 && draft.fields.includes('ticket_type');
  if (open.length === 0 && !hasTypes) return null;
  const meaningsOf = (field: string): readonly string[] =>
    proposal.fields.find((one) => one.field === field)?.meanings ?? [];
  const set = ({ field, value }: OpenValue, meaning: string) => {
    const { [value]: _, ...others } = draft.values[field] ?? {};
    const said = meaning === '' ? others : { ...others, [value]: meaning };
    onDraft({ ...draft, values: { ...draft.values, [field]: said } });
  };
  return (
    <Section title={t('upload.values')}>
      {open.length === 0 ? null : (
        <>
          <p className={classes.quiet}>{t('upload.valuesLead')}</p>
          <div className={classes.fields}>
            {open.map((one) => (
              <NativeSelect
                key={`${one.field} ${one.value}`}
                label={t('upload.meaningOf', { value: one.value })}
                value={draft.values[one.field]?.[one.value] ?? ''}
                data={[
                  { value: '', label: t('upload.noMeaning') },
                  ...meaningsOf(one.field).map((meaning) => ({
                    value: meaning,
                    label: t(`upload.meaning.${meaning as Meaning}`, { defaultValue: meaning }),
                  })),
                ]}
                onChange={({ currentTarget }) => set(one, currentTarget.value)}
              />
            ))}
          </div>
        </>
      )}
      {hasTypes ? (
        <p>
          {t('upload.ticketTypes', {
            types: new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(types),
          })}
        </p>
      ) : null}
    </Section>
  );
}
