import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useTranslation } from 'react-i18next';
import { ProblemNotice } from '../api/ProblemNotice.tsx';
import { readyReportsQuery } from '../api/queries.ts';
import { useChosen } from '../organisations/use-chosen.ts';
import { paths } from '../paths.ts';
import { LoadingLines } from '../ui/LoadingLines.tsx';
import { PageHeading } from '../ui/PageHeading.tsx';
import classes from './ReportsPage.module.css';

/** The reports that are ready to run. */
export function ReportsPage() {
  const { t } = useTranslation();
  const chosen = useChosen();
  const { data, error, refetch } = useQuery(readyReportsQuery);
  const search = chosen === null ? {} : { organisation: chosen };
  return (
    <>
      <PageHeading title={t('reports.title')} below={t('reports.lead')}>
        {t('reports.title')}
      </PageHeading>
      {data === undefined ? (
        error === null ? (
          <LoadingLines label={t('reports.loading')} lines={8} />
        ) : (
          <ProblemNotice error={error} onRetry={() => void refetch()} />
        )
      ) : (
        <ul className={classes.list}>
          <li>
            <Link to={paths.eventIds} search={search}>
              {t('reports.eventIds.title')}
            </Link>
            <p>{t('reports.eventIds.description')}</p>
          </li>
          {data.items.map(({ id, name, description }) => (
            <li key={id}>
              <Link to={paths.readyReport} params={{ report: id }} search={search}>
                {name}
              </Link>
              <p>{description}</p>
            </li>
          ))}
        </ul>
      )}
    </>
  );
}
