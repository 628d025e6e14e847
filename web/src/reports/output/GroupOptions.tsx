import { Checkbox, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import classes from './OutputStep.module.css';
import { changeGroups } from './output-deeds.ts';
import type { OutputDraft } from './output-draft.ts';

interface GroupOptionsProps {
  readonly output: OutputDraft;
  readonly onChange: (output: OutputDraft) => void;
}

/** What holds for all groups: their count, how large they must be, and subtotals. */
export function GroupOptions({ output, onChange }: GroupOptionsProps) {
  const { t } = useTranslation();
  const { showCount, atLeast, subtotals, keys } = output.grouped;
  return (
    <fieldset className={classes.options}>
      <legend>{t('output.groups')}</legend>
      <Checkbox
        label={t('output.showCount')}
        checked={showCount}
        onChange={({ currentTarget: { checked } }) => onChange(changeGroups(output, { showCount: checked }))}
      />
      <Checkbox
        label={t('output.subtotals')}
        description={keys.length < 2 ? t('output.subtotalsNeed') : undefined}
        checked={subtotals}
        disabled={keys.length < 2 && !subtotals}
        onChange={({ currentTarget: { checked } }) => onChange(changeGroups(output, { subtotals: checked }))}
      />
      <NumberInput
        size="xs"
        label={t('output.atLeast')}
        description={t('output.atLeastHint')}
        value={atLeast ?? ''}
        min={1}
        allowDecimal={false}
        allowNegative={false}
        hideControls
        className={classes.figure}
        onBlur={({ currentTarget }) => {
          const rows = Number(currentTarget.value.replaceAll(',', ''));
          const next = Number.isSafeInteger(rows) && rows > 0 ? rows : null;
          if (next !== atLeast) onChange(changeGroups(output, { atLeast: next }));
        }}
      />
    </fieldset>
  );
}
