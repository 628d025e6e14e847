import type { ImportProposal } from '@illuminate/contract';
import { Button, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Notice } from '../ui/Notice.tsx';
import { shortDayInWords } from '../ui/time.ts';
import classes from './ActivitiesPage.module.css';

interface ImportYearProps {
  readonly undated: NonNullable<ImportProposal['undated']>;
  /** Undefined: none. */
  readonly onChoose: (year: string | undefined) => void;
}

/** Days of which nobody typed the year: the one that is likely, with its reasons, or any other, for the whole file. */
export function ImportYear({ undated: { rows, year, proposed, years }, onChoose }: ImportYearProps) {
  const { t, i18n } = useTranslation();
  const likely = years.find(({ label }) => label === proposed);
  const read = years.find(({ label }) => label === year);
  const labelsOf = (isFinancial: boolean) =>
    years.map(({ label }) => label).filter((label) => label.includes('/') === isFinancial);
  return (
    <Notice tone={year === null ? 'warn' : 'ok'} announced="in-time">
      <p>
        {year === null
          ? t('activities.importing.year.none', { count: rows })
          : t('activities.importing.year.read', {
              count: rows,
              year,
              from: read === undefined ? '' : shortDayInWords(read.startsOn, i18n.language),
              to: read === undefined ? '' : shortDayInWords(read.endsOn, i18n.language),
            })}
      </p>
      {likely === undefined || likely.label === year ? null : (
        <p>{t('activities.importing.year.likely', { year: likely.label, reasons: likely.reasons.join(', ') })}</p>
      )}
      <div className={classes.year}>
        {likely === undefined || year !== null ? null : (
          <Button variant="filled" onClick={() => onChoose(likely.label)}>
            {t('activities.importing.year.take', { year: likely.label })}
          </Button>
        )}
        <NativeSelect
          label={t('activities.importing.year.label')}
          value={year ?? ''}
          data={[
            { value: '', label: t('activities.importing.year.choose') },
            { group: t('activities.importing.year.financial'), items: labelsOf(true) },
            { group: t('activities.importing.year.calendar'), items: labelsOf(false) },
          ]}
          onChange={({ currentTarget }) => onChoose(currentTarget.value || undefined)}
        />
      </div>
    </Notice>
  );
}
