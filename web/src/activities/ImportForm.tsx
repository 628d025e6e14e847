import type { ImportProposal } from '@illuminate/contract';
import { NativeSelect, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './ActivitiesPage.module.css';
import type { ImportWish } from './import-file.ts';

interface ImportFormProps {
  /** Null where the file could not be read so. */
  readonly proposal: ImportProposal | null;
  readonly wish: ImportWish;
  readonly onWish: (wish: ImportWish) => void;
}

/** Which sheet of a file is read, and from which row on: found, to be changed where it was found wrongly. */
export function ImportForm({ proposal, wish, onWish }: ImportFormProps) {
  const { t } = useTranslation();
  const { sheets = [], sheet = null } = proposal ?? {};
  const headerLine = wish.headerLine ?? proposal?.headerLine ?? '';
  return (
    <div className={classes.form}>
      {sheets.length < 2 ? null : (
        <NativeSelect
          label={t('activities.importing.sheet')}
          description={t('activities.importing.sheetHelp', { count: sheets.length })}
          value={wish.sheet ?? sheet ?? ''}
          data={[...sheets]}
          // Another sheet has other columns, and may begin in another row.
          onChange={({ currentTarget }) => onWish({ columns: null, sheet: currentTarget.value })}
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
