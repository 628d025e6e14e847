import type { Organisation } from '@illuminate/contract';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../../api/ProblemNotice.tsx';
import { paths } from '../../paths.ts';
import { LoadingLines } from '../../ui/LoadingLines.tsx';
import { PageHeading } from '../../ui/PageHeading.tsx';
import { NoReport } from '../NoReport.tsx';
import { ReportsOf } from '../ReportsOf.tsx';
import { reportFieldsQuery, savedReportQuery } from '../report-queries.ts';
import { ToReports } from '../ToReports.tsx';
import { Builder } from './Builder.tsx';
import { EMPTY_DRAFT } from './draft.ts';
import { draftOfReport } from './report-of-draft.ts';

/** A new report. */
export function NewReportPage() {
  const { t } = useTranslation();
  return (
    <>
      <PageHeading title={t('builder.newTitle')} above={<ToReports />}>
        {t('builder.newTitle')}
      </PageHeading>
      <ReportsOf>{(organisation) => <NewReport key={organisation.slug} organisation={organisation} />}</ReportsOf>
    </>
  );
}

function NewReport({ organisation }: { readonly organisation: Organisation }) {
  const { t } = useTranslation();
  const { data: fields, error, refetch } = useQuery(reportFieldsQuery(organisation.slug));
  // What is known stays, whatever becomes of asking again: a draft lives on it.
  if (fields !== undefined)
    return <Builder organisation={organisation} fields={fields} initial={EMPTY_DRAFT} saved={null} />;
  if (error !== null) return <ProblemNotice error={error} onRetry={() => void refetch()} />;
  return <LoadingLines label={t('app.loading')} lines={8} />;
}

/** A saved report, opened for change. */
export function ChangeReportPage() {
  return <ReportsOf isFixed>{(organisation) => <ChangeReport organisation={organisation} />}</ReportsOf>;
}

function ChangeReport({ organisation }: { readonly organisation: Organisation }) {
  const { t } = useTranslation();
  const { report: id } = useParams({ from: paths.changeReport });
  const fields = useQuery(reportFieldsQuery(organisation.slug));
  const saved = useQuery({ ...savedReportQuery(organisation.slug, id), refetchOnWindowFocus: false });
  const title = t('builder.changeTitle', { report: saved.data?.name ?? '' });
  const error = saved.error ?? fields.error;
  return (
    <>
      <PageHeading title={title} above={<ToReports />}>
        {title}
      </PageHeading>
      {saved.data !== undefined && fields.data !== undefined ? (
        <Builder
          key={saved.data.id}
          organisation={organisation}
          fields={fields.data}
          initial={draftOfReport(saved.data)}
          saved={saved.data}
        />
      ) : error === null ? (
        <LoadingLines label={t('app.loading')} lines={8} />
      ) : (
        <NoReport error={error} onRetry={() => void Promise.all([saved.refetch(), fields.refetch()])} />
      )}
    </>
  );
}
