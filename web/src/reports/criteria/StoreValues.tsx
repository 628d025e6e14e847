import { Autocomplete, TagsInput } from '@mantine/core';
import { useDebouncedValue } from '@mantine/hooks';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fieldValuesQuery } from '../report-queries.ts';
import classes from './Criteria.module.css';
import { useCriteria } from './criteria-context.ts';
import type { ReportField } from './rules.ts';

const PAUSE_MS = 250;

/** Values that the store has of a field, to pick from; none of fields that tell of single bookers. */
function useStoreValues(field: ReportField, search: string): string[] {
  const { organisation } = useCriteria();
  const [asked] = useDebouncedValue(search.trim(), PAUSE_MS);
  const { data } = useQuery({
    ...fieldValuesQuery({ organisation: organisation.slug, field: field.id, search: asked }),
    enabled: field.personal === 'none',
    placeholderData: keepPreviousData,
  });
  return data?.items ?? [];
}

interface StoreTextProps {
  readonly field: ReportField;
  readonly label: string;
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** One text; those that the store has are offered. */
export function StoreText({ field, label, value, onChange }: StoreTextProps) {
  const { t } = useTranslation();
  const items = useStoreValues(field, value);
  return (
    <Autocomplete
      aria-label={label}
      className={classes.values}
      placeholder={t('criteria.typeOrPick')}
      value={value}
      data={items}
      // The server has searched already.
      filter={({ options }) => options}
      onChange={onChange}
    />
  );
}

interface StoreTextsProps {
  readonly field: ReportField;
  readonly label: string;
  readonly value: readonly string[];
  readonly onChange: (value: string[]) => void;
}

/** Several texts: picked from those that the store has, or typed. */
export function StoreTexts({ field, label, value, onChange }: StoreTextsProps) {
  const { t } = useTranslation();
  const [search, setSearch] = useState('');
  const items = useStoreValues(field, search);
  return (
    <TagsInput
      aria-label={label}
      className={classes.values}
      placeholder={value.length === 0 ? t('criteria.typeOrPick') : ''}
      value={[...value]}
      data={items}
      filter={({ options }) => options}
      searchValue={search}
      onSearchChange={setSearch}
      acceptValueOnBlur
      onChange={onChange}
    />
  );
}
