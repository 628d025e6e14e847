import type { ImportProposal } from '@illuminate/contract';
import { NativeSelect, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './ActivitiesPage.module.css';
import type { ImportWish } from './import-file.ts';

interface ImportFormProps {
  /** What was read last; null: nothing of this file. */
  readonly proposal: ImportProposal | null;
  /** Whether it could not be read as is wished. */
  readonly isUnreadable: boolean;
  readonly wish: ImportWish;
  readonly onWish: (wish: ImportWish) => void;
}

/** Which sheet of a file is read, and from which row on: found, to be changed where it was found wrongly. */
export function ImportForm({ proposal, isUnreadable, wish, onWish }: ImportFormProps) {
  const { t } = useTranslation();
  const { sheets = [], sheet = null } = proposal ?? {};
  const headerLine = wish.headerLine ?? (isUnreadable ? '' : (proposal?.headerLine ?? ''));
  return (
    <div className={classes.form}>
      {sheets.length < 2 ? null : (
        <NativeSelect
          label={t('activities.importing.sheet')}
          description={t('activities.importing.sheetHelp', { count: sheets.length })}
          value={wish.sheet ?? sheet ?? ''}
          data={[...sheets]}
          // Another sheet has other columns, and may begin in another row. The year is mostly the same.
          onChange={({ currentTarget }) => {
            const { headerLine: _, ...others } = wish;
            onWish({ ...others, columns: null, sheet: currentTarget.value });
          }}
        />
      )}
      <NumberInput
        label={t('activities.importing.headerLine')}
        description={t('activities.importing.headerLineHelp')}
        value={headerLine}
        min={0}
        max={200}
        clampBehavior="strict"
        allowDecimal={false}
        hideControls
        onChange={(value) => {
          if (typeof value === 'number' && value !== headerLine) onWish({ ...wish, columns: null, headerLine: value });
        }}
      />
    </div>
  );
}
