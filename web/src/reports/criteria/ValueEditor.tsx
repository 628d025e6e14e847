import { PERIODS, type Period, type Rule } from '@illuminate/contract';
import { MultiSelect, NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { DayField } from '../../ui/DayField.tsx';
import classes from './Criteria.module.css';
import { FigureField } from './FigureField.tsx';
import { FigureList } from './FigureList.tsx';
import { type ReportField, shapeOf } from './rules.ts';
import { StoreText, StoreTexts } from './StoreValues.tsx';

type Value = Rule['value'];
type Scalar = string | number | boolean;

interface ValueEditorProps {
  readonly field: ReportField;
  readonly rule: Pick<Rule, 'op' | 'value'>;
  readonly label: string;
  readonly onChange: (value: Value) => void;
}

const listOf = (value: Value): readonly Scalar[] => (Array.isArray(value) ? value : []);

/** What a criterion compares with, by the operator and the type of its field. */
export function ValueEditor({ field, rule: { op, value }, label, onChange }: ValueEditorProps) {
  const { t } = useTranslation();
  switch (shapeOf(op)) {
    case 'none':
      return null;
    case 'one':
      return (
        <OneValue
          field={field}
          label={t('criteria.value', { label })}
          value={typeof value === 'object' ? undefined : value}
          onChange={onChange}
        />
      );
    case 'list':
      return <ListValue field={field} label={label} value={listOf(value)} onChange={onChange} />;
    case 'two': {
      const [from = '', to = ''] = listOf(value);
      return (
        <span className={classes.two}>
          <OneValue
            field={field}
            label={t('criteria.from', { label })}
            value={from}
            onChange={(first) => onChange([first ?? '', to])}
          />
          <span>{t('criteria.and2')}</span>
          <OneValue
            field={field}
            label={t('criteria.to', { label })}
            value={to}
            onChange={(second) => onChange([from, second ?? ''])}
          />
        </span>
      );
    }
    case 'count': {
      const { count, unit } =
        typeof value === 'object' && !Array.isArray(value) ? value : { count: 0, unit: 'day' as const };
      return (
        <span className={classes.two}>
          <FigureField
            label={t('criteria.count', { label })}
            value={count}
            isWhole
            onChange={(next) => onChange({ count: Number(next ?? 0), unit })}
          />
          <NativeSelect
            aria-label={t('criteria.unit', { label })}
            value={unit}
            data={PERIODS.map((one) => ({ value: one, label: t(`criteria.units.${one}`) }))}
            // The options are the periods.
            onChange={({ currentTarget }) => onChange({ count, unit: currentTarget.value as Period })}
          />
        </span>
      );
    }
    case 'period':
      return (
        <NativeSelect
          aria-label={t('criteria.unit', { label })}
          value={typeof value === 'string' ? value : ''}
          data={PERIODS.map((one) => ({ value: one, label: t(`criteria.period.${one}`) }))}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      );
  }
}

interface OneValueProps {
  readonly field: ReportField;
  readonly label: string;
  readonly value: Scalar | undefined;
  readonly onChange: (value: Scalar | undefined) => void;
}

function OneValue({ field, label, value, onChange }: OneValueProps) {
  const { t } = useTranslation();
  const text = value === undefined ? '' : String(value);
  switch (field.type) {
    case 'wall':
      return (
        <span className={classes.day}>
          <DayField label={label} isLabelHidden value={text} onChange={onChange} onUnreadable={onChange} />
        </span>
      );
    case 'boolean':
      return (
        <NativeSelect
          aria-label={label}
          value={text}
          data={[
            { value: 'true', label: t('reports.yes') },
            { value: 'false', label: t('reports.no') },
          ]}
          onChange={({ currentTarget }) => onChange(currentTarget.value === 'true')}
        />
      );
    case 'choice':
      return (
        <NativeSelect
          aria-label={label}
          value={text}
          data={[{ value: '', label: t('criteria.choose') }, ...field.choices]}
          onChange={({ currentTarget }) => onChange(currentTarget.value)}
        />
      );
    case 'integer':
    case 'money':
      return (
        <FigureField
          label={label}
          value={text}
          isWhole={field.type === 'integer'}
          onChange={(next) => onChange(next)}
        />
      );
    default:
      return <StoreText field={field} label={label} value={text} onChange={onChange} />;
  }
}

interface ListValueProps {
  readonly field: ReportField;
  readonly label: string;
  readonly value: readonly Scalar[];
  readonly onChange: (value: Scalar[]) => void;
}

function ListValue({ field, label, value, onChange }: ListValueProps) {
  const { t } = useTranslation();
  const texts = value.map(String);
  const name = t('criteria.values', { label });
  if (field.type === 'choice') {
    return <MultiSelect aria-label={name} value={texts} data={field.choices} onChange={onChange} />;
  }
  if (field.type === 'integer' || field.type === 'money') {
    return <FigureList label={name} value={texts} isWhole={field.type === 'integer'} onChange={onChange} />;
  }
  return <StoreTexts field={field} label={name} value={texts} onChange={onChange} />;
}
