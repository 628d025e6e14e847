import type { ReportType } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/Notice.tsx';
import { type CriteriaDraft, rulesOf } from '../criteria/criteria-draft.ts';
import type { ReportField, ReportFields } from '../criteria/rules.ts';
import classes from './Builder.module.css';

interface WhichDateProps {
  readonly criteria: CriteriaDraft;
  readonly fields: ReportFields;
  readonly type: ReportType;
  /** As the server tells them of what is complete. */
  readonly warnings: readonly string[];
  readonly onAdd: (field: ReportField) => void;
}

/** The first thing that goes wrong in box office reports: when it was sold, and when it was performed, are two dates. */
export function WhichDate({ criteria, fields, type, warnings, onAdd }: WhichDateProps) {
  const { t } = useTranslation();
  const dates = (fields.types.find(({ id }) => id === type)?.dates ?? []).flatMap(
    (id) => fields.fields.find((field) => field.id === id) ?? [],
  );
  const asked = new Set(rulesOf(criteria.root).map(({ field }) => field));
  const named = dates.filter(({ id }) => asked.has(id));
  if (named.length > 1) {
    return (
      <Notice tone="warn" title={t('builder.whichDate.severalTitle')}>
        <p>{t('builder.whichDate.several', { dates: named.map(({ label }) => label).join(', ') })}</p>
        <Meanings dates={named} />
      </Notice>
    );
  }
  const hasOther = fields.fields.some(({ id, type: kind }) => kind === 'wall' && asked.has(id));
  if (named.length > 0 || hasOther) return null;
  return (
    <Notice tone="warn" title={t('builder.whichDate.noneTitle')}>
      {warnings.map((warning) => (
        <p key={warning}>{warning}</p>
      ))}
      <Meanings dates={dates} />
      <div className={classes.deeds}>
        {dates.map((field) => (
          <Button key={field.id} onClick={() => onAdd(field)}>
            {t('criteria.add', { label: field.label })}
          </Button>
        ))}
      </div>
    </Notice>
  );
}

function Meanings({ dates }: { readonly dates: readonly ReportField[] }) {
  return (
    <dl className={classes.meanings}>
      {dates.map(({ id, label, definition }) => (
        <div key={id}>
          <dt>{label}</dt>
          <dd>{definition}</dd>
        </div>
      ))}
    </dl>
  );
}
