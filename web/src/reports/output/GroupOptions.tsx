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
  const { showCount, atLeast, atMost, subtotals, keys } = output.grouped;
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
      <RowsOfGroup
        label={t('output.atLeast')}
        value={atLeast}
        onChange={(rows) => onChange(changeGroups(output, { atLeast: rows }))}
      />
      <RowsOfGroup
        label={t('output.atMost')}
        value={atMost}
        error={atMost !== null && atMost < (atLeast ?? 0) ? t('output.atMostTooFew') : undefined}
        onChange={(rows) => onChange(changeGroups(output, { atMost: rows }))}
      />
    </fieldset>
  );
}

interface RowsOfGroupProps {
  readonly label: string;
  readonly value: number | null;
  readonly error?: string | undefined;
  readonly onChange: (rows: number | null) => void;
}

/** How many rows a group has at least or at most; empty for no bound. */
function RowsOfGroup({ label, value, error, onChange }: RowsOfGroupProps) {
  const { t } = useTranslation();
  return (
    <NumberInput
      size="xs"
      label={label}
      description={t('output.groupSizeHint')}
      error={error}
      value={value ?? ''}
      min={1}
      allowDecimal={false}
      allowNegative={false}
      hideControls
      // The words beside it take one line, and the figure is as narrow as figures are.
      classNames={{ wrapper: classes.figure ?? '' }}
      onBlur={({ currentTarget }) => {
        const rows = Number(currentTarget.value.replaceAll(',', ''));
        const next = Number.isSafeInteger(rows) && rows > 0 ? rows : null;
        if (next !== value) onChange(next);
      }}
    />
  );
}
