import type { Output, ReportTemplate } from '@illuminate/contract';
import { NativeSelect, Radio } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import '../../ui/controls.css';
import { factsOf } from './line-facts.ts';
import classes from './OutputStep.module.css';
import { COUNT, columnIds, type OutputDraft } from './output-draft.ts';

interface TemplateStepProps {
  readonly output: OutputDraft;
  readonly template: ReportTemplate;
  readonly fields: Output<'listReportFields'>;
  readonly onChange: (template: ReportTemplate) => void;
}

const KINDS = ['table', 'bar', 'line', 'stacked'] as const;
type Kind = (typeof KINDS)[number];

/** Step 4: the table alone, or a chart beside it. What the groups do not allow says what it needs. */
export function TemplateStep({ output, template, fields, onChange }: TemplateStepProps) {
  const { t } = useTranslation();
  const { keys, measures, showCount } = output.grouped;
  const labelOf = (id: string): string => {
    if (id === COUNT) return t('output.count');
    const line = [...keys, ...measures].find((one) => one.id === id);
    return line?.label ?? (line === undefined ? null : factsOf(line, fields)?.name) ?? id;
  };
  const labels = output.mode === 'grouped' ? columnIds(output).map(labelOf) : [];
  const drawn = labels.map((label, column) => ({ value: String(column), label })).slice(keys.length);
  const grouping = labels.map((label, column) => ({ value: String(column), label })).slice(0, keys.length);
  const why = (kind: Kind): 'rows' | 'keys' | 'measures' | 'parts' | null => {
    if (kind === 'table') return null;
    if (output.mode === 'rows') return 'rows';
    if (keys.length === 0) return 'keys';
    if (measures.length === 0 && !showCount) return 'measures';
    return kind === 'stacked' && keys.length < 2 && drawn.length < 2 ? 'parts' : null;
  };
  const choose = (kind: Kind) => {
    if (kind === 'table') return onChange({ kind });
    const before = template.kind === 'table' ? null : template;
    const series = before?.series ?? (kind === 'stacked' && keys.length > 1 ? 1 : null);
    const all = drawn.map(({ value }) => Number(value));
    const shown = before?.measures ?? (kind === 'stacked' && series === null ? all : all.slice(0, 1));
    return onChange({ kind, category: before?.category ?? 0, series, measures: shown });
  };
  return (
    <div className={classes.chosen}>
      <fieldset className={classes.options}>
        <legend>{t('template.legend')}</legend>
        {KINDS.map((kind) => {
          const reason = why(kind);
          return (
            <Radio
              key={kind}
              name="template"
              value={kind}
              label={t(`template.kinds.${kind}`)}
              description={reason === null ? t(`template.about.${kind}`) : t(`template.why.${reason}`)}
              checked={template.kind === kind}
              disabled={reason !== null}
              onChange={() => choose(kind)}
            />
          );
        })}
      </fieldset>
      {template.kind === 'table' ? null : (
        <fieldset className={classes.options}>
          <legend>{t('template.measures')}</legend>
          <NativeSelect
            label={t('template.category')}
            value={String(template.category)}
            data={grouping}
            onChange={({ currentTarget }) => {
              const category = Number(currentTarget.value);
              const series = template.series === category ? null : template.series;
              onChange({ ...template, category, series });
            }}
          />
          <NativeSelect
            label={t('template.series')}
            value={template.series === null ? '' : String(template.series)}
            data={[
              { value: '', label: t('template.noSeries') },
              ...grouping.filter(({ value }) => value !== String(template.category)),
            ]}
            onChange={({ currentTarget: { value } }) => {
              const all = drawn.map((one) => Number(one.value));
              onChange({
                ...template,
                series: value === '' ? null : Number(value),
                measures: value === '' && template.kind === 'stacked' ? all : template.measures.slice(0, 1),
              });
            }}
          />
          {template.series === null && template.kind === 'stacked' ? null : (
            <NativeSelect
              label={t('template.measure')}
              value={String(template.measures[0])}
              data={drawn}
              onChange={({ currentTarget }) => onChange({ ...template, measures: [Number(currentTarget.value)] })}
            />
          )}
        </fieldset>
      )}
      <p>{t('template.table')}</p>
    </div>
  );
}
