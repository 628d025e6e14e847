import type { Output } from '@illuminate/contract';
import { ActionIcon, Button, NativeSelect } from '@mantine/core';
import { IconPlus, IconX } from '@tabler/icons-react';
import { useTranslation } from 'react-i18next';
import { factsOf } from './line-facts.ts';
import classes from './OutputStep.module.css';
import { setSort, sortable, sortOf } from './output-deeds.ts';
import type { OutputDraft, SortLine } from './output-draft.ts';

interface SortByProps {
  readonly output: OutputDraft;
  readonly fields: Output<'listReportFields'>;
  readonly onChange: (output: OutputDraft) => void;
}

const MOST = 3;

/** The order of the rows: by one column, and where that is equal by the next. */
export function SortBy({ output, fields, onChange }: SortByProps) {
  const { t } = useTranslation();
  const columns = sortable(output, (line) => factsOf(line, fields)?.name ?? '', t('output.count'));
  const sort = sortOf(output);
  const free = columns.find(({ id }) => !sort.some(({ column }) => column === id));
  const change = (at: number, part: Partial<SortLine>) =>
    onChange(
      setSort(
        output,
        sort.map((line, index) => (index === at ? { ...line, ...part } : line)),
      ),
    );
  return (
    <fieldset className={classes.options}>
      <legend>{t('output.sortBy')}</legend>
      {sort.length === 0 ? <p className={classes.hint}>{t(`output.unsorted.${output.mode}`)}</p> : null}
      {sort.map(({ column, direction }, at) => (
        <div key={column} className={classes.sort}>
          <NativeSelect
            size="xs"
            label={t(at === 0 ? 'output.sortFirst' : 'output.sortThen')}
            value={column}
            data={columns
              .filter(({ id }) => id === column || !sort.some((line) => line.column === id))
              .map(({ id, label }) => ({ value: id, label }))}
            onChange={({ currentTarget: { value } }) => change(at, { column: value })}
          />
          <NativeSelect
            size="xs"
            label={t('output.direction')}
            value={direction}
            data={(['ascending', 'descending'] as const).map((value) => ({
              value,
              label: t(`output.directions.${value}`),
            }))}
            onChange={({ currentTarget: { value } }) =>
              change(at, { direction: value === 'descending' ? 'descending' : 'ascending' })
            }
          />
          <ActionIcon
            variant="subtle"
            color="var(--ink)"
            size={28}
            aria-label={t('output.unsort', { label: columns.find(({ id }) => id === column)?.label ?? '' })}
            onClick={() => onChange(setSort(output, sort.toSpliced(at, 1)))}
          >
            <IconX size={16} />
          </ActionIcon>
        </div>
      ))}
      {sort.length >= MOST || free === undefined ? null : (
        <Button
          size="xs"
          leftSection={<IconPlus size={16} aria-hidden="true" />}
          onClick={() => onChange(setSort(output, [...sort, { column: free.id, direction: 'ascending' }]))}
        >
          {t(sort.length === 0 ? 'output.addSort' : 'output.addThen')}
        </Button>
      )}
    </fieldset>
  );
}
