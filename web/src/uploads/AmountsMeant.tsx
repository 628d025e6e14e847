import type { UploadForm } from '@illuminate/contract';
import { NativeSelect } from '@mantine/core';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from '../ui/Section.tsx';
import classes from './Uploads.module.css';
import type { UploadFormSaid } from './uploads-queries.ts';

const MEANINGS = ['major', 'minor'] as const;

interface AmountsMeantProps {
  readonly ref: Ref<HTMLSelectElement>;
  /** Names of the columns that hold whole numbers. */
  readonly columns: readonly string[];
  readonly meant: UploadForm['amounts'];
  readonly onSay: (more: UploadFormSaid) => void;
}

/** Whether whole numbers are pounds or pence: a hundredfold, so that it is asked and never guessed. */
export function AmountsMeant({ ref, columns, meant, onSay }: AmountsMeantProps) {
  const { t } = useTranslation();
  return (
    <Section title={t('upload.amounts')}>
      <p className={classes.quiet}>{t('upload.amountsLead', { columns: columns.join(', '), count: columns.length })}</p>
      <div className={classes.fields}>
        <NativeSelect
          ref={ref}
          label={t('upload.amountsLabel')}
          value={meant ?? ''}
          data={[
            ...(meant === null ? [{ value: '', label: t('upload.noMeaning') }] : []),
            ...MEANINGS.map((value) => ({ value, label: t(`upload.amountsMeant.${value}`) })),
          ]}
          onChange={({ currentTarget: { value } }) => {
            const said = MEANINGS.find((one) => one === value);
            if (said !== undefined) onSay({ amounts: said });
          }}
        />
      </div>
    </Section>
  );
}
