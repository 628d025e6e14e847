import { type ActivityImportField, activityImportField, type ImportProposal } from '@illuminate/contract';
import { NativeSelect } from '@mantine/core';
import { useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../ui/Notice.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import table from '../ui/Table.module.css';
import classes from './ActivitiesPage.module.css';
import type { ChosenColumn } from './import-file.ts';

const REQUIRED = ['title', 'from'] as const;

interface ImportColumnsProps {
  readonly proposal: ImportProposal;
  /** What each column is: as the file was read, or as was chosen since. */
  readonly columns: readonly ChosenColumn[];
  readonly onChoose: (columns: readonly ChosenColumn[]) => void;
}

/** Each column of a file with some of its values, and what it is: found by its name, remembered, or chosen here. */
export function ImportColumns({ proposal, columns, onChoose }: ImportColumnsProps) {
  const { t } = useTranslation();
  const heading = useId();
  const [moved, setMoved] = useState<string | null>(null);
  const missing = REQUIRED.filter((required) => columns.every(({ field }) => field !== required));
  // Whoever has just chosen what was missing finds the table where it was.
  const [wasMissing] = useState(missing.length > 0);
  const nameOf = (at: number): string => {
    const { header = '' } = columns[at] ?? {};
    const position = at + 1;
    if (header === '') return t('activities.importing.unnamed', { position });
    const isOnly = columns.every((one, other) => other === at || one.header !== header);
    return isOnly ? header : t('activities.importing.oneOfSeveral', { header, position });
  };
  const choose = (at: number, field: ActivityImportField | null): void => {
    const before = field === null ? -1 : columns.findIndex((one) => one.field === field);
    setMoved(
      field === null || before < 0
        ? null
        : t('activities.importing.moved', {
            field: t(`activities.importing.fields.${field}`),
            now: nameOf(at),
            before: nameOf(before),
          }),
    );
    onChoose(
      columns.map((one, other) =>
        other === at ? { ...one, field } : other === before ? { ...one, field: null } : one,
      ),
    );
  };
  const remembered = proposal.columnsFrom === 'remembered' ? t('activities.importing.remembered') : null;
  return (
    <section aria-labelledby={heading} className={classes.columns}>
      <h3 id={heading}>{t('activities.importing.columnsTitle')}</h3>
      {missing.length > 0 || wasMissing ? (
        <Notice tone={missing.length > 0 ? 'warn' : 'ok'} announced="in-time">
          {missing.map((field) => (
            <p key={field}>{t(`activities.importing.missing.${field}`)}</p>
          ))}
          {missing.length > 0 ? null : <p>{t('activities.importing.found')}</p>}
        </Notice>
      ) : null}
      <p role="status" className={classes.said}>
        {moved ?? remembered}
      </p>
      <ScrollRegion label={t('activities.importing.columnsCaption')}>
        <table className={table.table} data-stacked="">
          <caption className="visually-hidden">{t('activities.importing.columnsCaption')}</caption>
          <thead>
            <tr>
              <th scope="col">{t('activities.importing.column')}</th>
              <th scope="col">{t('activities.importing.examples')}</th>
              <th scope="col">{t('activities.importing.is')}</th>
            </tr>
          </thead>
          <tbody>
            {proposal.columns.map(({ header, examples }, at) =>
              header === '' && examples.length === 0 ? null : (
                // biome-ignore lint/suspicious/noArrayIndexKey: a column is its place; names may occur twice
                <tr key={at}>
                  <th scope="row" data-as-is="">
                    <bdi className={table.text}>{nameOf(at)}</bdi>
                  </th>
                  <td>
                    <span className={classes.examples}>
                      {examples.length === 0 ? t('activities.importing.noExamples') : examples.join(' · ')}
                    </span>
                  </td>
                  <td>
                    <ColumnSelect
                      name={nameOf(at)}
                      field={columns[at]?.field ?? null}
                      onChoose={(field) => choose(at, field)}
                    />
                  </td>
                </tr>
              ),
            )}
          </tbody>
        </table>
      </ScrollRegion>
    </section>
  );
}

interface ColumnSelectProps {
  readonly name: string;
  readonly field: ActivityImportField | null;
  readonly onChoose: (field: ActivityImportField | null) => void;
}

function ColumnSelect({ name, field, onChoose }: ColumnSelectProps) {
  const { t } = useTranslation();
  const label = (one: ActivityImportField): string => t(`activities.importing.fields.${one}`);
  const isRequired = (one: ActivityImportField): boolean => REQUIRED.some((required) => required === one);
  return (
    <NativeSelect
      aria-label={t('activities.importing.isOf', { column: name })}
      value={field ?? ''}
      data={[
        { value: '', label: t('activities.importing.notRead') },
        ...activityImportField.options.map((one) => ({
          value: one,
          label: isRequired(one) ? t('activities.importing.required', { field: label(one) }) : label(one),
        })),
      ]}
      onChange={({ currentTarget }) =>
        onChoose(activityImportField.options.find((one) => one === currentTarget.value) ?? null)
      }
    />
  );
}
