import type { CriteriaSet, Organisation } from '@illuminate/contract';
import { useQuery } from '@tanstack/react-query';
import { useParams } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { problemOf } from '../../api/client.ts';
import { ProblemNotice } from '../../api/ProblemNotice.tsx';
import { paths } from '../../paths.ts';
import { Empty } from '../../ui/Empty.tsx';
import { LoadingLines } from '../../ui/LoadingLines.tsx';
import { PageHeading } from '../../ui/PageHeading.tsx';
import { ReportsOf } from '../ReportsOf.tsx';
import { criteriaSetQuery, reportFieldsQuery } from '../report-queries.ts';
import { ToReports } from '../ToReports.tsx';
import { CriteriaSetForm } from './CriteriaSetForm.tsx';

/** One criteria set, or a new one. */
export function CriteriaSetPage() {
  const { set } = useParams({ from: paths.criteriaSet });
  return (
    <ReportsOf isFixed>
      {(organisation) =>
        set === 'new' ? (
          <Opened organisation={organisation} set={null} />
        ) : (
          <Known key={set} organisation={organisation} id={set} />
        )
      }
    </ReportsOf>
  );
}

function Known({ organisation, id }: { readonly organisation: Organisation; readonly id: string }) {
  const { t } = useTranslation();
  const {
    data: set,
    error,
    refetch,
  } = useQuery({
    ...criteriaSetQuery(organisation.slug, id),
    refetchOnWindowFocus: false,
  });
  if (set !== undefined) return <Opened organisation={organisation} set={set} />;
  return (
    <>
      <PageHeading title={t('criteriaSets.title')} above={<ToReports to={paths.criteriaSets} />}>
        {t('criteriaSets.title')}
      </PageHeading>
      {error === null ? (
        <LoadingLines label={t('app.loading')} lines={6} />
      ) : ['not-found', 'invalid-input'].includes(problemOf(error)?.code ?? '') ? (
        <Empty title={t('errors.notFound')} action={<ToReports to={paths.criteriaSets} />}>
          <p>{t('criteriaSets.missing')}</p>
        </Empty>
      ) : (
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      )}
    </>
  );
}

interface OpenedProps {
  readonly organisation: Organisation;
  readonly set: CriteriaSet | null;
}

function Opened({ organisation, set }: OpenedProps) {
  const { t } = useTranslation();
  const { data: fields, error, refetch } = useQuery(reportFieldsQuery(organisation.slug));
  const title = set?.name ?? t('criteriaSets.new');
  return (
    <>
      <PageHeading title={title} above={<ToReports to={paths.criteriaSets} />}>
        {title}
      </PageHeading>
      {error !== null ? (
        <ProblemNotice error={error} onRetry={() => void refetch()} />
      ) : fields === undefined ? (
        <LoadingLines label={t('app.loading')} lines={6} />
      ) : (
        <CriteriaSetForm organisation={organisation} fields={fields} set={set} />
      )}
    </>
  );
}
