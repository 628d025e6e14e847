import type { UploadCheck, UploadProblem } from '@illuminate/contract';
import { Button } from '@mantine/core';
import { IconAlertCircle, IconAlertTriangle } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { ScrollRegion } from '../ui/ScrollRegion.tsx';
import table from '../ui/Table.module.css';
import { Tag } from '../ui/Tag.tsx';
import { useFigures } from '../ui/use-figures.ts';
import classes from './Uploads.module.css';
import { problemsQuery } from './uploads-queries.ts';

const FIRST = 25;
const MOST = 200;

interface ProblemsTableProps {
  readonly organisation: string;
  readonly upload: string;
  readonly check: UploadCheck;
}

/** What is wrong, by row and column, and what to do about each. */
export function ProblemsTable({ organisation, upload, check }: ProblemsTableProps) {
  const { t } = useTranslation();
  const [limit, setLimit] = useState(FIRST);
  const { data, error } = useQuery(problemsQuery(organisation, upload, check.id, limit));
  if (data === undefined) {
    return error === null ? <LoadingLines label={t('app.loading')} /> : <ProblemNotice error={error} />;
  }
  return (
    <>
      <ScrollRegion label={t('upload.problemsCaption')}>
        <table className={table.table} data-stacked="">
          <caption className="visually-hidden">{t('upload.problemsCaption')}</caption>
          <thead>
            <tr>
              <th scope="col" data-numeric="">
                {t('upload.row')}
              </th>
              <th scope="col">{t('upload.column')}</th>
              <th scope="col">{t('upload.value')}</th>
              <th scope="col">{t('upload.wrong')}</th>
              <th scope="col">{t('upload.fix')}</th>
            </tr>
          </thead>
          <tbody>
            {data.items.map((problem, at) => (
              // biome-ignore lint/suspicious/noArrayIndexKey: the list of one check never changes; one row may have a fault twice
              <Row key={at} problem={problem} />
            ))}
          </tbody>
        </table>
      </ScrollRegion>
      {data.nextCursor === null || limit >= MOST ? null : (
        <div className={classes.deeds}>
          <Button variant="default" onClick={() => setLimit(MOST)}>
            {t('upload.moreProblems')}
          </Button>
        </div>
      )}
    </>
  );
}

function Row({ problem: { severity, row, column, value, what, fix } }: { readonly problem: UploadProblem }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const [tone, Icon] =
    severity === 'error' ? (['bad', IconAlertCircle] as const) : (['warn', IconAlertTriangle] as const);
  return (
    <tr>
      <th scope="row" data-numeric="" data-label={t('upload.row')}>
        {row === null ? t('time.none') : figures(row)}
      </th>
      <td data-label={t('upload.column')}>
        {column === null ? t('time.none') : <bdi className={table.text}>{column}</bdi>}
      </td>
      <td data-quiet={value === null || value === '' ? '' : undefined} data-label={t('upload.value')}>
        {value === '' ? (
          t('upload.emptyValue')
        ) : value === null ? (
          t(column === null ? 'time.none' : 'upload.hiddenValue')
        ) : (
          <bdi className={table.text}>{value}</bdi>
        )}
      </td>
      <td data-wrap="">
        <Tag tone={tone} icon={<Icon size={16} stroke={2} />}>
          {t(`upload.severity.${severity}`)}
        </Tag>{' '}
        {what}
      </td>
      <td data-wrap="" data-label={t('upload.fix')}>
        {fix}
      </td>
    </tr>
  );
}
