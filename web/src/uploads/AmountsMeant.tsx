import type { UploadForm, UploadProposal } from '@illuminate/contract';
import { NativeSelect } from '@mantine/core';
import type { Ref } from 'react';
import { useTranslation } from 'react-i18next';
import { Section } from '../ui/Section.tsx';
import classes from './Uploads.module.css';
import type { UploadFormSaid } from './uploads-queries.ts';
import { useMoney } from './use-money.ts';

const MEANINGS = ['major', 'minor'] as const;
/** What stands for the amounts of a file whose examples are all nothing. */
const ANY_AMOUNT = '1250';

interface AmountsMeantProps {
  readonly ref: Ref<HTMLSelectElement>;
  /** Columns that hold whole numbers; there is one at least. */
  readonly columns: UploadProposal['columns'];
  readonly currency: string;
  readonly meant: UploadForm['amounts'];
  readonly onSay: (more: UploadFormSaid) => void;
}

/** Whether whole numbers are pounds or pence: a hundredfold, so that it is asked of an amount of the file, never guessed. */
export function AmountsMeant({ ref, columns, currency, meant, onSay }: AmountsMeantProps) {
  const { t, i18n } = useTranslation();
  const money = useMoney();
  const [first] = columns;
  const value = first?.examples.find((one) => /^[1-9]\d*$/.test(one)) ?? ANY_AMOUNT;
  const { maximumFractionDigits = 0 } = new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions();
  const amountOf = { major: Number(value), minor: Number(value) / 10 ** maximumFractionDigits };
  const names = new Intl.ListFormat(i18n.language, { type: 'conjunction' }).format(columns.map(({ header }) => header));
  return (
    <Section title={t('upload.amounts')}>
      <p className={classes.quiet}>{t('upload.amountsLead', { columns: names, count: columns.length })}</p>
      <div className={classes.fields}>
        <NativeSelect
          ref={ref}
          label={t('upload.amountsOf', { value, column: first?.header })}
          value={meant ?? ''}
          data={[
            ...(meant === null ? [{ value: '', label: t('upload.noMeaning') }] : []),
            ...MEANINGS.map((one) => ({ value: one, label: money(String(amountOf[one]), currency) })),
          ]}
          onChange={({ currentTarget }) => {
            const said = MEANINGS.find((one) => one === currentTarget.value);
            if (said !== undefined) onSay({ amounts: said });
          }}
        />
      </div>
    </Section>
  );
}
