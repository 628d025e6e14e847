import type { Output, ReportTemplate } from '@illuminate/contract';
import { Checkbox, NativeSelect, Radio } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import '../../ui/controls.css';
import classes from './OutputStep.module.css';
import type { OutputDraft } from './output-draft.ts';
import { type ChartColumns, chartColumns, KINDS, templateOf, whyNot } from './template-choices.ts';

interface TemplateStepProps {
  readonly output: OutputDraft;
  readonly template: ReportTemplate;
  readonly fields: Output<'listReportFields'>;
  readonly onChange: (template: ReportTemplate) => void;
}

/** Step 4: the table alone, or a chart beside it. What the groups do not allow says what it needs. */
export function TemplateStep({ output, template, fields, onChange }: TemplateStepProps) {
  const { t } = useTranslation();
  const columns = chartColumns(output, fields, t('output.count'));
  return (
    <div className={classes.chosen}>
      <fieldset className={classes.options}>
        <legend>{t('template.legend')}</legend>
        {KINDS.map((kind) => {
          const reason = whyNot(kind, output, columns);
          const label = columns.measures.map((column) => column.label).join(', ');
          return (
            <Radio
              key={kind}
              name="template"
              value={kind}
              label={t(`template.kinds.${kind}`)}
              description={reason === null ? t(`template.about.${kind}`) : t(`template.why.${reason}`, { label })}
              checked={template.kind === kind}
              disabled={reason !== null}
              onChange={() => onChange(templateOf(kind, columns, template))}
            />
          );
        })}
      </fieldset>
      {template.kind === 'table' ? null : <Axes template={template} columns={columns} onChange={onChange} />}
      <p className={classes.hint}>{t('template.table')}</p>
    </div>
  );
}

interface AxesProps {
  readonly template: Exclude<ReportTemplate, { kind: 'table' }>;
  readonly columns: ChartColumns;
  readonly onChange: (template: ReportTemplate) => void;
}

/** What is drawn, along which key, and what tells the series apart. */
function Axes({ template, columns: { keys, measures }, onChange }: AxesProps) {
  const { t } = useTranslation();
  const { kind, category, series } = template;
  const along = kind === 'line' ? keys.filter(({ isInOrder }) => isInOrder) : keys;
  const offered = kind === 'stacked' ? measures.filter(({ isAdditive }) => isAdditive) : measures;
  const unit = offered.find(({ at }) => at === template.measures[0])?.unit;
  const alike = offered.filter((column) => column.unit === unit);
  const optionOf = ({ at, label }: { readonly at: number; readonly label: string }) => ({ value: String(at), label });
  const toggle = (at: number, isDrawn: boolean) => {
    const chosen = isDrawn ? [...template.measures, at] : template.measures.filter((one) => one !== at);
    if (chosen.length > 0) onChange({ ...template, measures: chosen.toSorted((one, other) => one - other) });
  };
  // A stack of one measure is made up of a second key.
  const needsSeries = kind === 'stacked' && alike.length < 2;
  return (
    <fieldset className={classes.options}>
      <legend>{t('template.measures')}</legend>
      <NativeSelect
        label={t('template.category')}
        value={String(category)}
        data={along.map(optionOf)}
        onChange={({ currentTarget }) => {
          const next = Number(currentTarget.value);
          onChange({ ...template, category: next, series: series === next ? (needsSeries ? category : null) : series });
        }}
      />
      <NativeSelect
        label={t('template.series')}
        value={series === null ? '' : String(series)}
        data={[
          ...(needsSeries ? [] : [{ value: '', label: t('template.noSeries') }]),
          ...keys.filter(({ at }) => at !== category).map(optionOf),
        ]}
        onChange={({ currentTarget: { value } }) => {
          const all = kind === 'stacked' ? alike.map(({ at }) => at).slice(0, 8) : template.measures;
          onChange(
            value === ''
              ? { ...template, series: null, measures: all }
              : { ...template, series: Number(value), measures: template.measures.slice(0, 1) },
          );
        }}
      />
      {series === null ? (
        <fieldset className={classes.measures}>
          <legend className="visually-hidden">{t('template.measure')}</legend>
          {offered.map((column) => (
            <Checkbox
              key={column.at}
              label={column.unit === unit ? column.label : t('template.otherUnit', { label: column.label })}
              checked={template.measures.includes(column.at)}
              disabled={column.unit !== unit}
              onChange={({ currentTarget: { checked } }) => toggle(column.at, checked)}
            />
          ))}
        </fieldset>
      ) : (
        <NativeSelect
          label={t('template.measure')}
          value={String(template.measures[0])}
          data={offered.map(optionOf)}
          onChange={({ currentTarget }) => onChange({ ...template, measures: [Number(currentTarget.value)] })}
        />
      )}
    </fieldset>
  );
}
