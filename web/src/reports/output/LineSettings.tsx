import { type Aggregate, type By, FORMATS, type Format } from '@illuminate/contract';
import { NativeSelect, NumberInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { LineFacts } from './line-facts.ts';
import classes from './OutputStep.module.css';
import type { Change } from './output-deeds.ts';
import type { KeyColumn, MeasureColumn, RowColumn } from './output-draft.ts';

interface LineSettingsProps {
  readonly line: RowColumn | KeyColumn | MeasureColumn;
  readonly label: string;
  readonly facts: LineFacts;
  readonly onChange: (change: Change) => void;
}

const USUAL_BAND = 10;
const isFormat = (text: string): text is Format => FORMATS.some((format) => format === text);

/** How a column is grouped, worked out and shown: only what makes sense for it. */
export function LineSettings({ line, label, facts, onChange }: LineSettingsProps) {
  const { t } = useTranslation();
  const { bys, aggregates, formats } = facts;
  const by = 'by' in line ? line.by : null;
  const aggregate = 'aggregate' in line ? line.aggregate : null;
  return (
    <div className={classes.settings}>
      {by === null ? null : (
        <NativeSelect
          size="xs"
          label={t('output.groupBy')}
          aria-label={t('output.groupByOf', { label })}
          value={by}
          data={bys.map((value) => ({ value, label: t(`output.by.${value}`) }))}
          onChange={({ currentTarget: { value } }) => {
            // The list holds values of By alone.
            const next = value as By;
            const band = 'band' in line ? (line.band ?? USUAL_BAND) : USUAL_BAND;
            onChange({ by: next, format: undefined, ...(next === 'band' ? { band } : {}) });
          }}
        />
      )}
      {by !== 'band' ? null : (
        <NumberInput
          size="xs"
          label={t('output.band')}
          aria-label={t('output.bandOf', { label })}
          value={'band' in line ? (line.band ?? USUAL_BAND) : USUAL_BAND}
          min={facts.isMoney ? 0.01 : 1}
          allowNegative={false}
          hideControls
          className={classes.figure}
          onBlur={({ currentTarget }) => {
            const band = Number(currentTarget.value.replaceAll(',', ''));
            if (band > 0) onChange({ band });
          }}
        />
      )}
      {aggregate === null ? null : (
        <NativeSelect
          size="xs"
          label={t('output.aggregate')}
          aria-label={t('output.aggregateOf', { label })}
          value={aggregate}
          data={aggregates.map((value) => ({ value, label: t(`output.aggregates.${value}`) }))}
          // The list holds aggregates alone.
          onChange={({ currentTarget: { value } }) => onChange({ aggregate: value as Aggregate, format: undefined })}
        />
      )}
      {formats.length === 0 ? null : (
        <NativeSelect
          size="xs"
          label={t('output.format')}
          aria-label={t('output.formatOf', { label })}
          value={line.format ?? ''}
          data={[
            { value: '', label: t(formats.includes('date') ? 'output.formats.moment' : 'output.formats.exact') },
            ...formats.map((value) => ({ value, label: t(`output.formats.${value}`) })),
          ]}
          onChange={({ currentTarget: { value } }) => onChange({ format: isFormat(value) ? value : undefined })}
        />
      )}
    </div>
  );
}
