import type { ReportType } from '@illuminate/contract';
import { Select } from '@mantine/core';
import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';
import classes from './Criteria.module.css';
import { useCriteria } from './criteria-context.ts';
import type { NewItem } from './criteria-draft.ts';
import { newRule } from './rules.ts';

interface AddCriterionProps {
  readonly type: ReportType;
  readonly label: string;
  readonly onAdd: (item: NewItem) => void;
}

/** Adds a criterion by its name, without dragging. */
export function AddCriterion({ type, label, onAdd }: AddCriterionProps) {
  const { t } = useTranslation();
  const { fields, byId } = useCriteria();
  const data = useMemo(() => {
    const known = new Set(fields.types.find(({ id }) => id === type)?.fields);
    const groups = new Map<string, { value: string; label: string }[]>();
    for (const field of fields.fields) {
      if (!known.has(field.id) || !field.availability.isSupplied) continue;
      const option = { value: field.id, label: field.label };
      const group = groups.get(field.group);
      if (group === undefined) groups.set(field.group, [option]);
      else group.push(option);
    }
    return [...groups].map(([group, items]) => ({ group, items }));
  }, [fields, type]);
  return (
    <Select
      aria-label={label}
      className={classes.addCriterion}
      placeholder={t('criteria.addCriterion')}
      searchable
      value={null}
      data={data}
      nothingFoundMessage={t('criteria.nothingFound')}
      onChange={(id) => {
        const field = id === null ? undefined : byId.get(id);
        if (field !== undefined) onAdd(newRule(field));
      }}
    />
  );
}
